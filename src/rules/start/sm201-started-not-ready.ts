import { probeOf } from '../../pod/facts/programs.js';
import { informing, rule } from '../define.js';
import { hasStartupProbe } from './startup-probe.js';

export const startedNotReady = rule({
  code: 'SM201',
  title: 'started, not ready',
  sources: ['KEP-753, Pod startup completed condition'],
  effects: ['informs'],
  harm: 'The application starts as soon as the process of the sidecar runs, whether it is ready or not.',
  seen: 'A readinessProbe and no startupProbe on the sidecar.',
  fix: 'Add a startupProbe that asks the sidecar alone, if the application needs it.',
  check: informing(({ container }) =>
    probeOf(container, 'readinessProbe') === undefined || hasStartupProbe(container)
      ? null
      : `the application starts as soon as the process of ${container.name} runs: its readinessProbe does not hold the start back, a startupProbe would`,
  ),
});
