import type { Rule } from '../../model/rule.js';
import { isMap } from '../../model/value.js';

/** Pod-level resources are an upper bound; a sidecar placed last leaves the sum below it as it was. */
export const podResources: Rule = {
  code: 'SM115',
  title: 'pod-level resources',
  sources: ['kubernetes/kubernetes pkg/apis/core/validation validatePodResourceConsistency'],
  absolute: true,
  check: ({ pod, container, settings }) => {
    if (!isMap(pod.spec.resources)) return [];
    const ordinary = pod.initContainers.filter((init) => init.value.restartPolicy !== 'Always');
    if (ordinary.length === 0 || settings.placement === 'last')
      return [
        {
          severity: 'info',
          message: `the pod has resources of its own; moving ${container.name} does not change what its containers add up to`,
          remedy: 'nothing to do',
        },
      ];
    return [
      {
        severity: 'warn',
        message: `the pod has resources of its own, and ${container.name} may run beside an init container now: the API server rejects the pod if they add up to more`,
        remedy: 'compare the sums, or keep it last with --placement last',
      },
    ];
  },
};
