import { isNative } from '../../model/container.js';
import { informing, rule } from '../define.js';
import { hasStartupProbe } from './startup-probe.js';

export const startsAddUp = rule({
  code: 'SM210',
  title: 'startup times that add up',
  sources: ['KEP-753, Scenario 7'],
  effects: ['informs'],
  harm: 'Startup times add up: each sidecar waits for the startupProbe of the one before it.',
  seen: 'Two or more sidecars with a startupProbe.',
  fix: 'Keep periodSeconds and initialDelaySeconds short.',
  check: informing(({ pod, container, moving }) => {
    const natives = [...pod.initContainers.filter(isNative), ...moving].filter(hasStartupProbe);
    return natives.length < 2 || !natives.includes(container)
      ? null
      : `${natives.map(({ name }) => name).join(', ')} start one after the other, each once the startupProbe before it has passed`;
  }),
});
