import { rule } from '../define.js';

export const rollout = rule({
  code: 'SM801',
  title: 'rollout',
  sources: ['kubernetes/website concepts/workloads/controllers'],
  effects: ['note'],
  harm: 'A change of the Pod template starts a rollout. The pods of a ReplicaSet are not replaced; a CronJob uses the new template for its next Jobs.',
  seen: 'The kind of the object.',
  fix: 'Roll out as you do with any other change.',
  note: {
    message:
      'the change of the Pod template starts a rollout; a ReplicaSet does not replace its pods, and a CronJob uses the new template for its next Jobs',
    applies: ({ pod }) =>
      /^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet|CronJob)$/.test(pod.workload.kind),
  },
});
