import { runsToCompletion } from '../../pod/facts/lifetime.js';
import { informing, rule } from '../define.js';

export const runEnds = rule({
  code: 'SM305',
  title: 'a pod that completes',
  sources: ['kubernetes/website concepts/workloads/pods/sidecar-containers.md'],
  effects: ['informs'],
  harm: 'Nothing goes wrong; this is the purpose of the move: when the main containers have ended, the sidecar is stopped and the pod completes.',
  seen: 'restartPolicy Never or OnFailure, or a kind that runs to completion.',
  fix: 'Nothing to do.',
  check: informing(({ pod, container }) =>
    runsToCompletion(pod)
      ? `once every main container has ended, ${container.name} is stopped and the pod completes`
      : null,
  ),
});
