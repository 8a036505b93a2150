import { rule } from '../define.js';

export const existingPod = rule({
  code: 'SM117',
  title: 'a Pod that exists',
  sources: ['kubernetes/kubernetes#28557'],
  effects: ['note'],
  harm: 'Containers cannot be added to, or taken from, a Pod that exists.',
  seen: 'The kind is Pod.',
  fix: 'Delete the Pod and create it again.',
  note: {
    message: 'a Pod that exists cannot be changed: delete it and create it again',
    applies: ({ pod }) => pod.workload.kind === 'Pod',
  },
});
