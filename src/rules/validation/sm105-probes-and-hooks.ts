import { handlersOf } from '../../pod/facts/programs.js';
import { informing, rule } from '../define.js';

export const probesAndHooks = rule({
  code: 'SM105',
  title: 'probes and hooks of a sidecar',
  sources: ['kubernetes/kubernetes pkg/apis/core/validation validateInitContainers'],
  effects: ['informs'],
  harm: 'Nothing goes wrong: probes and hooks stay valid on an init container with restartPolicy: Always, and are forbidden on any other.',
  seen: 'The sidecar has a probe or a hook.',
  fix: 'Nothing to do. They also protect against a stripped field: see SM702.',
  check: informing(({ container }) => {
    const present = handlersOf(container);
    return present.length === 0
      ? null
      : `${present.join(', ')} of ${container.name} stay valid: an init container with restartPolicy: Always may have them`;
  }),
});
