import { rule } from '../define.js';

export const rollout = rule({
  code: 'SM801',
  title: 'a rollout',
  sources: ['kubernetes/website concepts/workloads/controllers'],
  effects: ['note'],
  harm: 'A change of the template rolls the pods out again. A ReplicaSet keeps those it has; a CronJob changes its next Jobs.',
  seen: 'The kind.',
  fix: 'Roll out as you do with any change.',
  note: {
    message:
      'a change of the template rolls the pods out again; a ReplicaSet keeps those it has, a CronJob changes its next Jobs',
    applies: ({ pod }) =>
      /^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet|CronJob)$/.test(pod.workload.kind),
  },
});
