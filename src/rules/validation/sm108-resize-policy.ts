import type { Rule } from '../../model/rule.js';
import { losesResizePolicy } from '../../plan/removed-fields.js';

/** Below 1.33 an init container may not have resizePolicy; with the gate off it vanishes silently. */
export const resizePolicy: Rule = {
  code: 'SM108',
  title: 'resizePolicy on a sidecar',
  sources: ['kubernetes/kubernetes pkg/apis/core/validation', 'KEP-1287'],
  absolute: true,
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
};
