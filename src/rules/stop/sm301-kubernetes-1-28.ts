import { rule } from '../define.js';

/** The alpha of 1.28 stopped sidecars together with everyone else. */
export const kubernetes128 = rule({
  code: 'SM301',
  title: 'no order at shutdown in 1.28',
  sources: ['kubernetes/kubernetes#120620', 'KEP-753, Graduation Criteria'],
  effects: ['warns', 'note'],
  harm: 'From 1.29 a sidecar is told to stop once the applications have ended; 1.28 stops all at once.',
  seen: 'Every move; a warning when 1.28 is served.',
  fix: 'Serve 1.29 and newer.',
  before: '--kube-version 1.28 --feature-gates SidecarContainers=true',
  after: '--kube-version 1.29',
  note: {
    message:
      'on deletion a sidecar is stopped after the applications have ended, or when the grace period is over',
  },
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
});
