import { type Container, isNative } from '../model/container.js';
import type { Pod } from '../model/pod.js';
import type { Occasion, Relation } from '../model/relations.js';
import { lookUp } from './classify/catalogue/index.js';
import { awaitedFiles } from './facts/awaited-files.js';
import { ASKS, sharedFileIn } from './facts/files.js';
import { patienceOf } from './facts/graph/gives-up.js';
import { podGraph } from './facts/graph/pod-graph.js';
import { callsIn, handlerProgram, probeOf, programOf } from './facts/programs.js';
import { allCalls } from './facts/scripts.js';
import { isWriteOf } from './facts/sentinels.js';

/** What a container needs of another one before it counts as started (KEP-753). */
export interface StartNeed {
  readonly to: Container;
  /** `command`: it waits, and its startupProbe with it; `entry`: its program gives up without it. */
  readonly by: 'startupProbe' | 'postStart' | 'command' | 'entry';
  /** A clause: `it asks port 6379 of redis`. */
  readonly why: string;
  readonly sure: boolean;
}

/** Relations by which one container holds another one up. */
const HOLDS: readonly Relation['kind'][] = ['dials', 'uses-socket', 'waits-for-file', 'watches'];

/**
 * Everything that has to be there before the next container may start; `asked`: it has to answer by
 * then, whether a startupProbe sees to that or an init container asks it.
 */
export function startNeeds(
  container: Container,
  pod: Pod,
  asked = probeOf(container, 'startupProbe') !== undefined,
): readonly StartNeed[] {
  const direct = [
    ...holding(container, pod).flatMap((relation) => needBy(relation, asked)),
    ...filesAsked(container, pod),
    ...mountsAsked(container, pod),
    ...(asked ? filesAwaited(container, pod) : []),
  ];
  return direct.length === 0 ? direct : [...direct, ...behind(direct, container, pod)];
}

/** Who is asked answers only once those do that it waits for itself. */
function behind(
  direct: readonly StartNeed[],
  container: Container,
  pod: Pod,
): readonly StartNeed[] {
  const seen = new Set([container, ...direct.map(({ to }) => to)]);
  const open = [...direct];
  const found: StartNeed[] = [];
  for (let need = open.pop(); need !== undefined; need = open.pop())
    for (const relation of holding(need.to, pod)) {
      if (relation.occasion !== 'wait' && relation.occasion !== 'run') continue;
      const [own] = needBy(relation, true);
      if (own === undefined || seen.has(own.to)) continue;
      seen.add(own.to);
      const why = `${need.why}, which ${relation.text}`;
      const next = { to: own.to, by: need.by, why, sure: need.sure && own.sure };
      found.push(next);
      open.push(next);
    }
  return found;
}

function holding(container: Container, pod: Pod): readonly Relation[] {
  return podGraph(pod)
    .from(container)
    .filter(({ kind, to }) => HOLDS.includes(kind) && mayBeLate(to));
}

/** An ordinary init container has ended before any sidecar behind it starts. */
function mayBeLate(container: Container): boolean {
  return container.kind === 'container' || isNative(container);
}

function needBy(relation: Relation, isProbed: boolean): readonly StartNeed[] {
  const { occasion, to, certainty } = relation;
  const need = { to, why: `it ${relation.text}`, sure: certainty === 'written' };
  switch (occasion) {
    case 'startupProbe':
    case 'postStart':
      return [{ ...need, by: occasion }];
    case 'wait':
      return isProbed ? [{ ...need, by: 'command' }] : [];
    case 'run':
      return isProbed ? byEntry(relation, need) : [];
    default:
      return [];
  }
}

/** A program that ends until another one answers never passes its startupProbe. */
function byEntry(
  { kind, from, port }: Relation,
  need: Omit<StartNeed, 'by'>,
): readonly StartNeed[] {
  if (kind !== 'dials' || port === undefined) return [];
  switch (patienceOf(from, port)) {
    case 'gives-up':
      return [{ ...need, by: 'entry' }];
    case 'unknown':
      // What a script starts, and when, is the script's to say.
      return programOf(from).kind === 'shell' ? [] : [{ ...need, by: 'entry', sure: false }];
    case 'waits':
      return [];
  }
}

/** A file that another sidecar writes: that one goes first. */
function filesAwaited(container: Container, pod: Pod): readonly StartNeed[] {
  return awaitedFiles(container, pod).flatMap(({ path, writers, others }) =>
    writers.map((to): StartNeed => {
      const why = `it waits for ${path}, which ${to.name} writes`;
      return { to, by: 'command', why, sure: writers.length === 1 && !others };
    }),
  );
}

const HANDLERS: readonly (readonly [path: readonly string[], by: StartNeed['by'] & Occasion])[] = [
  [['startupProbe'], 'startupProbe'],
  [['lifecycle', 'postStart'], 'postStart'],
];

/** Probes and hooks that look for a file which only another container can have written. */
function filesAsked(container: Container, pod: Pod): readonly StartNeed[] {
  return HANDLERS.flatMap(([path, by]) =>
    callsIn(handlerProgram(container, path)).flatMap((call): readonly StartNeed[] => {
      if (!ASKS.test(call.name) || call.name === 'date') return [];
      const others = pod.containers.filter((other) => other !== container);
      const file = sharedFileIn(call.text, container, others);
      if (file === null) return [];
      const before = pod.initContainers.filter((init) => !mayBeLate(init));
      if (sharedFileIn(call.text, container, before) !== null) return [];
      const isOwn = sharedFileIn(call.text, container, [container]) !== null;
      const isWritten = allCalls(file.writer).some((each) => isWriteOf(each, file.writer, file));
      if (isOwn && !isWritten && writesItself(container)) return [];
      const why = `it looks for ${file.path}, which ${file.writer.name} may write`;
      return [{ to: file.writer, by, why, sure: isWritten || !isOwn || call.inLoop }];
    }),
  );
}

/** Probes and hooks that look at what is there once another container has mounted it. */
function mountsAsked(container: Container, pod: Pod): readonly StartNeed[] {
  const mounts = podGraph(pod)
    .from(container)
    .filter(({ mounted, to }) => mounted === true && mayBeLate(to));
  if (mounts.length === 0) return [];
  return HANDLERS.flatMap(([path, by]) =>
    callsIn(handlerProgram(container, path)).flatMap(({ text }) =>
      mounts
        .filter((mount) => mount.path !== undefined && text.includes(mount.path))
        .map(({ to, path: at = '' }): StartNeed => {
          return { to, by, why: `it looks at ${at}, which ${to.name} mounts`, sure: true };
        }),
    ),
  );
}

/** Families that are there to write files: what they look for is their own. */
function writesItself(container: Container): boolean {
  const category = lookUp(container)?.family.category;
  return category === 'secret-agent' || category === 'reloader' || category === 'backup';
}

/** Which of those that move serve one of them for as long as it runs. */
export function workedWith(
  container: Container,
  moving: readonly Container[],
  pod: Pod,
): readonly Container[] {
  const served = new Set(
    podGraph(pod)
      .from(container)
      .filter(
        ({ kind, occasion, certainty }) =>
          (kind === 'dials' || kind === 'uses-socket') &&
          (occasion === 'run' || occasion === 'wait') &&
          certainty === 'written',
      )
      .map(({ to }) => to),
  );
  return served.size === 0 ? [] : moving.filter((other) => served.has(other));
}
