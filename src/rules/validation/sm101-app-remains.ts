import { hasUnseenApp } from '../../model/pod.js';
import type { Rule } from '../../model/rule.js';

/** The API server demands at least one entry in `containers`. */
export const appRemains: Rule = {
  code: 'SM101',
  title: 'a pod without an application',
  sources: ['kubernetes/kubernetes pkg/apis/core/validation validateContainers', 'KEP-753'],
  absolute: true,
  check: ({ pod, apps, container }) =>
    apps.length > 0 || hasUnseenApp(pod)
      ? []
      : [
          {
            severity: 'block',
            message: `moving ${container.name} would leave containers empty: all ${pod.containers.length} look like sidecars`,
            remedy:
              'say which one is the application: --keep <name>, or a comment "# sidecar-migrate: keep"',
          },
        ],
};
