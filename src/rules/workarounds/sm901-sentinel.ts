import type { Hit, Subject } from '../../model/rule.js';
import { placeOf, placeOfCall } from '../../pod/facts/places.js';
import { programOf } from '../../pod/facts/programs.js';
import { sentinelsOf, watchesGrowth } from '../../pod/facts/sentinels.js';
import { terminationFiles } from '../../pod/facts/wrappers.js';
import { rule, warns } from '../define.js';

/** App leaves a file when it ends, and the sidecar looks for it: SIGTERM after App does the same. */
export const sentinelFile = rule({
  code: 'SM901',
  title: 'a file that tells the sidecar to end',
  sources: ['kubernetes/kubernetes#25908', 'KEP-753'],
  effects: ['warns', 'informs'],
  harm: 'The main container creates a file when it ends, and the sidecar ends when it finds the file. As a sidecar it is restarted each time; with restartPolicy OnFailure the file is still there when the main container is retried.',
  seen: 'A loop of the sidecar over a file on a shared volume, and a command of the main container that writes it. Or a variable or an argument of the sidecar that names such a file, as for a wrapper that waits for the file.',
  fix: 'Remove the loop and the write with the move, or accept SM901.',
  before: 'command: [sh, -c, "trap \'touch /v/done\' EXIT; run"]',
  after: 'command: [run]',
  asked: ['moving', 'native'],
  check: (subject) => [...byLoop(subject), ...byWrapper(subject)],
});

function byLoop({ container, apps }: Subject): readonly Hit<'warn' | 'info'>[] {
  return sentinelsOf(container, apps)
    .filter(({ loop, writes }) => writes.length > 0 && !watchesGrowth(loop))
    .flatMap(({ path, loop, writer, writes }) =>
      warns(
        `${container.name} ends when ${writer.name} writes ${path}: as a sidecar it is stopped after the main container anyway, and would be restarted whenever it ends by itself`,
        `remove the loop from ${container.name} and the write from ${writer.name}, as --remove-workarounds does where it can, or accept SM901`,
        {
          place: placeOf(container, programOf(container), loop.start),
          related: writes.map((call) => placeOfCall(writer, call)),
        },
      ),
    );
}

/** A program that is told of the file by a variable or an argument, and is not read here. */
function byWrapper({ container, apps, pod }: Subject): readonly Hit<'warn' | 'info'>[] {
  const inLoops = new Set(sentinelsOf(container, apps).map(({ path }) => path));
  return terminationFiles(container, apps, pod)
    .filter(({ path }) => !inLoops.has(path))
    .slice(0, 1)
    .flatMap(({ path, told, node, writer, writes }) =>
      warns(
        writes.length > 0
          ? `${writer.name} creates ${path} when it ends, and ${container.name} gets this path from ${told}: if it ends because of that file it would be restarted, and it ends at once if the file is left from an earlier attempt`
          : `${container.name} gets the path ${path} from ${told}, and ${writer.name} may write that file: if ${container.name} ends because of it, it would be restarted`,
        `remove the file from both, together with the wrapper around the program of ${container.name}: a sidecar is stopped after the main container. Or accept SM901`,
        {
          place: container.texts.get(node.join('/'))?.[0] ?? container.place,
          related: writes.map((call) => placeOfCall(writer, call)),
        },
      ),
    );
}
