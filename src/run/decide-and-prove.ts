import { transformFor } from '../../transforms/index.js';
import { byPlace, Shelf } from '../files/shelf.js';
import { releases } from '../helm/releases/releases.js';
import { kustomized } from '../kustomize/kustomized.js';
import type { Note } from '../model/finding.js';
import type { Input } from '../model/input.js';
import type { Plan } from '../model/plan.js';
import type { Pod } from '../model/pod.js';
import type { Settings } from '../model/settings.js';
import { notesFor } from '../plan/notes.js';
import { type Progress, SILENT } from '../process/progress.js';
import { settled } from '../prove/edits/settled.js';
import { growTree } from './grow-tree.js';
import { type Proofs, proveChanges } from './prove-changes.js';
import { besideOf, type Survey } from './survey.js';
import { type Trials, tryUnlocks } from './trials.js';

export interface DecideRequest {
  readonly pods: readonly Pod[];
  readonly input: Input;
  readonly settings: Settings;
  readonly survey: Survey;
  /** Files with a sidecar that a patch brings in. */
  readonly patched: readonly string[];
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
  const transform = await transformFor({ path: 'any.yaml', text: '', provenance: null });
  if (transform === null) throw new Error('no transform claims YAML');
  const shelf = new Shelf(request, transform);
  const isValues = ({ fragments: [{ values }] }: Pod): boolean => values !== undefined;
  const fragments = request.survey.fragments.filter(({ values }) => values === undefined);
  const {
    pods: others,
    survey,
    graphOf,
    problems,
  } = kustomized({
    ...request,
    pods: request.pods.filter((pod) => !isValues(pod)),
    survey: { ...request.survey, fragments },
    shelf,
  });
  const charted = releases({
    pods: request.pods.filter(isValues),
    input,
    settings,
    survey,
    read: shelf.sources.read,
    sealed: shelf.sources.sealed,
  });
  const pods = [...others, ...charted].sort(byPlace);
  const given = survey.given();
  const { sealed } = shelf.sources;
  const { tree, read } = await growTree({
    pods,
    input,
    given,
    sealed,
    settings,
    graphOf,
    programs: async () => {
      const { programObjects } = await import('../../transforms/cdk8s/index.js');
      return (path, text) => programObjects(path, text, besideOf(input));
    },
  });
  const surveyed = new Map([...shelf.surveyed, ...read, ...survey.surveyed]);
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
