import type { Container } from '../../model/container.js';
import type { Hit, Rule, Subject } from '../../model/rule.js';
import { initsAfter } from '../../pod/effective.js';
import { type StartNeed, startNeeds, workedWith } from '../../pod/start-needs.js';

/** Sidecars start one after the other: a later one is not there yet for those before it. */
export const laterSidecar: Rule = {
  code: 'SM220',
  title: 'a start that waits for a sidecar behind it',
  sources: ['KEP-753, Proposal', 'kubernetes/kubernetes kuberuntime_container.go'],
  absolute: false,
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
};

/** They stop in the reverse order: what waits for it at its start goes before it at its end. */
function stopsFirst({ name }: Container, gone: Container): Hit {
  return {
    severity: 'warn',
    message: `${name} works with ${gone.name}, which has to start behind it and so stops before it: what ${name} still sends there at its end is lost`,
    remedy: `see that ${name} needs ${gone.name} no longer once it is told to stop, then accept SM220`,
  };
}

function hit(
  container: Container,
  need: StartNeed,
  { pod, moving }: Pick<Subject, 'pod' | 'moving'>,
): Hit {
  const { name } = container;
  const back =
    moving.includes(need.to) && startNeeds(need.to, pod).some(({ to }) => to === container);
  const round = back ? `, and ${need.to.name} waits for ${name}: neither would ever start` : '';
  return {
    severity: need.sure ? 'block' : 'warn',
    message: `${name} waits for ${need.to.name} when it starts (${need.why}), and sidecars start one after the other: ${need.to.name} starts behind it${round}`,
    remedy: back
      ? `let the startupProbe of one of them look at itself alone, or take it off`
      : `put ${need.to.name} before ${name}, or let ${name} start without it`,
  };
}
