import { placeOf, placeOfCall } from '../../../facts/places.js';
import { programOf } from '../../../facts/programs.js';
import { sentinelsOf, watchesGrowth } from '../../../facts/sentinels.js';
import type { Rule } from '../../../model/rule.js';

/** App leaves a file when it ends, and the sidecar looks for it: SIGTERM after App does the same. */
export const sentinelFile: Rule = {
  code: 'SM901',
  title: 'a file that says the application has ended',
  sources: ['kubernetes/kubernetes#25908', 'KEP-753'],
  absolute: false,
  check: ({ container, apps }) =>
    sentinelsOf(container, apps)
      .filter(({ loop, writes }) => writes.length > 0 && !watchesGrowth(loop))
      .map(({ path, loop, writer, writes }) => ({
        severity: 'warn' as const,
        message: `${container.name} ends when ${writer.name} writes ${path}: as a sidecar it is stopped after the application anyway, and would be started again whenever it ends by itself`,
        remedy: `take the loop out of ${container.name} and the write out of ${writer.name}, as --remove-workarounds does where it can, or accept SM901`,
        place: placeOf(container, programOf(container), loop.start),
        related: writes.map((call) => placeOfCall(writer, call)),
      })),
};
