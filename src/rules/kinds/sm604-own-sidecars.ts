import { rule } from '../define.js';

export const ownSidecars = rule({
  code: 'SM604',
  title: 'sidecars that a controller manages',
  sources: ['argoproj/argo-workflows', 'tektoncd/pipeline'],
  effects: ['informs'],
  harm: 'Nothing goes wrong: the controller starts and stops these sidecars itself.',
  seen: 'The kind of the object: Argo Workflows, Tekton, SidecarSet of OpenKruise.',
  fix: 'Nothing to do.',
});
