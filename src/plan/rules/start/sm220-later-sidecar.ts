import type { Container } from '../../../model/pod.js';
import type { Hit, Rule, Subject } from '../../../model/rule.js';
import { initsAfter } from '../../effective.js';
import { type StartNeed, startNeeds } from '../../start-needs.js';

/** Sidecars start one after the other: a later one is not there yet for those before it. */
export const laterSidecar: Rule = {
  code: 'SM220',
  title: 'a start that waits for a sidecar behind it',
  sources: ['KEP-753, Proposal', 'kubernetes/kubernetes kuberuntime_container.go'],
  absolute: false,
  check: ({ pod, container, moving, before }) => {
    const needs = startNeeds(container, pod);
    if (needs.length === 0) return [];
    const order = initsAfter(pod, moving, before).map((entry) => entry.container);
    const own = order.indexOf(container);
    const late = needs.filter(({ to }) => order.indexOf(to) > own);
    const [need] = [...late].sort((a, b) => Number(b.sure) - Number(a.sure));
    return need === undefined ? [] : [hit(container, need, { pod, moving })];
  },
};

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
