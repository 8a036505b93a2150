import type { Hit, Rule } from '../../model/rule.js';
import { startsSomething } from '../../pod/facts/ends.js';
import { placeOf } from '../../pod/facts/places.js';
import { leaves, programOf } from '../../pod/facts/programs.js';
import { sentinelsOf, watchesGrowth } from '../../pod/facts/sentinels.js';

/** A loop that ends with a file; where the file only has to stop growing, it ends at once. */
export const waitForFile: Rule = {
  code: 'SM902',
  title: 'a loop that ends with a file',
  sources: ['kubernetes/kubernetes#25908', 'KEP-753'],
  absolute: false,
  check: ({ container, apps }) =>
    sentinelsOf(container, apps).flatMap(({ path, loop, writes, writer }): Hit[] => {
      if (loop.endless && !leaves(loop)) return [];
      const place = placeOf(container, programOf(container), loop.start);
      if (watchesGrowth(loop))
        return [
          {
            severity: 'block',
            message: `${container.name} ends when ${path} stops growing: as a sidecar it starts before ${writer.name} has written anything, ends at once and is started again for ever`,
            remedy: `take the loop out of ${container.name}, as --remove-workarounds does where it can: a sidecar is stopped after the application`,
            place,
          },
        ];
      if (writes.length > 0 || startsSomething(loop)) return [];
      return [
        {
          severity: 'warn',
          message: `${container.name} waits for ${path}, which ${writer.name} may write, and then ends: as a sidecar it would be started again`,
          remedy: `take the loop out of ${container.name}, as --remove-workarounds does where it can: a sidecar is stopped after the application`,
          place,
        },
      ];
    }),
};
