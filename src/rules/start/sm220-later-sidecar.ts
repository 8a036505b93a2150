import type { Container } from '../../model/container.js';
import type { Hit, Subject } from '../../model/rule.js';
import { initsAfter } from '../../pod/effective.js';
import { type StartNeed, startNeeds, workedWith } from '../../pod/start-needs.js';
import { rule } from '../define.js';

/** Sidecars start one after the other: a later one is not there yet for those before it. */
export const laterSidecar = rule({
  code: 'SM220',
  title: 'a sidecar that waits for a later one',
  sources: ['KEP-753, Proposal', 'kubernetes/kubernetes kuberuntime_container.go'],
  effects: ['blocks', 'warns'],
  harm: 'Sidecars start in order, each once the one before it has started. If the startupProbe, the postStart hook or a wait of one needs a later sidecar, it never counts as started, and nothing after it starts. In containers both started together.',
  seen: 'A startupProbe, a postStart hook or a wait of one sidecar that needs a port, a socket, a file or a process of another one; or a program that is known to give up without it. The order is changed so that what is needed comes first: only a cycle, or an init container that leaves no other place, is reported. A sidecar that uses one which has to start after it warns, as that one stops first.',
  fix: 'Let one of them start without the other, for example with a startupProbe that checks only its own container.',
  before: `containers:
- name: pgbouncer
  startupProbe: {exec: {command: [pg_isready, -h, localhost, -p, "5432"]}}
- name: cloud-sql-proxy
  startupProbe: {exec: {command: [nc, -z, localhost, "6432"]}}`,
  after: `containers:
- name: pgbouncer
  startupProbe: {tcpSocket: {port: 6432}}
- name: cloud-sql-proxy
  startupProbe: {exec: {command: [nc, -z, localhost, "6432"]}}`,
  check: ({ pod, container, moving, before }) => {
    const needs = startNeeds(container, pod);
    const served = workedWith(container, moving, pod);
    if (needs.length === 0 && served.length === 0) return [];
    const order = initsAfter(pod, moving, before).map((entry) => entry.container);
    const own = order.indexOf(container);
    const late = needs.filter(({ to }) => order.indexOf(to) > own);
    const [need] = [...late].sort((a, b) => Number(b.sure) - Number(a.sure));
    if (need !== undefined) return [hit(container, need, { pod, moving })];
    const gone = served.find((other) => order.indexOf(other) > own);
    return gone === undefined ? [] : [stopsFirst(container, gone)];
  },
});

/** They stop in the reverse order: what waits for it at its start goes before it at its end. */
function stopsFirst({ name }: Container, gone: Container): Hit<'block' | 'warn'> {
  return {
    severity: 'warn',
    message: `${name} uses ${gone.name}, which has to start after it and so stops before it: what ${name} still sends there while it stops is lost`,
    remedy: `check that ${name} does not need ${gone.name} once it is told to stop, then accept SM220`,
  };
}

function hit(
  container: Container,
  need: StartNeed,
  { pod, moving }: Pick<Subject, 'pod' | 'moving'>,
): Hit<'block' | 'warn'> {
  const { name } = container;
  const back =
    moving.includes(need.to) && startNeeds(need.to, pod).some(({ to }) => to === container);
  const round = back ? `, and ${need.to.name} waits for ${name}: neither would ever start` : '';
  return {
    severity: need.sure ? 'block' : 'warn',
    message: `${name} waits for ${need.to.name} when it starts (${need.why}), and sidecars start in order: ${need.to.name} starts after it${round}`,
    remedy: back
      ? `make the startupProbe of one of them check only its own container, or remove it`
      : `put ${need.to.name} before ${name}, or let ${name} start without it`,
  };
}
