import { rule } from '../define.js';

export const existingJob = rule({
  code: 'SM802',
  title: 'a Job that already exists',
  sources: ['kubernetes/enhancements keps/sig-apps/5440'],
  effects: ['note'],
  harm: 'The Pod template of a Job is immutable: kubectl apply fails.',
  seen: 'The kind of the object is Job.',
  fix: 'Delete the Job first, or use another name.',
  note: {
    message: 'the Pod template of a Job is immutable: delete the Job before you apply the new one',
    applies: ({ pod }) =>
      pod.workload.kind === 'Job' && pod.workload.apiVersion.startsWith('batch/'),
  },
});
