import { informing, rule } from '../define.js';
import { hasStartupProbe } from './startup-probe.js';

export const crashedApps = rule({
  code: 'SM215',
  title: 'crashed main containers on 1.35',
  sources: ['kubernetes/kubernetes#136969, #137885'],
  effects: ['informs'],
  harm: 'On 1.35 before the patch with kubernetes/kubernetes#137885, crashed main containers beside a sidecar with a startupProbe are not restarted after a restart of the kubelet.',
  seen: 'The sidecar has a startupProbe.',
  fix: 'Update to a release with the patch.',
  check: informing(({ container, settings }) =>
    hasStartupProbe(container) && settings.kubeMinor <= 35
      ? `on 1.35 before the patch with kubernetes/kubernetes#137885, crashed main containers beside ${container.name}, which has a startupProbe, are not restarted after a restart of the kubelet`
      : null,
  ),
});
