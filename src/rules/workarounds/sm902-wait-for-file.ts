import type { Hit } from '../../model/rule.js';
import { startsSomething } from '../../pod/facts/ends.js';
import { placeOf } from '../../pod/facts/places.js';
import { leaves, programOf } from '../../pod/facts/programs.js';
import { sentinelsOf, watchesGrowth } from '../../pod/facts/sentinels.js';
import { blocks, rule, warns } from '../define.js';

/** A loop that ends with a file; where the file only has to stop growing, it ends at once. */
export const waitForFile = rule({
  code: 'SM902',
  title: 'a loop that ends when a file appears or stops growing',
  sources: ['kubernetes/kubernetes#25908', 'KEP-753'],
  effects: ['blocks', 'warns', 'informs'],
  harm: 'The sidecar ends when a file appears. If the loop ends when the file stops growing, the sidecar ends at once, before the main container has written anything, and is restarted forever.',
  seen: 'A loop over a file on a shared volume with nothing after it; a loop over the size or the time of a file blocks.',
  fix: 'Remove the loop: a sidecar is stopped after the main container.',
  before: 'command: [sh, -c, "until [ -f /v/done ]; do sleep 1; done"]',
  asked: ['moving', 'native'],
  check: ({ container, apps }) =>
    sentinelsOf(container, apps).flatMap(
      ({ path, loop, writes, writer }): readonly Hit<'block' | 'warn' | 'info'>[] => {
        if (loop.endless && !leaves(loop)) return [];
        const place = placeOf(container, programOf(container), loop.start);
        if (watchesGrowth(loop))
          return blocks(
            `${container.name} ends when ${path} stops growing: as a sidecar it starts before ${writer.name} has written anything, ends at once and is restarted forever`,
            `remove the loop from ${container.name}, as --remove-workarounds does where it can: a sidecar is stopped after the main container`,
            { place },
          );
        if (writes.length > 0 || startsSomething(loop)) return [];
        return warns(
          `${container.name} waits for ${path}, which ${writer.name} may write, and then ends: as a sidecar it would be restarted`,
          `remove the loop from ${container.name}, as --remove-workarounds does where it can: a sidecar is stopped after the main container`,
          { place },
        );
      },
    ),
});
