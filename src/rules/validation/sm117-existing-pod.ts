import { rule } from '../define.js';

export const existingPod = rule({
  code: 'SM117',
  title: 'a Pod that already exists',
  sources: ['kubernetes/kubernetes#28557'],
  effects: ['note'],
  harm: 'Containers cannot be added to, or removed from, an existing Pod.',
  seen: 'The kind of the object is Pod.',
  fix: 'Delete the Pod and create it again.',
  note: {
    message: 'an existing Pod cannot be changed: delete it and create it again',
    applies: ({ pod }) => pod.workload.kind === 'Pod',
  },
});
