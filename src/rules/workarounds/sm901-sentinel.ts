import type { Hit, Subject } from '../../model/rule.js';
import { placeOf, placeOfCall } from '../../pod/facts/places.js';
import { programOf } from '../../pod/facts/programs.js';
import { sentinelsOf, watchesGrowth } from '../../pod/facts/sentinels.js';
import { terminationFiles } from '../../pod/facts/wrappers.js';
import { rule } from '../define.js';

/** App leaves a file when it ends, and the sidecar looks for it: SIGTERM after App does the same. */
export const sentinelFile = rule({
  code: 'SM901',
  title: 'a file that says the application has ended',
  sources: ['kubernetes/kubernetes#25908', 'KEP-753'],
  effects: ['warns', 'informs'],
  harm: 'The application leaves a file when it ends, and the sidecar ends when it sees it. As a sidecar it is started again each time; under restartPolicy OnFailure the file outlives the first try of the application.',
  seen: 'A loop of the sidecar over a file on a shared volume, and a command of the application that writes it. Or a variable or an argument of the sidecar that names such a file: then the program that wraps it looks for the file.',
  fix: 'Take the loop and the write out with the move, or accept SM901.',
  before: 'command: [sh, -c, "trap \'touch /v/done\' EXIT; run"]',
  after: 'command: [run]',
  asked: ['moving', 'native'],
  check: (subject) => [...byLoop(subject), ...byWrapper(subject)],
});

function byLoop({ container, apps }: Subject): readonly Hit<'warn' | 'info'>[] {
  return sentinelsOf(container, apps)
    .filter(({ loop, writes }) => writes.length > 0 && !watchesGrowth(loop))
    .map(({ path, loop, writer, writes }) => ({
      severity: 'warn',
      message: `${container.name} ends when ${writer.name} writes ${path}: as a sidecar it is stopped after the application anyway, and would be started again whenever it ends by itself`,
      remedy: `take the loop out of ${container.name} and the write out of ${writer.name}, as --remove-workarounds does where it can, or accept SM901`,
      place: placeOf(container, programOf(container), loop.start),
      related: writes.map((call) => placeOfCall(writer, call)),
    }));
}

/** A program that is told of the file by a variable or an argument, and is not read here. */
function byWrapper({ container, apps, pod }: Subject): readonly Hit<'warn' | 'info'>[] {
  const inLoops = new Set(sentinelsOf(container, apps).map(({ path }) => path));
  return terminationFiles(container, apps, pod)
    .filter(({ path }) => !inLoops.has(path))
    .slice(0, 1)
    .map(({ path, told, node, writer, writes }) => ({
      severity: 'warn',
      message:
        writes.length > 0
          ? `${writer.name} leaves ${path} when it ends, and ${container.name} is told of it by ${told}: if it ends by that file it would be started again, and ends at once where the file is left from an earlier try`
          : `${told} tells ${container.name} of ${path}, which ${writer.name} may write: if it ends by that file it would be started again`,
      remedy: `take the file out of both, and what wraps the program of ${container.name} with it: a sidecar is stopped after the application. Or accept SM901`,
      place: container.texts.get(node.join('/'))?.[0] ?? container.place,
      related: writes.map((call) => placeOfCall(writer, call)),
    }));
}
