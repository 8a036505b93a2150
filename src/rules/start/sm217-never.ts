import { probeOf } from '../../pod/facts/programs.js';
import { rule } from '../define.js';

/** One failed start of the sidecar, and its startupProbe is never asked again. */
export const neverRestarts = rule({
  code: 'SM217',
  title: 'a startupProbe in a pod that never restarts',
  sources: ['kubernetes/kubernetes#132826', 'kubernetes/kubernetes#133072'],
  effects: ['warns'],
  harm: 'Below 1.35, and below the patches of November 2025 for 1.33 and 1.34, one failed start of the sidecar stops its startupProbe for good: the application never starts.',
  seen: 'restartPolicy Never on the pod and a startupProbe on the sidecar.',
  fix: 'Prefer restartPolicy: OnFailure, or take the startupProbe off.',
  before: 'restartPolicy: Never',
  after: 'restartPolicy: OnFailure',
  asked: ['moving', 'native'],
  check: ({ pod, container, settings }) => {
    if (pod.spec.restartPolicy !== 'Never' || settings.kubeMinor >= 35) return [];
    if (probeOf(container, 'startupProbe') === undefined) return [];
    return [
      {
        severity: 'warn',
        message: `below 1.35, and below the patches of November 2025 for 1.33 and 1.34, one failed start of ${container.name} leaves the application waiting for ever: the pod has restartPolicy Never and ${container.name} a startupProbe`,
        remedy: 'prefer restartPolicy: OnFailure, or take the startupProbe off',
      },
    ];
  },
});
