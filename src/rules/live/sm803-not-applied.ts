import { rule } from '../define.js';

export const notApplied = rule({
  code: 'SM803',
  title: 'objects that were not applied',
  sources: ['kubernetes/kubernetes#112826'],
  effects: ['note'],
  harm: 'kubectl apply takes the sidecar out of containers only if it put it there: else it stands in both lists and is rejected.',
  seen: 'Any object that can be applied.',
  fix: 'kubectl replace, or set the last-applied annotation first.',
  note: {
    message:
      'an object that kubectl apply did not make keeps the sidecar in containers too, and is rejected for a duplicate name: replace it',
    applies: ({ pod }) => pod.workload.kind !== 'Pod' && pod.workload.kind !== 'Job',
  },
});
