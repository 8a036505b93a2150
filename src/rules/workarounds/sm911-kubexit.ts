import type { Rule } from '../../model/rule.js';
import { usesKubexit } from '../../pod/facts/kubexit.js';

/** kubexit looks for the birth of its dependencies among the statuses of `containers` only. */
export const kubexit: Rule = {
  code: 'SM911',
  title: 'kubexit',
  sources: ['karlkfi/kubexit cmd/kubexit/main.go'],
  absolute: false,
  check: ({ container, apps }) => {
    const user = [container, ...apps].find(usesKubexit);
    if (user === undefined) return [];
    return [
      {
        severity: 'block',
        message:
          user === container
            ? `${user.name} runs under kubexit, which looks for births and deaths among the containers only: as a sidecar it is not found there`
            : `${user.name} runs under kubexit, which looks for ${container.name} among the containers only: it would wait for its birth until a timeout ends it`,
        remedy:
          'take kubexit out of every container of the pod, as --remove-workarounds does where it can: native sidecars do all it does',
      },
    ];
  },
};
