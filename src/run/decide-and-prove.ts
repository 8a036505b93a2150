import { transformFor } from '../../transforms/index.js';
import { besideOf, byPlace, Repository } from '../files/repository.js';
import { releases } from '../helm/releases/releases.js';
import type { Note } from '../model/finding.js';
import type { Input } from '../model/input.js';
import type { Plan } from '../model/plan.js';
import type { Pod } from '../model/pod.js';
import type { Settings } from '../model/settings.js';
import { type Progress, SILENT } from '../process/progress.js';
import { notesFor } from '../rules/index.js';
import { growTree } from './grow-tree.js';
import { kustomized } from './kustomized.js';
import { type Proofs, proveChanges } from './prove-changes.js';
import { settled } from './settled.js';
import type { Survey } from './survey.js';
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
  const { given } = request.survey;
  const repository = new Repository({ input, settings, given, transform });
  const isValues = ({ values }: Pod): boolean => values !== undefined;
  const workloads = request.survey.pods.filter((pod) => !isValues(pod));
  const {
    pods: others,
    survey,
    graphOf,
    problems,
  } = kustomized({
    ...request,
    pods: request.pods.filter((pod) => !isValues(pod)),
    survey: { ...request.survey, pods: workloads },
    repository,
  });
  const charted = releases({
    pods: request.pods.filter(isValues),
    input,
    settings,
    given,
    read: repository.sources.read,
    readOnly: repository.sources.readOnly,
  });
  const pods = [...others, ...charted].sort(byPlace);
  const { readOnly } = repository.sources;
  const { tree, read } = await growTree({
    pods,
    input,
    given,
    readOnly,
    settings,
    graphOf,
    programs: async () => {
      const { programObjects } = await import('../../transforms/cdk8s/index.js');
      return (path, text) => programObjects(path, text, besideOf(input));
    },
  });
  const surveyed = new Map([...repository.read, ...read, ...survey.surveyed]);
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
