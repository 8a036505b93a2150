import type { Rule } from '../../model/rule.js';
import { probeOf } from '../../pod/facts/programs.js';

/** One failed start of the sidecar, and its startupProbe is never asked again. */
export const neverRestarts: Rule = {
  code: 'SM217',
  title: 'a startupProbe in a pod that never restarts',
  sources: ['kubernetes/kubernetes#132826', 'kubernetes/kubernetes#133072'],
  absolute: false,
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
};
