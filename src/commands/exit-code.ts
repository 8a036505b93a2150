import { isBlock } from '../model/finding.js';
import type { Outcome } from '../model/outcome.js';
import { findingsOnInits, type PodState } from '../model/plan.js';
import type { Problem, ProblemKind } from '../model/source.js';
import type { Ending } from '../report/verdict.js';

export type FailOn = 'safe' | 'review' | 'blocked';

/** Problems that mean a file was not seen. Templates are expected, comments only reported. */
const UNSEEN: readonly ProblemKind[] = ['unreadable', 'unparsable', 'too-large'];

/** `failed`: something could not be written. */
export function exitCode({ failures }: Outcome, ending: Ending, failed: boolean): number {
  if (failed || failures.length > 0 || ending.errors.length > 0) return 2;
  return ending.failsCheck ? 1 : 0;
}

/** The problems that make a run fail, such as a path given by name that could not be read: they are said under -q, too. */
export function errorsOf(
  { problems }: Outcome,
  named: ReadonlySet<string>,
  strict: boolean,
): readonly Problem[] {
  return problems.filter(
    ({ kind, path }) =>
      kind === 'directive' || (UNSEEN.includes(kind) && (strict || named.has(path))),
  );
}

/** Whether `--check` finds what it looks for: what would be written, and what `--fail-on` adds. */
export function failsCheck(
  { counts, decisions, templates }: Outcome,
  failOn: FailOn | undefined,
): boolean {
  const states: readonly PodState[] =
    failOn === 'blocked'
      ? ['moved', 'partly-moved', 'review', 'blocked']
      : failOn === 'review'
        ? ['moved', 'partly-moved', 'review']
        : ['moved', 'partly-moved'];
  if (states.some((state) => counts.pods[state] > 0)) return true;
  // A sidecar in a template is one that the tool will not write.
  if (states.includes('blocked') && templates.length > 0) return true;
  // What is wrong with a sidecar that is native already counts like a move that is held back.
  return decisions.some(({ containers }) =>
    findingsOnInits(containers).some((finding) =>
      states.includes(isBlock(finding) ? 'blocked' : 'review'),
    ),
  );
}
