import type { Family } from '../../../kustomize/rewrite/family.js';
import type { Obstacle } from '../../../kustomize/rewrite/follow.js';
import { type Container, containerOf } from '../../../model/container.js';
import { isBlock } from '../../../model/finding.js';
import type { Layer, LayerGroup } from '../../../model/layers.js';
import type { PodOperation } from '../../../model/operation.js';
import type { Pod } from '../../../model/pod.js';
import type { Settings } from '../../../model/settings.js';
import { isMap, type Value } from '../../../model/value.js';
import type { DecidedPod } from '../../../plan/decide-pod.js';
import { finding } from '../../../plan/findings.js';
import { place } from '../../../plan/placement.js';
import { checkEdges } from './edges.js';
import { GroupPlan } from './group-plan.js';
import { planLists } from './lists.js';
import { planMaps } from './maps.js';
import { memberOf, operationsOn } from './member.js';

/** The pods of one group of releases, as they were decided, by the layer that each stands in. */
type Members = ReadonlyMap<string, DecidedPod>;

interface Gathered {
  readonly group: LayerGroup;
  readonly members: Members;
}

/** What keeps sidecars of values where they are: layers that nothing planned makes right with the move. */
export function layerConflicts(
  decided: ReadonlyMap<Family, DecidedPod>,
  settings: Settings,
): ReadonlyMap<Family, readonly Obstacle[]> {
  const families = new Map([...decided].map(([family, own]) => [own, family]));
  const conflicts = new Map<Family, readonly Obstacle[]>();
  for (const gathered of groupsOf(decided.values())) {
    const { refusals } = planOf(gathered, settings);
    if (refusals.length === 0) continue;
    for (const member of gathered.members.values()) {
      const family = families.get(member);
      const names = movingOf(member);
      if (family === undefined || names.length === 0) continue;
      conflicts.set(
        family,
        refusals.map((each) => ({ ...each, names, absolute: true })),
      );
    }
  }
  return conflicts;
}

/** The same pods, with what their layers need beside them; what moves in a group is one change. */
export function withLayers(
  decided: readonly DecidedPod[],
  settings: Settings,
): readonly DecidedPod[] {
  const changed = new Map<DecidedPod, DecidedPod>();
  for (const gathered of groupsOf(decided)) {
    const moving = [...gathered.members.values()].filter((each) => movingOf(each).length > 0);
    const plan = planOf(gathered, settings);
    const followers = new Map<string, readonly PodOperation[]>(plan.following);
    for (const [i, member] of moving.entries())
      changed.set(member, {
        ...member,
        decision: { ...member.decision, reason: reasonOf(member, plan) },
        bond: gathered.group.id,
        followers: i === 0 ? new Map([...member.followers, ...followers]) : member.followers,
      });
  }
  return decided.map((each) => changed.get(each) ?? each);
}

/** What changes beside a pod is said with it. */
function reasonOf({ decision }: DecidedPod, plan: GroupPlan): string {
  const own = new Set(movedNames(decision));
  const said = plan.said.filter(({ names }) => names.some((name) => own.has(name)));
  return [decision.reason, ...said.map(({ text }) => text)].join('; ');
}

function movingOf({ decision }: DecidedPod): readonly string[] {
  return decision.change === null ? [] : movedNames(decision);
}

function movedNames({ containers }: DecidedPod['decision']): readonly string[] {
  return containers.flatMap(({ state, container }) => (state === 'moved' ? [container.name] : []));
}

function groupsOf(decided: Iterable<DecidedPod>): readonly Gathered[] {
  const groups = new Map<string, { group: LayerGroup; members: Map<string, DecidedPod> }>();
  for (const each of decided) {
    const member = memberOf(each.decision.pod);
    if (member === null) continue;
    const { group, layer } = member;
    const known = groups.get(group.id) ?? { group, members: new Map() };
    groups.set(group.id, known);
    known.members.set(layer, each);
  }
  return [...groups.values()].filter(({ members }) =>
    [...members.values()].some((each) => movingOf(each).length > 0),
  );
}

function planOf({ group, members }: Gathered, settings: Settings): GroupPlan {
  const layers = new Map(
    group.stacks.flatMap((each) => each.layers).map((each) => [each.id, each]),
  );
  const own = new Map(
    [...members].flatMap(([id, { decision }]) => {
      const layer = layers.get(id);
      return layer === undefined ? [] : [[id, operationsOn(layer, decision)] as const];
    }),
  );
  const plan = new GroupPlan(group, own);
  const containerOf = (layer: Layer, name: string): Container | null => {
    const pod = members.get(layer.id)?.decision.pod;
    return pod?.containers.find((container) => container.name === name) ?? null;
  };
  if (group.shape === 'map')
    planMaps(plan, (layer, name) => containerOf(layer, name) !== null, settings);
  else
    planLists(plan, {
      written: (layer, name) =>
        members.get(layer.id)?.decision.pod.values?.written.get(name) ?? null,
      before: (layer, name, inits) => {
        const pod = members.get(layer.id)?.decision.pod;
        const container = containerOf(layer, name);
        return pod === undefined || container === null
          ? null
          : beforeIn(pod, container, inits, settings);
      },
    });
  if (plan.refusals.length > 0) return plan;
  plan.check();
  checkEdges(plan, podsOf(members));
  return plan;
}

function* podsOf(members: Members): Generator<Pod> {
  for (const { decision } of members.values()) yield decision.pod;
}

/** Where a sidecar goes among the init containers of another layer; undefined: nowhere. */
function beforeIn(
  pod: Pod,
  container: Container,
  inits: readonly Value[],
  settings: Settings,
): string | null | undefined {
  const initContainers = inits
    .filter(isMap)
    .map((value, index) => containerOf(value, { kind: 'init', index, place: pod.place }));
  const placed = place({ ...pod, initContainers }, [container], settings);
  const hit = placed.hits.get(container);
  const isBlocked =
    hit !== undefined && isBlock(finding(hit.code, hit, false, container, settings));
  return isBlocked ? undefined : (placed.before.get(container) ?? null);
}
