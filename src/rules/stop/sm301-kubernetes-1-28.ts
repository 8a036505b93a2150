import { rule, warns } from '../define.js';

/** The alpha of 1.28 stopped sidecars together with everyone else. */
export const kubernetes128 = rule({
  code: 'SM301',
  title: 'no shutdown order on 1.28',
  sources: ['kubernetes/kubernetes#120620', 'KEP-753, Graduation Criteria'],
  effects: ['warns', 'note'],
  harm: 'From 1.29 on a sidecar is told to stop once the main containers have ended; 1.28 stops all containers at once.',
  seen: 'Every move; a warning if 1.28 is a target.',
  fix: 'Target 1.29 and newer.',
  before: '--kube-version 1.28 --feature-gates SidecarContainers=true',
  after: '--kube-version 1.29',
  note: {
    message:
      'when a pod is deleted, a sidecar is stopped after the main containers have ended, or when the grace period is over',
  },
  check: ({ container, settings }) =>
    settings.kubeMinor >= 29
      ? []
      : warns(
          `Kubernetes 1.28 stops ${container.name} together with the main container, not after it`,
          'target 1.29 or newer, or accept SM301',
        ),
});
