import { pingsOf } from '../../../facts/pings.js';
import { placeOf } from '../../../facts/places.js';
import { programOf } from '../../../facts/programs.js';
import type { Rule } from '../../../model/rule.js';

/** "App does not answer" is true before App has started, which is when a sidecar runs now. */
export const ping: Rule = {
  code: 'SM903',
  title: 'a loop that ends when the application no longer answers',
  sources: ['KEP-753', 'kubernetes/kubernetes#25908'],
  absolute: false,
  check: ({ container, moving }) =>
    pingsOf(container, moving)
      .slice(0, 1)
      .map(({ loop, port }) => ({
        severity: 'block' as const,
        message: `${container.name} ends when nothing answers on port ${port} any more: as a sidecar it starts before the application, finds nobody there, ends at once and is started again for ever`,
        remedy: `take the loop out of ${container.name}, as --remove-workarounds does where it can: a sidecar is stopped after the application`,
        place: placeOf(container, programOf(container), loop.start),
      })),
};
