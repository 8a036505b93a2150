import { transformFor } from '../../transforms/index.js';
import { decode } from '../files/decode.js';
import { hashOf } from '../files/repository.js';
import type { Finding } from '../model/finding.js';
import type { ChangedFile } from '../model/outcome.js';
import type { Change, FailedProof, Plan, PodDecision, ProvenChange } from '../model/plan.js';
import type { Pod } from '../model/pod.js';
import type { Settings } from '../model/settings.js';
import type { Problem, SourceFile, TextEdit } from '../model/source.js';
import type { EditRefusal, Held } from '../model/transform.js';
import type { Tree } from '../model/tree.js';
import { blockChange } from '../plan/decide-pod.js';
import { yieldToEvents } from '../process/event-loop.js';
import type { Progress } from '../process/progress.js';
import type { HeldByPod } from '../prove/edits/held.js';
import { AGAIN, proveFile } from '../prove/edits/prove-file.js';
import { afterMove, changesAgain } from '../prove/edits/second-run.js';
import { refusalOf } from '../text/cannot-edit.js';
import type { Survey } from './survey.js';

export interface Proofs {
  /** The plan's decisions, with what could not be written refused. */
  readonly decisions: readonly PodDecision[];
  readonly proven: readonly ProvenChange[];
  readonly files: readonly ChangedFile[];
  readonly failures: readonly FailedProof[];
  readonly problems: readonly Problem[];
  /** Containers that only the edit found to be in the way, by pod: the others may move without them. */
  readonly held: HeldByPod;
}

export interface ProofsRequest {
  readonly plan: Plan;
  readonly survey: Survey;
  readonly settings: Settings;
  readonly tree: Tree;
  /** The text of another file of the tree, or null. */
  readonly beside: (path: string) => string | null;
  readonly progress: Progress;
}

/** The second pass: reads the files with operations again, edits them, and proves every edit. */
export async function proveChanges(request: ProofsRequest): Promise<Proofs> {
  const { plan, settings, tree } = request;
  const refused = new Map<Change, EditRefusal>();
  const failures: FailedProof[] = [];
  const problems = new Map<string, Problem>();
  const families = plan.decisions.filter(({ pod }) => pod.renderings.length > 0);
  const rendered = new Set(families.map(({ pod }) => pod.id));
  const decided = new Map(plan.decisions.map(({ pod }) => [pod.id, pod]));
  for (const decision of families) {
    await yieldToEvents();
    const { change } = decision;
    if (change === null || refused.has(change)) continue;
    if (!changesAgain([afterMove(decision, settings)], settings, tree)) continue;
    failures.push({ change, path: decision.pod.place.path, message: AGAIN });
    refused.set(change, UNPROVEN);
  }
  // A change stands or falls as a whole: without the part that one file refuses, the others' go too.
  for (;;) {
    const standing = plan.changes.filter((change) => !refused.has(change));
    const round = await proveRound(standing, { ...request, rendered, decided });
    failures.push(...round.failures);
    for (const problem of round.problems) problems.set(problem.path, problem);
    for (const [change, refusal] of round.refused) refused.set(change, refusal);
    if (round.refused.size > 0) continue;
    return {
      decisions: plan.decisions.map((decision) => withRefusal(decision, refused)),
      proven: standing.flatMap((change) => {
        const edits = round.edits.get(change);
        return edits === undefined ? [] : [{ change, edits }];
      }),
      files: [...round.files].sort((a, b) => (a.path < b.path ? -1 : 1)),
      failures,
      problems: [...problems.values()],
      held: heldByPod(refused),
    };
  }
}

const UNPROVEN = refusalOf({
  message: 'the edit could not be verified: this is a bug of sidecar-migrate',
});

interface Round {
  readonly edits: ReadonlyMap<Change, ReadonlyMap<string, readonly TextEdit[]>>;
  readonly files: readonly ChangedFile[];
  readonly failures: readonly FailedProof[];
  readonly problems: readonly Problem[];
  readonly refused: ReadonlyMap<Change, EditRefusal>;
}

interface RoundRequest extends ProofsRequest {
  readonly rendered: ReadonlySet<string>;
  readonly decided: ReadonlyMap<string, Pod>;
}

async function proveRound(changes: readonly Change[], request: RoundRequest): Promise<Round> {
  const { survey, settings, tree, rendered, decided, beside, progress } = request;
  const edits = new Map<Change, Map<string, readonly TextEdit[]>>();
  const files: ChangedFile[] = [];
  const failures: FailedProof[] = [];
  const problems: Problem[] = [];
  const refused = new Map<Change, EditRefusal>();
  const byFile = changesByFile(changes);
  progress.phase('Verifying files', byFile.size);
  for (const [path, own] of byFile) {
    progress.step();
    const file = readAgain(path, survey);
    if ('kind' in file) {
      problems.push(file);
      for (const change of own) refused.set(change, refusalOf(file));
      continue;
    }
    const transform = await transformFor(file);
    if (transform === null) throw new Error(`no transform claims ${path} any more`);
    const proof = await proveFile({
      file,
      transform,
      changes: own,
      settings,
      tree,
      rendered,
      decided,
      beside,
    });
    failures.push(...proof.failures);
    for (const [change, refusal] of proof.refused) refused.set(change, refusal);
    for (const { change } of proof.failures) refused.set(change, UNPROVEN);
    for (const [change, made] of proof.edits)
      edits.set(change, (edits.get(change) ?? new Map()).set(path, made));
    if (proof.changed !== null) files.push(proof.changed);
  }
  return { edits, files, failures, problems, refused };
}

function heldByPod(refused: ReadonlyMap<Change, EditRefusal>): HeldByPod {
  const held = new Map<string, readonly Held[]>();
  for (const [{ pods }, { held: own }] of refused)
    if (own.length > 0) for (const pod of pods) held.set(pod, [...(held.get(pod) ?? []), ...own]);
  return held;
}

function changesByFile(changes: readonly Change[]): Map<string, Change[]> {
  const byFile = new Map<string, Change[]>();
  const own = (path: string): Change[] => {
    const none: Change[] = [];
    byFile.set(path, none);
    return none;
  };
  for (const change of changes)
    for (const path of new Set(change.operations.map((operation) => operation.path)))
      (byFile.get(path) ?? own(path)).push(change);
  return byFile;
}

function readAgain(path: string, survey: Survey): SourceFile | Problem {
  const surveyed = survey.surveyed.get(path);
  if (surveyed === undefined) throw new Error(`${path} was not part of the first pass`);
  const bytes = surveyed.file.load();
  if (!(bytes instanceof Uint8Array)) return bytes;
  const text = decode(bytes, path);
  if (typeof text !== 'string') return text;
  if (hashOf(text) !== surveyed.hash)
    return {
      kind: 'unreadable',
      path,
      place: null,
      message: 'changed while it was being read',
      remedy: 'run again when nothing else writes to it',
    };
  return { path, text, provenance: surveyed.file.provenance };
}

function withRefusal(
  decision: PodDecision,
  refused: ReadonlyMap<Change, EditRefusal>,
): PodDecision {
  const refusal = decision.change === null ? undefined : refused.get(decision.change);
  if (refusal === undefined) return decision;
  const finding: Finding = {
    code: refusal.code,
    severity: 'block',
    message: refusal.message,
    remedy: refusal.remedy,
    place: decision.pod.place,
    related: [],
    accepted: null,
  };
  return blockChange(decision, finding);
}
