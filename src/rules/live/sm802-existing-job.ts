import { rule } from '../define.js';

export const existingJob = rule({
  code: 'SM802',
  title: 'a Job that exists',
  sources: ['kubernetes/enhancements keps/sig-apps/5440'],
  effects: ['note'],
  harm: 'The template of a Job cannot be changed: kubectl apply fails.',
  seen: 'The kind is Job.',
  fix: 'Delete the Job first, or give it another name.',
  note: {
    message: 'the template of a Job cannot be changed: delete the Job before it is applied again',
    applies: ({ pod }) =>
      pod.workload.kind === 'Job' && pod.workload.apiVersion.startsWith('batch/'),
  },
});
