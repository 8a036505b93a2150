import type { Input } from '../model/input.js';
import type { Outcome } from '../model/outcome.js';
import {
  CONTAINER_STATES,
  type ContainerState,
  POD_STATES,
  type PodDecision,
  type PodState,
} from '../model/plan.js';
import type { Settings } from '../model/settings.js';
import { unusedKinds, unusedWords } from '../plan/unused.js';
import { unusedGlobs } from '../pod/classify/globs.js';
import { type Progress, SILENT } from '../process/progress.js';
import { surveyInput } from './survey.js';

/**
 * A whole run, from files to proven edits; nothing is written here.
 *
 *     discover -> scan -> read -> classify -> plan -> edit -> verify
 *
 * The first pass reads each file once and keeps only pods; then everything is decided, and the
 * second pass reads again only the files with operations (`decide-and-prove.ts`).
 */
export async function run(
  input: Input,
  settings: Settings,
  progress: Progress = SILENT,
): Promise<Outcome> {
  const survey = await surveyInput(input, settings);
  const { pods } = survey;
  // The catalogue of sidecars comes along: only where there is a kustomization to look into.
  const patched =
    survey.kustomizations.size === 0
      ? []
      : (await import('./patched-sidecars.js')).patchedSidecars(survey, settings);
  const proofs =
    pods.length === 0 && patched.length === 0
      ? NOTHING
      : await (await import('./decide-and-prove.js')).decideAndProve({
          pods,
          input,
          settings,
          survey,
          patched,
          progress,
        });
  progress.phase('Reading templates', 0);
  const templates =
    survey.templates.length === 0
      ? { files: [], seen: [] }
      : (await import('./template-sidecars.js')).templateSidecars(
          survey.templates,
          input,
          settings,
        );
  return {
    decisions: proofs.decisions,
    proven: proofs.proven,
    files: proofs.files,
    failures: proofs.failures,
    problems: [...survey.problems, ...proofs.problems],
    notes: proofs.notes,
    unlocks: proofs.unlocks,
    proofs: [],
    templates: templates.files,
    unused: [
      ...unusedGlobs(settings, [
        ...pods.flatMap(({ containers }) => containers),
        ...proofs.decisions.flatMap(({ containers }) => containers.map((c) => c.container)),
        ...templates.seen,
      ]),
      ...unusedWords(proofs.decisions, settings),
      ...unusedKinds(pods, settings),
    ],
    counts: {
      files: survey.files,
      parsed: survey.parsed,
      pods: countByState(proofs.decisions),
      containers: countContainers(proofs.decisions),
    },
  };
}

const NOTHING = {
  decisions: [],
  proven: [],
  files: [],
  failures: [],
  problems: [],
  notes: [],
  unlocks: [],
};

function countByState(decisions: readonly PodDecision[]): Record<PodState, number> {
  const counts = Object.fromEntries(POD_STATES.map((state) => [state, 0]));
  for (const { state } of decisions) counts[state] = (counts[state] ?? 0) + 1;
  return counts as Record<PodState, number>;
}

function countContainers(decisions: readonly PodDecision[]): Record<ContainerState, number> {
  const counts = Object.fromEntries(CONTAINER_STATES.map((state) => [state, 0]));
  for (const { containers } of decisions)
    for (const { state } of containers) counts[state] = (counts[state] ?? 0) + 1;
  return counts as Record<ContainerState, number>;
}
