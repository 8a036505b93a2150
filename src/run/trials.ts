import { isBlock } from '../model/finding.js';
import { push } from '../model/groups.js';
import type { ContainerDecision, Plan, PodDecision } from '../model/plan.js';
import type { Pod } from '../model/pod.js';
import type { Settings } from '../model/settings.js';
import type { Tree } from '../model/tree.js';
import type { SettingsChange, Unlock, UnlockWords } from '../model/unlock.js';
import { withContainers } from '../plan/decide-pod.js';
import { covers, settingsWith, together, wordsOf } from '../plan/unlock.js';
import { type Progress, SILENT } from '../process/progress.js';
import { Concerned, isHeld, settingsChangesOf } from '../prove/edits/concerned.js';
import type { Proofs } from './prove-changes.js';
import { settled } from './settled.js';

export interface TrialRequest {
  readonly pods: readonly Pod[];
  readonly decisions: readonly PodDecision[];
  readonly settings: Settings;
  readonly tree: Tree;
  /** Makes and proves the edits of a plan, and writes nothing. */
  readonly prove: (plan: Plan, settings: Settings) => Promise<Proofs>;
  readonly progress: Progress;
}

export interface Trials {
  /** The decisions with just the words that do what they promise. */
  readonly decisions: readonly PodDecision[];
  /** What a run with these words would move more, most first. */
  readonly unlocks: readonly Unlock[];
}

/** What one saying makes of the pods that it concerns: containers by pod and name. */
interface Trial {
  readonly words: UnlockWords;
  readonly containers: ReadonlyMap<string, ContainerDecision>;
}

/**
 * Takes every word that might unlock a sidecar at its word: decides the pods that it concerns once
 * more, and makes their edits. What moves nothing is not offered, and what only the edit finds out
 * is said at once.
 */
export async function tryUnlocks(request: TrialRequest): Promise<Trials> {
  const held = request.decisions.filter(({ containers }) => containers.some(isHeld));
  if (held.length === 0) return { decisions: request.decisions, unlocks: [] };
  const trials = new Map<string, Trial>();
  const concerned = new Concerned(request.pods, held);
  const refusedBy: Refused = new Map(
    request.decisions.flatMap(({ change }) => (change === null ? [] : [[change.id, []]])),
  );
  const tryAll = async (sayings: readonly SettingsChange[]): Promise<void> => {
    request.progress.phase('Trying options', sayings.length);
    for (const words of sayings.map(wordsOf)) {
      if (!trials.has(words.text))
        trials.set(words.text, await attempt(words, concerned, refusedBy, request));
      request.progress.step();
    }
  };
  await tryAll(settingsChangesOf(held));
  // What holds one back may be another that has to move with it.
  const alone = held.filter((decision) =>
    decision.containers.some((c) => isStuck(decision, c, trials)),
  );
  await tryAll(alone.flatMap((decision) => allOf(decision) ?? []));
  const decisions = request.decisions.map((decision) => afterTrials(decision, trials));
  return { decisions, unlocks: unlocksOf(decisions, trials) };
}

/** Changes that were edited and proven, by id, with the decisions that they could not be written for. */
type Refused = Map<string, readonly PodDecision[]>;

async function attempt(
  words: UnlockWords,
  concerned: Concerned,
  refusedBy: Refused,
  { settings, tree, prove }: TrialRequest,
): Promise<Trial> {
  const { says } = words;
  if (says === null) return { words, containers: new Map() };
  const told = settingsWith(settings, says);
  // The same operations come out of several sayings, and of the run itself: they are made once.
  const once = async ({ decisions, changes }: Plan): Promise<Proofs> => {
    const fresh = new Set(changes.filter(({ id }) => !refusedBy.has(id)));
    return prove(
      {
        decisions: decisions.filter(({ change }) => change !== null && fresh.has(change)),
        changes: [...fresh],
      },
      told,
    );
  };
  const pods = concerned.by(says);
  const { plan, proofs: made } = await settled({
    pods,
    settings: told,
    tree,
    prove: once,
    progress: SILENT,
  });
  for (const { id } of plan.changes) if (!refusedBy.has(id)) refusedBy.set(id, []);
  // A change that could not be written is gone from its decisions.
  const planned = new Map(plan.decisions.map(({ pod, change }) => [pod.id, change?.id]));
  for (const decision of made.decisions) {
    const id = decision.change === null ? planned.get(decision.pod.id) : undefined;
    if (id !== undefined) refusedBy.set(id, [...(refusedBy.get(id) ?? []), decision]);
  }
  const decided = plan.decisions.map((decision) => {
    const known = decision.change === null ? undefined : refusedBy.get(decision.change.id);
    return known?.find(({ pod }) => pod.id === decision.pod.id) ?? decision;
  });
  return {
    words,
    containers: new Map(
      decided.flatMap(({ pod, containers }) =>
        containers.map((entry) => [keyOf(pod, entry), entry] as const),
      ),
    ),
  };
}

