import type { createColors } from 'picocolors';
import { GAINS, type Gain, isMoved, type PodDecision } from '../model/plan.js';
import { count, counted } from './counting.js';
import { at, workloadOf } from './entries.js';
import { printable } from './escape.js';
import type { Section } from './fit.js';
import { type Line, line } from './layout.js';

export interface MovedOptions {
  readonly colors: ReturnType<typeof createColors>;
  readonly verbose: boolean;
  /** `would move`, or `moved` where the run has written. */
  readonly verb: string;
}

/** More pods than this are counted by folder. */
const LISTED = 10;
/** More folders than this are counted together. */
const FOLDERS = 8;

/** Pods of which something moves, each with what it gains. */
export function movedSection(
  decisions: readonly PodDecision[],
  { colors, verbose, verb }: MovedOptions,
): Section {
  const moved = decisions.filter(isMoved);
  if (moved.length === 0) return { head: [], blocks: [] };
  const sidecars = moved.flatMap(movingOf).length;
  const all = sidecars === 0 ? count(moved.length, 'pod') : count(sidecars, 'sidecar');
  const where = sidecars === 0 ? '' : ` in ${count(moved.length, 'pod')}`;
  const head = [line(colors.bold(`${verb}: ${all}${where}`))];
  const pods = moved.map((decision) => podLine(decision, colors));
  if (verbose) return { head, blocks: [[pods]] };
  const whole = moved.length <= LISTED ? pods : [...folderLines(moved), ...gainLines(moved)];
  return { head, blocks: [moved.length <= 2 ? [pods] : [[], gainLines(moved), whole]] };
}

/** Names of the containers of a pod that move. */
function movingOf({ containers }: PodDecision): readonly string[] {
  return containers.filter(({ state }) => state === 'moved').map(({ container }) => container.name);
}

function podLine(decision: PodDecision, colors: MovedOptions['colors']): Line {
  const { state, pod } = decision;
  const names = movingOf(decision).join(', ');
  const gain = bestGain(decision);
  const what = names === '' ? decision.reason : gain === null ? names : `${names}: ${gain.message}`;
  const part = state === 'partly-moved' ? colors.yellow(' (in part)') : '';
  return line(`${at(pod.place)}  ${workloadOf(decision)}${part}, ${printable(what)}`, 2, 4);
}

/** The best of what the moves of a pod are worth; or null. */
export function bestGain({ containers }: PodDecision): Gain | null {
  const own = containers.flatMap(({ state, gain }) =>
    state === 'moved' && gain !== null ? [gain] : [],
  );
  return GAINS.flatMap((kind) => own.find((gain) => gain.kind === kind) ?? [])[0] ?? null;
}

function folderLines(moved: readonly PodDecision[]): readonly Line[] {
  const folders = byFolder(moved.map(({ pod }) => pod.place.path));
  const width = Math.max(...folders.map(([, pods]) => String(pods).length));
  const shown = folders.slice(0, FOLDERS);
  const rest = folders.slice(FOLDERS);
  const left = rest.reduce((sum, [, pods]) => sum + pods, 0);
  return [
    ...shown.map(([folder, pods]) =>
      line(
        `${String(pods).padStart(width)} ${pods === 1 ? 'pod ' : 'pods'}  ${printable(folder)}`,
        2,
        4,
      ),
    ),
    ...(rest.length > 0
      ? [
          line(
            `${String(left).padStart(width)} in ${count(rest.length, 'other folder')} (-v lists each pod)`,
            2,
            4,
          ),
        ]
      : []),
  ];
}

/** As deep as few folders allow, most pods first. */
function byFolder(paths: readonly string[]): readonly (readonly [string, number])[] {
  // Not as arguments of a call: hundreds of thousands of them would not fit the stack.
  const deepest = paths.reduce((most, path) => Math.max(most, path.split('/').length - 1), 0);
  let best = atDepth(paths, 0);
  for (let depth = 1; depth <= deepest; depth++) {
    const next = atDepth(paths, depth);
    if (next.length > FOLDERS && best.length > 1) break;
    best = next;
  }
  return best;
}

function atDepth(paths: readonly string[], depth: number): readonly (readonly [string, number])[] {
  return counted(
    paths.map((path) => {
      const parts = path.split('/').slice(0, -1);
      return parts.length === 0 ? './' : `${parts.slice(0, Math.max(1, depth)).join('/')}/`;
    }),
  );
}

const WORTH: Readonly<Record<Gain['kind'], readonly [one: string, many: string]>> = {
  completes: [
    'never completes today; after the move it will',
    'never complete today; after the move they will',
  ],
  order: [
    'runs its main container only while its sidecar runs',
    'run their main containers only while their sidecars run',
  ],
  tail: [
    'keeps its log or trace agent until its main container has ended',
    'keep their log or trace agents until their main containers have ended',
  ],
  little: [
    'starts its sidecar first and stops it last',
    'start their sidecars first and stop them last',
  ],
};

function gainLines(moved: readonly PodDecision[]): readonly Line[] {
  return gainGroups(moved).map(({ title }) => line(title, 2, 4));
}

/** Pods whose moves are worth the same. */
export interface GainGroup {
  readonly kind: Gain['kind'];
  /** `2 Jobs never complete today: they will`. */
  readonly title: string;
  readonly pods: readonly PodDecision[];
}

/** What the moves are worth, most first; a pod counts once, for the best of its moves. */
export function gainGroups(moved: readonly PodDecision[]): readonly GainGroup[] {
  return GAINS.flatMap((kind) => {
    const pods = moved.filter((decision) => bestGain(decision)?.kind === kind);
    if (pods.length === 0) return [];
    const kinds = [...new Set(pods.map(({ pod }) => pod.workload.kind))];
    const [only = ''] = kinds.length === 1 ? kinds : [];
    // Values have no kind of their own, but a word for what carries them.
    const noun = /^[A-Z]/.test(only) ? only : 'pod';
    const worth = WORTH[kind][pods.length === 1 ? 0 : 1];
    return [{ kind, title: `${count(pods.length, printable(noun))} ${worth}`, pods }];
  });
}
