import { memberOf } from '../helm/layers/plan/member.js';
import { layerConflicts, withLayers } from '../helm/layers/plan/together.js';
import { conflictsBetween, joined } from '../kustomize/rewrite/changes.js';
import { type Family, familyOf } from '../kustomize/rewrite/family.js';
import type { Obstacle } from '../kustomize/rewrite/follow.js';
import { isNative } from '../model/container.js';
import type { Plan } from '../model/plan.js';
import { hasUnseenApp, type Pod } from '../model/pod.js';
import type { Role } from '../model/role.js';
import { type Settings, settingsAt } from '../model/settings.js';
import type { Tree } from '../model/tree.js';
import { atOnce } from '../process/event-loop.js';
import { holdsStripped } from '../rules/index.js';
import { type DecidedPod, decidePod } from './decide-pod.js';

/** Decides every pod that is worth counting; pure, and the same for the same values. */
export function decide(pods: readonly Pod[], settings: Settings, tree: Tree): Plan {
  return atOnce(decideInSteps(pods, settings, tree));
}

/** The same with a pause behind each pod. */
export function* decideInSteps(
  pods: readonly Pod[],
  settings: Settings,
  tree: Tree,
): Generator<void, Plan> {
  const families: Family[] = [];
  for (const pod of pods) {
    families.push(familyOf(pod, settings, tree));
    yield;
  }
  const asked = families.filter((family) => isAsked(family, settings));
  const others = families.filter((family) => !isAsked(family, settings)).map(({ pod }) => pod);
  const obstacles = new Map<Family, readonly Obstacle[]>();
  const decided = new Map<Family, DecidedPod>();
  let open: readonly Family[] = asked;
  const accepted = new Map<Family, DecidedPod>();
  /** As if every warning were accepted: what only waits for somebody's word. */
  const ifAccepted = (family: Family): DecidedPod => {
    const local = { ...settingsAt(settings, family.pod.place.path), unsafe: true };
    const found =
      accepted.get(family) ?? decidePod({ family, settings: local, tree, obstacles: [] });
    accepted.set(family, found);
    return found;
  };
  // Workloads that share a patch can only move together: until none is in the way of another.
  while (open.length > 0) {
    for (const family of open) {
      const own = obstacles.get(family) ?? [];
      const local = settingsAt(settings, family.pod.place.path);
      decided.set(family, decidePod({ family, settings: local, tree, obstacles: own }));
      yield;
    }
    const conflicts = [
      ...conflictsBetween(decided, others, ifAccepted),
      ...layerConflicts(decided, settings),
    ];
    open = conflicts.flatMap(([family, own]) => {
      const known = obstacles.get(family) ?? [];
      const fresh = own.filter(({ message }) => !known.some((each) => each.message === message));
      obstacles.set(family, [...known, ...fresh]);
      return fresh.length > 0 ? [family] : [];
    });
  }
  return joined(withLayers([...decided.values()], settings));
}

/** Whether a pod is decided at all. */
export function isAsked(family: Family, settings: Settings): boolean {
  return counts(family) && wanted(family.pod, settings);
}

/** Two or more containers that run side by side, one of them perhaps in a template, native sidecars and those that should be among them. */
function counts({ pod, containers, roles, views }: Family): boolean {
  const { operated, addition } = pod;
  // A list of one in an object may be anything: only a role that is sure makes it an addition.
  if (addition !== undefined)
    return roles.some(({ verdict }) => verdict === 'sure') || pod.initContainers.some(isNative);
  if (operated !== undefined && !pod.initContainers.some(isNative))
    return containers.some(({ name }) => !operated.ownNames.includes(name));
  const own = containers.length + pod.initContainers.filter(isNative).length;
  // A layer of values may hold the sidecar alone, and another the application.
  const merged = memberOf(pod) === null ? [] : views.map((view) => view.containers.length);
  const beside = Math.max(own, ...merged);
  const isUnseen = hasUnseenApp(pod) && !(isWholeList(pod) && roles.every(isApp));
  return beside >= (isUnseen ? 1 : 2) || holdsStripped(pod);
}

/** Whether values hold all containers of a pod by the name of their key: a list of one is its application. */
function isWholeList({ values }: Pod): boolean {
  return values !== undefined && String(values.path.at(-1)) === 'containers';
}

function isApp({ verdict }: Role): boolean {
  return verdict === 'app';
}

function wanted(pod: Pod, settings: Settings): boolean {
  return settings.kinds.length === 0 || settings.kinds.includes(pod.workload.kind.toLowerCase());
}
