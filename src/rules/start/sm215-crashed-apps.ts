import { informing, rule } from '../define.js';
import { hasStartupProbe } from './startup-probe.js';

export const crashedApps = rule({
  code: 'SM215',
  title: 'crashed applications of 1.35',
  sources: ['kubernetes/kubernetes#136969, #137885'],
  effects: ['informs'],
  harm: '1.35 before the patch with kubernetes/kubernetes#137885: after a restart of the kubelet crashed applications are not restarted beside a sidecar with a startupProbe.',
  seen: 'A startupProbe on the sidecar.',
  fix: 'Run the patch.',
  check: informing(({ container, settings }) =>
    hasStartupProbe(container) && settings.kubeMinor <= 35
      ? `on 1.35 before the patch with kubernetes/kubernetes#137885 a restart of the kubelet keeps it from restarting crashed applications beside ${container.name}, which has a startupProbe`
      : null,
  ),
});
