import { rule } from '../define.js';

export const ownSidecars = rule({
  code: 'SM604',
  title: 'sidecars of a controller',
  sources: ['argoproj/argo-workflows', 'tektoncd/pipeline'],
  effects: ['informs'],
  harm: 'These sidecars have a life cycle of their own: their controllers start and stop them.',
  seen: 'The kind: Argo Workflows, Tekton, OpenKruise SidecarSet.',
  fix: 'Nothing to do.',
});
