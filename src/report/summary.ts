import picocolors from 'picocolors';
import type { Finding } from '../model/finding.js';
import type { Outcome } from '../model/outcome.js';
import { isMoved, type PodDecision } from '../model/plan.js';
import { causeSections } from './causes.js';
import { count } from './counting.js';
import { type Cause, causesOf } from './digest.js';
import { at, podLines } from './entries.js';
import { printable } from './escape.js';
import type { TextOf } from './excerpt.js';
import { fitted, type Section } from './fit.js';
import { generatedSection, keptSection } from './kept.js';
import { type Line, laidOut, line, type Page } from './layout.js';
import type { RunMeta } from './meta.js';
import { movedSection } from './moved.js';
import { notesHint, specialNotes } from './notes.js';
import { problemSection } from './problems.js';
import { templateSection } from './templates.js';
import { type Ending, verdictOf } from './verdict.js';

export interface SummaryOptions {
  readonly color: boolean;
  readonly verbose: boolean;
  readonly page: Page | null;
  /** Where standard error is a terminal: the lines that findings are about are shown. */
  readonly textOf: TextOf | null;
  readonly meta: RunMeta;
  readonly named: ReadonlySet<string>;
  readonly ending: Ending;
  /** Commands to go on with, as they are typed from here. */
  readonly hints: Hints;
}

export interface Hints {
  readonly notes: string;
  /** null where there is nothing to apply the diff to: standard input. */
  readonly apply: string | null;
}

/** So many lines at most, without -v. */
const MOST = 40;

/** What is said to people, on standard error: what moves, what does not and why, and the verdict in the last line. */
export async function renderSummary(outcome: Outcome, options: SummaryOptions): Promise<string> {
  const { verbose, page } = options;
  const first = targetLine(outcome, options);
  const last = line(
    picocolors.createColors(options.color).bold(verdictOf(outcome, options.ending)),
    0,
    2,
  );
  const sections = await sectionsOf(outcome, options);
  const room = MOST - laidOut([...first, last], page).length - 2;
  const told = fitted(sections, verbose ? Number.POSITIVE_INFINITY : room, page);
  return [first, ...told, [last]]
    .filter((lines) => lines.length > 0)
    .map((lines) => `${laidOut(lines, page).join('\n')}\n`)
    .join('\n');
}

async function sectionsOf(outcome: Outcome, options: SummaryOptions): Promise<readonly Section[]> {
  const { verbose, page, textOf, named, ending } = options;
  const colors = picocolors.createColors(options.color);
  const shared = { colors, verbose, named };
  const columns = page?.columns ?? 80;
  const causes = await causesOf(outcome);
  return [
    ...(verbose ? [plain('Pods', podLines(outcome.decisions, colors), colors)] : []),
    movedSection(outcome.decisions, { colors, verbose, verb: movedVerb(outcome, ending) }),
    ...causeSections(causes, {
      colors,
      verbose,
      excerpts: textOf === null ? null : { textOf, columns },
    }),
    keptSection(outcome, shared),
    templateSection(outcome, shared),
    generatedSection(outcome, shared),
    problemSection(outcome, shared),
    plain('', failureLines(outcome), colors),
    plain('', commentLines(outcome), colors),
    plain(
      '',
      outcome.unused.map((text) => line(printable(text))),
      colors,
    ),
    plain(
      '',
      acceptedLines(outcome, verbose).map((text) => line(text)),
      colors,
    ),
    noteSection(outcome, options),
    plain('', nextLines(outcome, options, causes), colors),
  ];
}

function plain(
  head: string,
  lines: readonly Line[],
  colors: ReturnType<typeof picocolors.createColors>,
): Section {
  if (lines.length === 0) return { head: [], blocks: [] };
  return { head: head === '' ? [] : [line(colors.bold(head))], blocks: [[lines]] };
}

function movedVerb({ files }: Outcome, { mode, written }: Ending): string {
  if (mode === 'filter') return 'Moved';
  if (mode !== 'write') return 'Would move';
  return written?.size === files.length ? 'Moved' : 'To move';
}

