import { probeOf } from '../../pod/facts/programs.js';
import { rule, warns } from '../define.js';

/** One failed start of the sidecar, and its startupProbe is never asked again. */
export const neverRestarts = rule({
  code: 'SM217',
  title: 'a startupProbe in a pod with restartPolicy Never',
  sources: ['kubernetes/kubernetes#132826', 'kubernetes/kubernetes#133072'],
  effects: ['warns'],
  harm: 'Before 1.35, and before the patch releases of November 2025 for 1.33 and 1.34, one failed start of the sidecar stops its startupProbe for good: the main container never starts.',
  seen: 'The pod has restartPolicy Never, and the sidecar has a startupProbe.',
  fix: 'Use restartPolicy: OnFailure, or remove the startupProbe.',
  before: 'restartPolicy: Never',
  after: 'restartPolicy: OnFailure',
  asked: ['moving', 'native'],
  check: ({ pod, container, settings }) => {
    if (pod.spec.restartPolicy !== 'Never' || settings.kubeMinor >= 35) return [];
    if (probeOf(container, 'startupProbe') === undefined) return [];
    return warns(
      `before 1.35, and before the patch releases of November 2025 for 1.33 and 1.34, one failed start of ${container.name} means that the main container never starts: the pod has restartPolicy Never, and ${container.name} has a startupProbe`,
      'use restartPolicy: OnFailure, or remove the startupProbe',
    );
  },
});
