import { probeOf } from '../../pod/facts/programs.js';
import { informing, rule } from '../define.js';
import { hasStartupProbe } from './startup-probe.js';

export const startedNotReady = rule({
  code: 'SM201',
  title: 'a sidecar that has started but is not ready',
  sources: ['KEP-753, Pod startup completed condition'],
  effects: ['informs'],
  harm: 'The main container starts as soon as the process of the sidecar runs, whether the sidecar is ready or not.',
  seen: 'The sidecar has a readinessProbe and no startupProbe.',
  fix: 'If the main container needs the sidecar to be ready, add a startupProbe that checks only the sidecar.',
  check: informing(({ container }) =>
    probeOf(container, 'readinessProbe') === undefined || hasStartupProbe(container)
      ? null
      : `the main container starts as soon as the process of ${container.name} runs: its readinessProbe does not delay the start, a startupProbe would`,
  ),
});
