import type { Container } from '../../model/container.js';
import type { Subject } from '../../model/rule.js';
import { standingOf } from '../../pod/classify/catalogue/index.js';
import { endingLoops, endsAfterAWait } from '../../pod/facts/ends.js';
import { finishOf } from '../../pod/facts/finish.js';
import { pingsOf } from '../../pod/facts/pings.js';
import { placeOf } from '../../pod/facts/places.js';
import { callsIn, loopsIn, type Program, programOf } from '../../pod/facts/programs.js';
import { sentinelsOf } from '../../pod/facts/sentinels.js';
import { watchesOf } from '../../pod/facts/watches.js';
import { blocks, rule, warns } from '../define.js';

/** `restartPolicy: Always` starts what has finished again, exit code 0 or not. */
export const oneShot = rule({
  code: 'SM212',
  title: 'a container that is meant to finish',
  sources: ['kubernetes/api core/v1 types.go, Container.restartPolicy', 'KEP-753'],
  effects: ['blocks', 'warns'],
  harm: 'restartPolicy: Always restarts a container whenever it ends, also with exit code 0.',
  seen: 'Every command of the container is known to end, and there is no endless loop. A loop or another wait at the end of the script that no other rule recognizes warns.',
  fix: 'Leave it in containers, or make it an ordinary init container if it may run first.',
  before: `containers:
- name: seed
  command: [sh, -c, "cp /a /b"]`,
  after: `initContainers:
- name: seed # without restartPolicy
  command: [sh, -c, "cp /a /b"]`,
  asked: ['moving', 'native'],
  check: (subject) => {
    const { name } = subject.container;
    const program = programOf(subject.container);
    const why = whyItEnds(subject.container, program);
    if (why !== null)
      return blocks(
        `${name} ends by itself (${why}): as a sidecar it would be restarted forever`,
        'leave it in containers, or make it an ordinary init container if it may run first',
      );
    const start = unknownEnd(program, subject);
    if (start === null) return [];
    return warns(
      `${name} may end by itself, after a wait whose end is not known: as a sidecar it would be restarted`,
      'read its script, and accept SM212 if it runs for as long as the pod does',
      { place: placeOf(subject.container, program, start) },
    );
  },
});

/** The mode of its image that is meant to finish, or its last command; null where it may well go on. */
function whyItEnds(container: Container, program: Program): string | null {
  const standing = standingOf(container);
  if (standing?.kind !== 'ends') return finishOf(program);
  const { family } = standing.known;
  return standing.mode === ''
    ? `${family.id} exits when its work is done`
    : `${standing.mode} is a mode of ${family.id} that ends`;
}

/** Where a loop at the end of the script, or its last wait, stands that no other rule knows; or null. */
function unknownEnd(program: Program, { pod, container, apps, moving }: Subject): number | null {
  const loops = loopsIn(program);
  const files = [...sentinelsOf(container, apps), ...pingsOf(container, moving)];
  const known = [...files.map((each) => each.loop), ...watchesOf(container, pod)];
  const starts = new Set(known.map(({ start }) => start));
  const loop = endingLoops(loops).find(({ start }) => !starts.has(start));
  if (loop !== undefined) return loop.start;
  return known.length === 0 && endsAfterAWait(callsIn(program), loops) ? 0 : null;
}
