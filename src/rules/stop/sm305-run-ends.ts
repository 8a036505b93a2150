import { runsToCompletion } from '../../pod/facts/lifetime.js';
import { informing, rule } from '../define.js';

export const runEnds = rule({
  code: 'SM305',
  title: 'a run that ends',
  sources: ['kubernetes/website concepts/workloads/pods/sidecar-containers.md'],
  effects: ['informs'],
  harm: 'Nothing goes wrong; it is what the move is for: when the applications have ended the sidecar is stopped and the pod finishes.',
  seen: 'restartPolicy Never or OnFailure, or a kind of Job.',
  fix: 'Nothing to do.',
  check: informing(({ pod, container }) =>
    runsToCompletion(pod)
      ? `once every application has ended ${container.name} is stopped, and the pod finishes`
      : null,
  ),
});
