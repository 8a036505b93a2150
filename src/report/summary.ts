import picocolors from 'picocolors';
import type { Code } from '../model/finding.js';
import type { Outcome } from '../model/outcome.js';
import {
  CONTAINER_STATES,
  type ContainerState,
  findingsOnInits,
  GAINS,
  type Gain,
  isMoved,
  POD_STATES,
  type PodState,
} from '../model/plan.js';
import { acceptedLines } from './accepted.js';
import { bestGain, stateEntries } from './entries.js';
import { printable } from './escape.js';
import type { RunMeta } from './meta.js';
import { problemLines } from './problems.js';
import { templateCount, templateLines } from './templates.js';

export interface SummaryOptions {
  readonly color: boolean;
  readonly verbose: boolean;
  readonly mode: 'preview' | 'write' | 'check' | 'filter';
  readonly unsafe: boolean;
  readonly meta: RunMeta;
  /** Files that hold their new text, where the run wrote; what moves in another is not moved yet. */
  readonly written?: ReadonlySet<string>;
}

const MEANING: Readonly<Record<PodState, string>> = {
  moved: 'all sidecars moved to initContainers',
  'partly-moved': 'some sidecars moved, others stay',
  review: 'could move; somebody has to say so',
  blocked: 'must not move as they are',
  native: 'have native sidecars only',
  kept: 'stay as they are',
};

/** What is said to people, on standard error: every pod counted once, with reason and next step. */
export function renderSummary(outcome: Outcome, options: SummaryOptions): string {
  const colors = picocolors.createColors(options.color);
  const { verbose } = options;
  const states: readonly PodState[] = verbose
    ? ['kept', 'native', 'moved', 'blocked', 'review', 'partly-moved']
    : ['blocked', 'review', 'partly-moved'];
  const wrongInits = outcome.decisions.filter((d) => findingsOnInits(d.containers).length > 0);
  const blocks = [
    ...states.map((state) => stateEntries(outcome.decisions, state, { colors, verbose })),
    ...(verbose
      ? []
      : (['native', 'kept'] as const).map((state) =>
          stateEntries(wrongInits, state, { colors, verbose }),
        )),
    failureLines(outcome),
    problemLines(outcome, verbose),
    templateLines(outcome, verbose),
    commentLines(outcome),
    outcome.unused.map(printable),
    [...countLines(outcome, unwrittenOf(outcome, options)), ...templateCount(outcome)],
    gainLines(outcome),
    acceptedLines(outcome, verbose),
    closing(outcome, options),
  ];
  const text = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${text.join('\n\n')}\n`;
}

function commentLines({ files }: Outcome): readonly string[] {
  return files.flatMap(({ path, removedComments, staleComments }) => [
    ...removedComments.map(
      (comment) =>
        `${printable(path)}: the comment #${printable(comment)} goes with what it stands on`,
    ),
    ...staleComments.map(
      ({ line, text }) =>
        `${printable(path)}:${line}: the comment #${printable(text)} stays and may speak of what has gone: read it`,
    ),
  ]);
}

/** How many pods would have moved, and did not, since a file of theirs could not be written. */
function unwrittenOf({ decisions, files }: Outcome, { written }: SummaryOptions): number {
  if (written === undefined) return 0;
  const changes = new Set(files.flatMap((file) => (written.has(file.path) ? [] : file.changes)));
  return decisions.filter(
    (decision) => isMoved(decision) && decision.change !== null && changes.has(decision.change.id),
  ).length;
}

function countLines(outcome: Outcome, unwritten: number): readonly string[] {
  const { counts, templates } = outcome;
  const total = POD_STATES.reduce((sum, state) => sum + counts.pods[state], 0);
  const files = `${counts.files} ${counts.files === 1 ? 'file' : 'files'}`;
  if (total === 0 && templates.length > 0)
    return [`No pod spec with two or more containers in ${files}, but in templates of charts.`];
  if (total === 0) return [`No pod spec with two or more containers in ${files}.`];
  const width = String(total).length;
  return [
    `${total} pod ${total === 1 ? 'spec' : 'specs'} with two or more containers in ${files}:`,
    ...POD_STATES.map(
      (state) =>
        `  ${String(counts.pods[state]).padStart(width)} ${state.padEnd(12)}  ${MEANING[state]}${state === 'moved' && unwritten > 0 ? `; ${unwritten} of them could not be written` : ''}`,
    ),
    containerLine(outcome),
  ];
}

const CALLED: Readonly<Record<ContainerState, string>> = {
  moved: 'moved',
  review: 'to review',
  blocked: 'blocked',
  native: 'native already',
  app: 'no sidecars',
  init: 'init containers',
};

