import { push } from '../model/groups.js';
import type { Operation } from '../model/operation.js';
import type { ContainerDecision, Plan, PodDecision } from '../model/plan.js';
import type { Pod } from '../model/pod.js';
import type { Settings } from '../model/settings.js';
import { changeOf } from '../plan/change.js';
import { decideInSteps } from '../plan/decide.js';
import { place } from '../plan/placement.js';
import { inSteps } from '../process/event-loop.js';
import { type Gathered, gather } from '../run/gather.js';
import { surveyInput } from '../run/survey.js';
import { begunPods } from './begun.js';
import { changedFiles, type FilesVerified } from './changed-files.js';
import { judge, turnedWarnings } from './judge.js';
import type { Fault, FileChange, Snapshot, Verification } from './model.js';
import { type PodPair, pairsOf } from './pairs.js';
import { readerOf } from './reader.js';
import { changesBetween, inputOf } from './snapshot.js';
import { settingsFor, told } from './told.js';
import { type SidesOf, valuesPairs } from './values-pairs.js';

/** Whether what moved between two sides is a right migration: pure, but for the time that it takes. */
export async function verify(
  before: Snapshot,
  after: Snapshot,
  settings: Settings,
): Promise<Verification> {
  const changes = changesBetween(before, after);
  if (changes.length === 0) return NOTHING;
  const own = { ...settings, includeGenerated: true, kinds: [] };
  const was = await sideOf(before, new Set(changes.flatMap(({ from }) => from ?? [])), own);
  const paths = new Set([...changes.map(({ path }) => path), ...was.pods.map(({ path }) => path)]);
  const is = await sideOf(after, paths, own);
  const reader = readerOf(before, after, own);
  const isValues = ({ values }: Pod): boolean => values !== undefined;
  const pairs = [
    ...pairsOf(
      was.pods.filter((pod) => !isValues(pod)),
      is.pods.filter((pod) => !isValues(pod)),
      changes,
    ),
    ...(await valuesPairs(was.pods, changes, reader)),
  ];
  const moving = pairs.filter(({ moved }) => moved.size > 0);
  const begun = await begunIn({ was, pairs: moving, settings: own }, pairs, changes, reader);
  const migrated = [...moving, ...begun];
  const asked: Asked = { was, pairs: migrated, settings: own };
  const candidates = [await planFor(asked, false)];
  const compare = (): Promise<FilesVerified> =>
    changedFiles({
      sides: { before, after },
      reader,
      changes,
      pairs: migrated,
      plans: candidates.map(({ operations }) => operations),
      settings: own,
    });
  let files = await compare();
  if (files.faults.length > 0 && migrated.length > 0) {
    // What does not fit may be a workaround that went with the move.
    candidates.push(await planFor(asked, true));
    files = await compare();
  }
  const judged = migrated.map((pair) => {
    const index = files.chosen.get(pair.before.path) ?? 0;
    const decision = candidates[index]?.decisions.get(pair.before.id) ?? null;
    return judge({ pair, decision, was, is, settings: own });
  });
  const faults = byPlace([...files.faults, ...judged.flatMap((each) => each.faults)]);
  return {
    verdict: faults.length > 0 ? 'wrong' : migrated.length > 0 ? 'right' : 'none',
    pods: judged.map(({ pod }) => pod),
    faults,
    warnings: [
      ...judged.flatMap(({ warnings }) => warnings),
      ...pairs.flatMap(turnedWarnings),
      ...files.warnings,
    ],
    others: files.others,
  };
}

const NOTHING: Verification = { verdict: 'none', pods: [], faults: [], warnings: [], others: [] };

/** Everything that the tool knows of one side. */
async function sideOf(
  snapshot: Snapshot,
  changed: ReadonlySet<string>,
  settings: Settings,
): Promise<Gathered> {
  const input = inputOf(snapshot, changed);
  const survey = await surveyInput(input, settings);
  const { patchedSidecars } = await import('../run/patched-sidecars.js');
  const patched = patchedSidecars(survey, settings);
  return gather({ pods: survey.pods, input, settings, survey, patched });
}

