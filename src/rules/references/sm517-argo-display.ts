import { informing, rule } from '../define.js';
import { isOld } from '../version.js';

export const argoDisplay = rule({
  code: 'SM517',
  title: 'how Argo shows the pod',
  sources: ['argoproj/argo-cd#18725, #21047; argoproj/argo-rollouts#3366'],
  effects: ['informs', 'note'],
  harm: 'Argo Rollouts before 1.8.0 shows pods with sidecars as starting, and Argo CD before 2.13 shows them as Init, which is a note. Only the display is wrong.',
  seen: 'An Application in the tree, or a Rollout, and environment in the config.',
  fix: 'Nothing to do.',
  note: {
    message: 'Argo CD before 2.13 shows pods with sidecars as Init; only the display is wrong',
    applies: ({ settings, tree }) =>
      tree.tools.some(({ tool }) => tool === 'Argo CD') && isOld(settings, 'argo-cd', '2.13'),
  },
  check: informing(({ pod, container, settings }) =>
    pod.workload.kind === 'Rollout' && isOld(settings, 'argo-rollouts', '1.8.0')
      ? `Argo Rollouts before 1.8.0 shows pods with ${container.name} as starting; only the display is wrong`
      : null,
  ),
});
