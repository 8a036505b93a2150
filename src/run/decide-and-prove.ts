import { besideOf } from '../files/repository.js';
import type { Note } from '../model/finding.js';
import type { Plan } from '../model/plan.js';
import type { Settings } from '../model/settings.js';
import { type Progress, SILENT } from '../process/progress.js';
import { notesFor } from '../rules/index.js';
import { type GatherRequest, gather } from './gather.js';
import { type Proofs, proveChanges } from './prove-changes.js';
import { settled } from './settled.js';
import { type Trials, tryUnlocks } from './trials.js';

export interface DecideRequest extends GatherRequest {
  readonly progress: Progress;
}

/**
 * Everything behind the first pass. It brings the rules, a shell parser and the second pass with
 * it, so it is loaded only where there is a pod to decide.
 */
export async function decideAndProve(
  request: DecideRequest,
): Promise<Proofs & Trials & { readonly notes: readonly Note[] }> {
  const { input, settings, progress } = request;
  progress.phase('Looking at references', 0);
  const { pods, survey, surveyed, tree, problems } = await gather(request);
  const proving =
    (watched: Progress) =>
    (proposed: Plan, told: Settings): Promise<Proofs> =>
      proveChanges({
        plan: proposed,
        survey: { ...survey, surveyed },
        settings: told,
        tree,
        beside: besideOf(input),
        progress: watched,
      });
  const shared = { settings, tree, progress };
  const { pods: told, proofs } = await settled({ ...shared, pods, prove: proving(progress) });
  const { decisions } = proofs;
  const trials = await tryUnlocks({ ...shared, pods: told, decisions, prove: proving(SILENT) });
  return {
    ...proofs,
    ...trials,
    problems: [...problems, ...proofs.problems],
    notes: notesFor(proofs.decisions, settings, tree),
  };
}
