import { losesResizePolicy } from '../../pod/removed-fields.js';
import { rule } from '../define.js';

/** Below 1.33 an init container may not have resizePolicy; with the gate off it vanishes silently. */
export const resizePolicy = rule({
  code: 'SM108',
  title: 'resizePolicy on a sidecar',
  sources: ['kubernetes/kubernetes pkg/apis/core/validation', 'KEP-1287'],
  effects: ['warns'],
  absolute: true,
  harm: 'Before 1.33 resizePolicy does not exist on init containers: it is dropped, or rejected.',
  seen: 'resizePolicy on the sidecar, and clusters before 1.33 to serve.',
  fix: 'Serve 1.33 and newer (--kube-version 1.33), or let the field go.',
  before: `resizePolicy:
- {resourceName: cpu, restartPolicy: NotRequired}`,
  check: ({ container, settings }) =>
    losesResizePolicy(container, settings)
      ? [
          {
            severity: 'warn',
            message: `resizePolicy of ${container.name} is removed: init containers may not have it before 1.33`,
            remedy: 'say --kube-version 1.33 if every cluster is new enough to keep it',
          },
        ]
      : [],
});