/** What everything else is said for; and what was looked for, where there is nothing. */
function targetLine(outcome: Outcome, { meta, ending }: SummaryOptions): readonly Line[] {
  const version =
    meta.kubeSource === 'default' ? 'default; --kube-version changes it' : meta.kubeSource;
  const elsewhere = meta.kubePaths.map(
    ({ globs, minor }) => `, 1.${minor} for ${printable(globs.join(' '))}`,
  );
  const target = line(
    `Target: Kubernetes 1.${meta.kubeMinor} and newer (${version})${elsewhere.join('')}`,
  );
  if (outcome.decisions.length > 0) return [target];
  const { files } = outcome.counts;
  const where = ending.mode === 'filter' ? 'standard input' : count(files, 'file');
  return [
    target,
    line(
      `No pod with two or more containers in ${where}. Looked for pod specs in manifests (YAML, JSON), Helm values, Kustomize patches and TypeScript or JavaScript programs${ending.mode === 'filter' ? '' : '; files that git ignores are skipped (--no-gitignore includes them)'}.`,
    ),
  ];
}

function failureLines({ failures }: Outcome): readonly Line[] {
  return failures.map(({ path, message }) =>
    line(
      `${printable(path)}: an edit could not be verified and was left out: ${printable(message)}. This is a bug of sidecar-migrate: please report it with the file`,
    ),
  );
}

function commentLines({ files }: Outcome): readonly Line[] {
  return files.flatMap(({ path, removedComments, staleComments }) => [
    ...removedComments.map((comment) =>
      line(
        `${printable(path)}: the comment #${printable(comment)} is removed with the lines that it is about`,
      ),
    ),
    ...staleComments.map(({ line: number, text }) =>
      line(
        `${printable(path)}:${number}: the comment #${printable(text)} stays, and may be about what was removed: check it`,
      ),
    ),
  ]);
}

/** What the pods that move need that others do not: told where there is room, else a part of the count. */
function noteSection({ notes, decisions }: Outcome, { verbose }: SummaryOptions): Section {
  const lines = decisions.some(isMoved) ? specialNotes(notes).map((text) => line(text)) : [];
  if (lines.length === 0) return { head: [], blocks: [] };
  return { head: [], blocks: verbose ? [[lines]] : lines.map((one) => [[], [], [one]]) };
}

/** The commands to go on with. */
function nextLines(
  outcome: Outcome,
  { hints, ending }: SummaryOptions,
  causes: readonly Cause[],
): readonly Line[] {
  const moves = outcome.decisions.some(isMoved);
  const codes = [...new Set(causes.map(({ id }) => id).filter((id) => id !== 'role'))];
  const about = codes.length === 1 ? 'this rule' : 'a rule';
  const hint = moves ? notesHint(outcome.notes, hints.notes) : null;
  return [
    ...(codes.length > 0
      ? [`More about ${about}: sidecar-migrate explain ${codes.slice(0, 3).join(' ')}`]
      : []),
    ...(hint === null ? [] : [hint]),
    ...(ending.mode === 'preview' && moves && hints.apply !== null
      ? [`To apply: --write, or pipe the diff into ${hints.apply}`]
      : []),
  ].map((text) => line(text));
}

/** How many pods of one accepted rule are named. */
const SHOWN = 3;

/** Warnings that somebody accepted, a line a rule with its pods: what is accepted is not gone. */
function acceptedLines({ decisions }: Outcome, verbose: boolean): readonly string[] {
  const byCode = new Map<string, Map<PodDecision, Finding>>();
  for (const decision of decisions)
    for (const { findings, state } of decision.containers)
      for (const finding of state === 'moved' ? findings : []) {
        if (finding.accepted === null) continue;
        const pods = byCode.get(finding.code) ?? new Map<PodDecision, Finding>();
        byCode.set(finding.code, pods.set(decision, finding));
      }
  return [...byCode]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, pods]) => {
      const places = [...pods.keys()].map(({ pod }) => at(pod.place));
      const shown = verbose ? places : places.slice(0, SHOWN);
      const rest = places.length - shown.length;
      const [first] = pods.values();
      return `Accepted ${code} in ${count(pods.size, 'pod')} (${shown.join(', ')}${rest > 0 ? `, and ${rest} more` : ''}): ${printable(first?.message ?? '')}`;
    });
}