/** Every container of these pods, so that none is passed over in silence. */
function containerLine({ counts }: Outcome): string {
  const parts = CONTAINER_STATES.filter((state) => counts.containers[state] > 0).map(
    (state) => `${counts.containers[state]} ${CALLED[state]}`,
  );
  const total = CONTAINER_STATES.reduce((sum, state) => sum + counts.containers[state], 0);
  return `${total === 1 ? 'Its 1 container' : `Their ${total} containers`}: ${parts.join(', ')}.`;
}

const WORTH: Readonly<Record<Gain['kind'], readonly [one: string, many: string]>> = {
  completes: ['never completes today', 'never complete today'],
  order: ['can start before its sidecar today', 'can start before their sidecars today'],
  tail: ['can lose what it says last today', 'can lose what they say last today'],
  little: ['gains an order of start and stop', 'gain an order of start and stop'],
};

/** What the moves are worth, most first; a pod counts once, for the best of its moves. */
function gainLines({ decisions }: Outcome): readonly string[] {
  const moved = decisions.filter(isMoved);
  return GAINS.flatMap((kind) => {
    const pods = moved.filter((decision) => bestGain(decision) === kind);
    if (pods.length === 0) return [];
    const kinds = [...new Set(pods.map(({ pod }) => pod.workload.kind))];
    const [only = ''] = kinds.length === 1 ? kinds : [];
    // Values have no kind of their own, but a word for what carries them.
    const noun = /^[A-Z]/.test(only) ? only : 'pod';
    return [
      `Gain: ${pods.length} ${printable(noun)}${pods.length === 1 ? '' : 's'} that ${WORTH[kind][pods.length === 1 ? 0 : 1]}.`,
    ];
  });
}

function failureLines({ failures }: Outcome): readonly string[] {
  return failures.map(
    ({ path, message }) =>
      `${printable(path)}: an edit could not be proven and was left out: ${printable(message)}. This is a bug of sidecar-migrate: please report it with the file`,
  );
}

function closing(outcome: Outcome, options: SummaryOptions): readonly string[] {
  const { meta, mode, unsafe } = options;
  const { moved: whole, 'partly-moved': partly, review } = outcome.counts.pods;
  const moved = whole + partly;
  if (outcome.decisions.length === 0) return [];
  const version =
    meta.kubeSource === 'default' ? 'default; --kube-version sets it' : meta.kubeSource;
  const elsewhere = meta.kubePaths.map(
    ({ globs, minor }) => `, 1.${minor} for ${printable(globs.join(' '))}`,
  );
  const lines = [
    `Target: Kubernetes 1.${meta.kubeMinor} and newer (${version})${elsewhere.join('')}.`,
  ];
  lines.push(...unlockLines(outcome, options.verbose));
  if (moved > 0)
    lines.push(
      ...noteLines(outcome, options.verbose),
      'Not seen from here: cluster versions, admission webhooks, Services and policies of other repositories.',
    );
  if (mode === 'preview' && moved > 0)
    lines.push('Nothing was written. Run again with --write, or pipe the diff into git apply.');
  else if (mode === 'preview' && review > 0 && !unsafe && outcome.files.length === 0)
    lines.push('Run again with --unsafe to see the diff of what only waits for warnings.');
  return lines;
}

/** Background: true of nearly every migration, and read once if at all. */
const BACKGROUND: ReadonlySet<Code> = new Set<Code>([
  'SM209',
  'SM216',
  'SM404',
  'SM702',
  'SM704',
  'SM705',
  'SM709',
  'SM710',
  'SM801',
  'SM803',
]);

function noteLines({ notes }: Outcome, verbose: boolean): readonly string[] {
  const shown = notes.filter(({ code }) => verbose || !BACKGROUND.has(code));
  const lines = shown.map(
    ({ code, message, pods }) => `${code}: ${message} (${pods} ${pods === 1 ? 'pod' : 'pods'})`,
  );
  const rest = notes.length - shown.length;
  return rest === 0 ? lines : [...lines, `${rest} more of the kind: -v shows them.`];
}

/** How many of the words that would let more sidecars move are shown. */
const MOST_UNLOCKS = 5;

/** What the user can say, with what a run would move more that is told just this. */
function unlockLines({ unlocks }: Outcome, verbose: boolean): readonly string[] {
  const shown = verbose ? unlocks : unlocks.slice(0, MOST_UNLOCKS);
  if (shown.length === 0) return [];
  const rest = unlocks.length - shown.length;
  return [
    'What would let more sidecars move, each by itself:',
    ...shown.map(
      ({ words, containers, pods }) =>
        `  ${printable(words)}: ${containers} more ${containers === 1 ? 'sidecar' : 'sidecars'} in ${pods} ${pods === 1 ? 'pod' : 'pods'}`,
    ),
    ...(rest > 0 ? [`  … and ${rest} more (-v shows them)`] : []),
  ];
}
