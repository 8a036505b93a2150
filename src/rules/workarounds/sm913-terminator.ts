import type { Rule } from '../../model/rule.js';

/** Controllers that end sidecars from outside are told by annotations, and look at `containers`. */
export const terminator: Rule = {
  code: 'SM913',
  title: 'a controller that ends sidecars',
  sources: ['zachomedia/kubernetes-sidecar-terminator', 'KEP-753'],
  absolute: false,
  check: ({ pod, container }) => {
    const keys = [pod.podAnnotations, pod.podLabels, pod.workload.annotations, pod.workload.labels]
      .flatMap((map) => Object.keys(map))
      .filter((key) => /sidecar-terminator|terminate-sidecar/.test(key));
    if (keys[0] === undefined) return [];
    return [
      {
        severity: 'warn',
        message: `${keys[0]} tells a controller to end sidecars of this pod: what it makes of ${container.name} as an init container is not known`,
        remedy: `take the annotation off with the move, or accept SM913`,
      },
    ];
  },
};