interface Asked {
  readonly was: Gathered;
  readonly pairs: readonly PodPair[];
  readonly settings: Settings;
}

/** What the tool itself would do if it had to move just these. */
interface Proposal {
  readonly decisions: ReadonlyMap<string, PodDecision>;
  /** By the path before the change. */
  readonly operations: ReadonlyMap<string, readonly Operation[]>;
}

async function planFor({ was, pairs, settings }: Asked, workarounds: boolean): Promise<Proposal> {
  const moved = new Map(pairs.map(({ before, moved: names }) => [before.id, names] as const));
  const names = new Set(pairs.flatMap((pair) => [...pair.moved]));
  const concerned = was.pods.filter((pod) => moved.has(pod.id) || !isAlone(pod));
  const pods = concerned.map((pod) => told(pod, moved.get(pod.id)));
  const own = settingsFor(settings, names, workarounds);
  const all = await inSteps(decideInSteps(pods, own, was.tree));
  const asked = new Set(
    all.decisions.flatMap(({ pod, change }) => (moved.has(pod.id) ? (change?.id ?? []) : [])),
  );
  const plan = { ...all, changes: all.changes.filter(({ id }) => asked.has(id)) };
  return {
    decisions: new Map(plan.decisions.map((decision) => [decision.pod.id, decision])),
    operations: operationsOf(plan, pairs, own),
  };
}

/** Whether nothing but its own file says what a pod is: no patch and no layer is shared with others. */
function isAlone({ renderings, values }: Pod): boolean {
  return renderings.length === 0 && values === undefined;
}

/** Pods that have to move because something beside them has followed already. */
async function begunIn(
  { was, pairs: moving, settings }: Asked,
  pairs: readonly PodPair[],
  changes: readonly FileChange[],
  reader: SidesOf,
): Promise<readonly PodPair[]> {
  const known = new Map(moving.map(({ before, moved }) => [before.id, moved] as const));
  const paths = new Set(changes.map(({ from }) => from));
  const concerned = was.pods.filter((pod) => paths.has(pod.path) || !isAlone(pod));
  const pods = concerned.map((pod) => {
    const moved = known.get(pod.id);
    return moved === undefined ? pod : told(pod, moved);
  });
  const own = settingsFor(settings, [], false);
  const plan = await inSteps(decideInSteps(pods, own, was.tree));
  const begun = await begunPods(plan, new Set(known.keys()), changes, reader);
  return was.pods.flatMap((pod) => {
    const moved = begun.get(pod.id);
    if (moved === undefined) return [];
    const after = pairs.find(({ before }) => before.id === pod.id)?.after ?? pod;
    return [{ before: pod, after, moved }];
  });
}

function operationsOf(
  plan: Plan,
  pairs: readonly PodPair[],
  settings: Settings,
): Proposal['operations'] {
  const planned = new Map(plan.decisions.map((decision) => [decision.pod.id, decision] as const));
  const byPath = new Map<string, Operation[]>();
  const add = (operations: readonly Operation[]): void => {
    for (const operation of operations) push(byPath, operation.path, operation);
  };
  for (const { operations } of plan.changes) add(operations);
  for (const { before: pod, moved: names } of pairs) {
    const held = pod.containers.filter(
      ({ name }) => names.has(name) && !isPlanned(planned.get(pod.id), name),
    );
    // What a rule blocks was moved all the same: the rest of the pod is compared as if it might.
    if (held.length === 0 || pod.keys.init === '') continue;
    const { before } = place(pod, held, settings);
    const settled = { moving: held, before, removals: [], findings: new Map() };
    add(changeOf(pod, settled, settings)?.operations ?? []);
  }
  return byPath;
}

function isPlanned(decision: PodDecision | undefined, name: string): boolean {
  const own = (entry: ContainerDecision): boolean =>
    entry.container.name === name && entry.state === 'moved';
  return decision?.containers.some(own) === true;
}

function byPlace(faults: readonly Fault[]): readonly Fault[] {
  return [...faults].sort((a, b) =>
    a.path === b.path ? (a.place?.line ?? 0) - (b.place?.line ?? 0) : a.path < b.path ? -1 : 1,
  );
}
