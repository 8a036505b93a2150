import type { Outcome } from '../model/outcome.js';
import { findingsOnInits } from '../model/plan.js';
import type { Problem } from '../model/source.js';
import { count, listed } from './counting.js';
import { printable } from './escape.js';

export type Mode = 'preview' | 'write' | 'check' | 'filter';

/** How a run ended, as far as its last line says it. */
export interface Ending {
  readonly mode: Mode;
  /** With --check: whether it found what it looks for. */
  readonly failsCheck: boolean;
  /** As it was typed. */
  readonly failOn: string | null;
  /** With --write: the files that hold their new text. */
  readonly written: ReadonlySet<string> | null;
  /** Why nothing, or not all, was written; empty where nothing stood in the way. */
  readonly unwritten: readonly string[];
  readonly isInterrupted: boolean;
  /** Problems with what was named: each is an error. */
  readonly errors: readonly Problem[];
  /** What would write what a check found: `sidecar-migrate --write .`. */
  readonly toWrite: string;
}

/** The last line: what happened, and never a success that was none. */
export function verdictOf(outcome: Outcome, ending: Ending): string {
  const { mode, written, isInterrupted, unwritten } = ending;
  if (isInterrupted)
    return `Interrupted: ${writtenWords(written?.size ?? 0, outcome.files.length)}.`;
  const failures = failuresOf(outcome, ending);
  const lead = failures === '' ? '' : `Failed: ${failures}. `;
  if (mode === 'write' && unwritten.length > 0 && (written?.size ?? 0) === 0)
    return printable(`${lead}Not written: ${unwritten.join('; ')}.`);
  return printable(`${lead}${mainWords(outcome, ending)}`);
}

function writtenWords(written: number, all: number): string {
  if (written === 0) return 'nothing was written';
  return `${written} of ${count(all, 'file')} ${written === 1 ? 'was' : 'were'} written`;
}

function failuresOf(
  { failures, problems }: Outcome,
  { mode, errors, written, unwritten }: Ending,
): string {
  const paths = [
    ...new Set(errors.filter(({ kind }) => kind !== 'directive').map(({ path }) => path)),
  ];
  const comments = errors.filter(({ kind }) => kind === 'directive').length;
  const parts = [
    ...(failures.length > 0
      ? [`${count(failures.length, 'edit')} could not be verified (a bug of sidecar-migrate)`]
      : []),
    ...(paths.length > 0 ? [`${listed(paths, 2)} could not be read`] : []),
    ...(comments > 0
      ? [
          `${count(comments, 'comment')} to sidecar-migrate ${comments === 1 ? 'is' : 'are'} not understood`,
        ]
      : []),
    ...(mode !== 'write' || (written?.size ?? 0) > 0 ? unwritten : []),
  ];
  return problems.length + failures.length + unwritten.length === 0 ? '' : parts.join('; ');
}

function mainWords(outcome: Outcome, ending: Ending): string {
  const { mode, failOn, toWrite, written } = ending;
  const { counts, files } = outcome;
  const pods = counts.pods.moved + counts.pods['partly-moved'];
  const what = movedWords(outcome);
  const rest = restWords(outcome);
  switch (mode) {
    case 'preview':
      return pods === 0
        ? `Plan: nothing would move.${rest}`
        : `Plan: ${what} would move (${count(files.length, 'file')}).${rest}`;
    case 'filter':
      return pods === 0
        ? `Unchanged: nothing moves.${rest}`
        : `Moved ${what}, to standard output.${rest}`;
    case 'check':
      return checkWords(pods, rest, failOn, toWrite, ending.failsCheck);
    case 'write': {
      if (pods === 0) return `Nothing to write.${rest}`;
      const own = written?.size ?? 0;
      const wrote =
        own === files.length ? count(own, 'file') : `${own} of ${count(files.length, 'file')}`;
      return own === files.length
        ? `Moved ${what}, wrote ${wrote}.${rest}`
        : `Wrote ${wrote}, so not all of ${what} moved.${rest}`;
    }
  }
}

function checkWords(
  pods: number,
  rest: string,
  failOn: string | null,
  toWrite: string,
  fails: boolean,
): string {
  if (!fails) return `Check passed: nothing to move.${rest}`;
  if (pods > 0)
    return `Check failed: ${count(pods, 'pod')} would change. Run ${toWrite}${rest === '' ? '' : `.${rest}`}`;
  return `Check failed (--fail-on ${failOn ?? 'safe'}):${rest}`;
}

function movedWords({ counts }: Outcome): string {
  const { moved: whole, 'partly-moved': partly } = counts.pods;
  const pods = count(whole + partly, 'pod');
  const part =
    partly === 0 ? '' : ` (${partly === whole + partly ? '' : `${partly} of them `}only in part)`;
  return counts.containers.moved === 0
    ? `patches for native sidecars of ${pods}`
    : `${count(counts.containers.moved, 'sidecar')} in ${pods}${part}`;
}

/** ` 33 pods need a decision, 49 are blocked.` */
function restWords({ counts, decisions, templates }: Outcome): string {
  const { review, blocked } = counts.pods;
  const native = decisions.filter(
    ({ containers, state }) =>
      (state === 'native' || state === 'unchanged') && findingsOnInits(containers).length > 0,
  ).length;
  const written = templates.reduce((sum, { sidecars }) => sum + sidecars.length, 0);
  const already = counts.pods.native;
  const parts = [
    ...(review > 0
      ? [`${count(review, 'pod')} ${review === 1 ? 'needs' : 'need'} a decision`]
      : []),
    ...(blocked > 0
      ? [`${review > 0 ? blocked : count(blocked, 'pod')} ${blocked === 1 ? 'is' : 'are'} blocked`]
      : []),
    ...(native > 0
      ? [`${count(native, 'pod')} with native sidecars ${native === 1 ? 'has' : 'have'} findings`]
      : []),
    ...(already > native
      ? [`${count(already, 'pod')} ${already === 1 ? 'has' : 'have'} native sidecars already`]
      : []),
    ...(written > 0
      ? [`${count(written, 'sidecar')} ${written === 1 ? 'stands' : 'stand'} in Helm templates`]
      : []),
  ];
  return parts.length === 0 ? '' : ` ${parts.join(', ')}.`;
}
