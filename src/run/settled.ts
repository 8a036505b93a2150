import type { Plan } from '../model/plan.js';
import type { Pod } from '../model/pod.js';
import type { Settings } from '../model/settings.js';
import type { Tree } from '../model/tree.js';
import { decideInSteps } from '../plan/decide.js';
import { inSteps } from '../process/event-loop.js';
import { counting, type Progress } from '../process/progress.js';
import { withHeld } from '../prove/edits/held.js';
import type { Proofs } from './prove-changes.js';

export interface SettledRequest {
  readonly pods: readonly Pod[];
  readonly settings: Settings;
  readonly tree: Tree;
  /** Makes and proves the edits of a plan, and writes nothing. */
  readonly prove: (plan: Plan, settings: Settings) => Promise<Proofs>;
  readonly progress: Progress;
}

export interface SettledProofs {
  /** As given, with what the edits found out of single containers. */
  readonly pods: readonly Pod[];
  readonly plan: Plan;
  readonly proofs: Proofs;
}

/** Without one container others may be in the way: beyond this all of a change is refused. */
const ROUNDS = 3;

/** Decides and edits, and does both again without the containers that an edit could not place. */
export async function settled(request: SettledRequest): Promise<SettledProofs> {
  const { settings, tree, prove, progress } = request;
  let { pods } = request;
  for (let round = 1; ; round++) {
    progress.phase('Deciding pods', pods.length);
    const steps = counting(decideInSteps(pods, settings, tree), progress, pods.length);
    const plan = await inSteps(steps);
    const proofs = await prove(plan, settings);
    if (proofs.held.size === 0 || round === ROUNDS) return { pods, plan, proofs };
    pods = withHeld(pods, proofs.held);
  }
}
