import { unusedGlobs } from './classify/globs.js';
import { compose } from './compose/compose.js';
import { growTree } from './compose/grow-tree.js';
import type { Input } from './model/input.js';
import type { Outcome } from './model/outcome.js';
import { POD_STATES, type PodDecision, type PodState } from './model/plan.js';
import type { Settings } from './model/settings.js';
import { decide } from './plan/decide.js';
import { notesFor } from './plan/notes.js';
import { unusedWords } from './plan/unused.js';
import { surveyInput } from './survey.js';
import { proveChanges } from './verify/prove-changes.js';

/**
 * A whole run, from files to proven edits; nothing is written here.
 *
 *     discover -> scan -> read -> fragments -> compose -> classify -> plan -> edit -> verify
 *
 * The first pass reads each file once and keeps only fragments; then everything is decided; the
 * second reads again only the files with operations.
 */
export async function run(input: Input, settings: Settings): Promise<Outcome> {
  const survey = await surveyInput(input, settings);
  const pods = compose(survey.fragments);
  const tree = await growTree({ pods, input, settings });
  const plan = decide(pods, settings, tree);
  const proofs = await proveChanges({ plan, survey, settings, tree });
  return {
    decisions: proofs.decisions,
    proven: proofs.proven,
    files: proofs.files,
    failures: proofs.failures,
    problems: [...survey.problems, ...proofs.problems],
    notes: notesFor(proofs.decisions, settings),
    unused: [...unusedGlobs(settings, pods), ...unusedWords(proofs.decisions, settings)],
    counts: {
      files: survey.files,
      parsed: survey.parsed,
      pods: countByState(proofs.decisions),
    },
  };
}

function countByState(decisions: readonly PodDecision[]): Record<PodState, number> {
  const counts = Object.fromEntries(POD_STATES.map((state) => [state, 0]));
  for (const { state } of decisions) counts[state] = (counts[state] ?? 0) + 1;
  return counts as Record<PodState, number>;
}
