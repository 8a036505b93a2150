import type { Finding } from '../../model/finding.js';
import { type ContainerDecision, isMoved, type PodDecision } from '../../model/plan.js';
import { isBlank, type Lines, linesOf, lineText } from '../../text/lines.js';
import { ANY_LIFE } from '../any-life.js';
import { workloadOf } from '../entries.js';
import { bestGain } from '../moved.js';
import type { Told } from '../told.js';
import { answersOf } from './answers.js';
import type {
  PageContainer,
  PageCourse,
  PageDiff,
  PageFinding,
  PageLife,
  PagePod,
} from './data.js';

/** A longer line is no excerpt. */
const LONGEST = 400;

/** The pods of a run, as the page lists them: those that change or wait first. */
export function pagePods(
  { outcome, pathOf, textOf }: Told,
  diffOf: (decision: PodDecision) => readonly PageDiff[],
): readonly PagePod[] {
  const lineOf = lineReader(textOf ?? (() => null));
  const pod = (decision: PodDecision): PagePod => {
    const { path, line } = decision.pod.place;
    const own = pathOf(path);
    return {
      title: workloadOf(decision),
      path: own,
      line,
      folder: own.includes('/') ? own.slice(0, own.lastIndexOf('/') + 1) : './',
      state: decision.state,
      reason: decision.reason,
      next: decision.next,
      gain: bestGain(decision)?.kind ?? null,
      containers: decision.containers.map(containerOf),
      findings: findingsOf(decision).map(([container, finding]): PageFinding => {
        const { code, severity, message, remedy, accepted, place } = finding;
        const excerpt = lineOf(place.path, place.line);
        const at = { path: pathOf(place.path), line: place.line };
        return { code, severity, container, message, remedy, accepted, excerpt, ...at };
      }),
      resources: decision.resources,
      life: lifeOf(decision),
      diff: diffOf(decision),
    };
  };
  return outcome.decisions.map(pod);
}

function containerOf(entry: ContainerDecision): PageContainer {
  const { container, state, role, gain, before } = entry;
  return {
    name: container.name,
    image: container.image ?? '',
    list: container.kind === 'init' ? 'initContainers' : 'containers',
    state,
    why: role?.why ?? '',
    gain: gain?.message ?? '',
    before,
    line: container.place.line,
    answers: answersOf(entry),
  };
}

function findingsOf({
  containers,
  findings,
}: PodDecision): readonly (readonly [container: string, finding: Finding])[] {
  return [
    ...findings.map((finding) => ['', finding] as const),
    ...containers.flatMap(({ container, findings: own }) =>
      own.map((finding) => [container.name, finding] as const),
    ),
  ];
}

function lifeOf(decision: PodDecision): PageLife | null {
  if (!decision.containers.some(({ state }) => state === 'moved') || !isMoved(decision))
    return null;
  const { life } = decision;
  const ends = bestGain(decision)?.kind === 'completes';
  const { steps, bars } = life ?? (ends ? ANY_LIFE.ends : ANY_LIFE.runs);
  const course = (side: 'before' | 'after'): PageCourse => ({
    line: life?.[side] ?? steps[side].join(', then '),
    steps: steps[side],
    bars: bars[side],
  });
  return { before: course('before'), after: course('after'), isAny: life === null };
}

/** Each file is cut into lines once: all findings of a page may be about one. */
function lineReader(
  textOf: (path: string) => string | null,
): (path: string, line: number) => string | null {
  const known = new Map<string, Lines | null>();
  return (path, line) => {
    let lines = known.get(path);
    if (lines === undefined) {
      const text = textOf(path);
      lines = text === null ? null : linesOf(text);
      known.set(path, lines);
    }
    const text = lines === null ? '' : lineText(lines, line - 1);
    return isBlank(text) || text.length > LONGEST ? null : text;
  };
}