function keyOf({ id }: Pod, { container }: ContainerDecision): string {
  return `${id}\n${container.kind}\n${container.name}`;
}

function worksFor(
  { pod }: PodDecision,
  entry: ContainerDecision,
  text: string,
  trials: ReadonlyMap<string, Trial>,
): boolean {
  return trials.get(text)?.containers.get(keyOf(pod, entry))?.state === 'moved';
}

function isStuck(
  decision: PodDecision,
  entry: ContainerDecision,
  trials: ReadonlyMap<string, Trial>,
): boolean {
  return (
    isHeld(entry) && !entry.unlockedBy.some(({ text }) => worksFor(decision, entry, text, trials))
  );
}

/** Everything at once that might let the sidecars of a pod move, or null where there is nothing. */
function allOf({ containers }: PodDecision): SettingsChange | null {
  const sayings = containers.flatMap(({ unlockedBy }) =>
    unlockedBy.flatMap(({ says }) => says ?? []),
  );
  return sayings.length === 0 ? null : sayings.reduce(together);
}

function afterTrials(decision: PodDecision, trials: ReadonlyMap<string, Trial>): PodDecision {
  if (!decision.containers.some(isHeld)) return decision;
  const all = allOf(decision);
  const containers = decision.containers.map((entry): ContainerDecision => {
    if (!isHeld(entry)) return entry;
    const works = ({ text, says }: UnlockWords): boolean =>
      says === null || worksFor(decision, entry, text, trials);
    const alone = entry.unlockedBy.filter(works);
    const unlockedBy = alone.filter(
      (words) => !alone.some((other) => other !== words && isLess(other, words)),
    );
    if (all === null || alone.some(({ says }) => says !== null)) return { ...entry, unlockedBy };
    const everything = wordsOf(all);
    if (works(everything)) return { ...entry, unlockedBy: [everything, ...unlockedBy] };
    const tried = trials.get(everything.text)?.containers.get(keyOf(decision.pod, entry));
    return { ...withBlocksOf(entry, tried), unlockedBy };
  });
  const isSame = containers.every(({ state }, i) => state === decision.containers[i]?.state);
  return isSame ? { ...decision, containers } : withContainers(decision, containers);
}

/** Says less than the other and does the same. `--unsafe` stands beside the codes that it covers. */
function isLess({ says: less }: UnlockWords, { says: more }: UnlockWords): boolean {
  if (less === null || more === null) return false;
  const isOther = wordsOf(less).text !== wordsOf(more).text;
  const { unsafe, ...rest } = more;
  return isOther && covers(less.accept === undefined ? more : rest, less);
}

/** With what stands in the way even when everything is said. */
function withBlocksOf(
  entry: ContainerDecision,
  tried: ContainerDecision | undefined,
): ContainerDecision {
  const known = new Set(entry.findings.map(({ code }) => code));
  const blocks = (tried?.findings ?? []).filter(
    (finding) => isBlock(finding) && !known.has(finding.code),
  );
  if (blocks.length === 0) return entry;
  const findings = [...entry.findings, ...blocks];
  return { ...entry, state: 'blocked', safety: 'blocked', findings };
}

function unlocksOf(
  decisions: readonly PodDecision[],
  trials: ReadonlyMap<string, Trial>,
): readonly Unlock[] {
  const held = decisions.filter(({ containers }) => containers.some(isHeld));
  const offered = new Set(
    held.flatMap(({ containers }) =>
      containers.flatMap((c) => c.unlockedBy.map(({ text }) => text)),
    ),
  );
  /** Pods by the containers that do not move as it is. */
  const staying = new Map<string, Pod[]>();
  for (const { pod, containers } of decisions)
    for (const entry of containers)
      if (entry.state !== 'moved') push(staying, keyOf(pod, entry), pod);
  return [...trials.values()]
    .filter(({ words }) => offered.has(words.text))
    .map(({ words: { text } }): Unlock => {
      const moving = [...(trials.get(text)?.containers ?? [])].flatMap(([key, { state }]) =>
        state === 'moved' ? (staying.get(key) ?? []) : [],
      );
      const pods = new Set(moving).size;
      return { words: text, containers: moving.length, pods };
    })
    .filter(({ containers }) => containers > 0)
    .sort((a, b) => b.containers - a.containers || a.words.length - b.words.length);
}
