import type { Rule } from '../../model/rule.js';

/** The alpha of 1.28 stopped sidecars together with everyone else. */
export const kubernetes128: Rule = {
  code: 'SM301',
  title: 'no order at shutdown in 1.28',
  sources: ['kubernetes/kubernetes#120620', 'KEP-753, Graduation Criteria'],
  absolute: false,
  check: ({ container, settings }) =>
    settings.kubeMinor >= 29
      ? []
      : [
          {
            severity: 'warn',
            message: `Kubernetes 1.28 stops ${container.name} together with the application, not after it`,
            remedy: 'serve 1.29 or newer, or accept SM301',
          },
        ],
};
