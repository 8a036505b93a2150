import { rule } from '../define.js';

export const notApplied = rule({
  code: 'SM803',
  title: 'objects not created by kubectl apply',
  sources: ['kubernetes/kubernetes#112826'],
  effects: ['note'],
  harm: 'kubectl apply removes the sidecar from containers only if it added it there. Otherwise the sidecar is in both lists, and the API server rejects the object.',
  seen: 'Any object that can be applied.',
  fix: 'Use kubectl replace, or set the last-applied annotation first.',
  note: {
    message:
      'if an object was not created by kubectl apply, the sidecar also stays in containers, and the API server rejects the duplicate name: use kubectl replace',
    applies: ({ pod }) => pod.workload.kind !== 'Pod' && pod.workload.kind !== 'Job',
  },
});
