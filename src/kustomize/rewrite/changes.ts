import { isDeepStrictEqual } from 'node:util';
import { type Code, isOpen } from '../../model/finding.js';
import { push } from '../../model/groups.js';
import type { Patch } from '../../model/kustomize.js';
import type { Change, Plan } from '../../model/plan.js';
import type { Pod } from '../../model/pod.js';
import { changeId } from '../../plan/change.js';
import type { DecidedPod } from '../../plan/decide-pod.js';
import type { Family } from './family.js';
import type { Obstacle } from './follow.js';

/**
 * Patches that several workloads use, and that would have to say something else for each: nobody
 * who needs them changed can move.
 */
export function conflictsBetween(
  decided: ReadonlyMap<Family, DecidedPod>,
  others: readonly Pod[],
  ifAccepted: (family: Family) => DecidedPod,
): ReadonlyMap<Family, readonly Obstacle[]> {
  const conflicts = new Map<Family, Obstacle[]>();
  const users: readonly User[] = [
    ...[...decided].map(([family, { followers }]) => ({ family, pod: family.pod, followers })),
    ...others.map((pod) => ({ family: null, pod, followers: null })),
  ];
  for (const [id, { patch, users: using }] of sharedPatches(users)) {
    const said = using.map(({ followers }) => followers?.get(id) ?? []);
    const needing = using.filter((_, i) => (said[i] ?? []).length > 0);
    const [first] = needing.map(({ followers }) => followers?.get(id));
    if (said.every((operations) => isDeepStrictEqual(operations, first ?? []))) continue;
    const waiting = waitingFor(id, using, ifAccepted, decided);
    for (const { family } of needing) {
      if (family === null) continue;
      const names = family.containers.map(({ name }) => name);
      const place = patch.place;
      if (waiting !== null) {
        const obstacle: Obstacle = { code: 'SM513', names, place, ...waiting };
        push(conflicts, family, obstacle);
        continue;
      }
      const kept = using.find((each) => each.family !== family)?.pod.workload;
      const obstacle: Obstacle = {
        code: patch.form === 'merge' ? 'SM512' : 'SM513',
        names,
        message: `a patch of this workload is also one of ${kept?.kind ?? ''} ${kept?.name ?? ''}, and would have to differ there (${patch.place.path}:${patch.place.line}:${patch.place.column})`,
        remedy: 'give each workload its own patch, or move both by hand',
        place,
      };
      push(conflicts, family, obstacle);
    }
  }
  return conflicts;
}

/** Those of the users that keep the others back, where nothing but warnings keeps them. */
function waitingFor(
  id: string,
  using: readonly User[],
  ifAccepted: (family: Family) => DecidedPod,
  decided: ReadonlyMap<Family, DecidedPod>,
): Pick<Obstacle, 'message' | 'remedy' | 'waitsFor'> | null {
  const families = using.flatMap(({ family }) => family ?? []);
  if (families.length < using.length) return null;
  const said = families.map((family) => ifAccepted(family).followers.get(id) ?? []);
  if (!said.every((operations) => isDeepStrictEqual(operations, said[0]))) return null;
  const waiting = families
    .map((family) => ({ family, codes: openIn(decided.get(family)) }))
    .filter(({ codes }) => codes.length > 0);
  const [first] = waiting;
  if (first === undefined) return null;
  const { kind, name } = first.family.pod.workload;
  const waitsFor = [...new Set(waiting.flatMap(({ codes }) => codes))];
  const more = waiting.length === 1 ? '' : ` and ${waiting.length - 1} more`;
  return {
    message: `moves together with ${kind} ${name}${more} (one patch), which waits for ${waitsFor.join(', ')}`,
    remedy: `--accept ${waitsFor.join(',')}`,
    waitsFor,
  };
}

/** The warnings of a pod itself that nobody has accepted. */
function openIn(pod: DecidedPod | undefined): readonly Code[] {
  const found = pod?.decision.containers.flatMap(({ findings }) => findings) ?? [];
  return [
    ...new Set(
      found.filter((each) => isOpen(each) && each.together !== true).map(({ code }) => code),
    ),
  ];
}

interface User {
  readonly family: Family | null;
  readonly pod: Pod;
  readonly followers: DecidedPod['followers'] | null;
}

interface Shared {
  readonly patch: Patch;
  readonly users: User[];
}

function sharedPatches(users: readonly User[]): ReadonlyMap<string, Shared> {
  const shared = new Map<string, Shared>();
  for (const user of users) {
    const patches = user.pod.renderings.flatMap(({ steps }) => steps.map(({ patch }) => patch));
    for (const [id, patch] of new Map(patches.map((each) => [each.id, each]))) {
      const known = shared.get(id);
      if (known === undefined) shared.set(id, { patch, users: [user] });
      else known.users.push(user);
    }
  }
  return shared;
}

/** One change for all pods whose operations are right only together: those that share a follower. */
export function joined(decided: readonly DecidedPod[]): Plan {
  const heads = headsOf(decided);
  const groups = new Map<number, DecidedPod[]>();
  for (const [i, each] of decided.entries()) push(groups, heads[i] ?? i, each);
  const changes = new Map([...groups].map(([head, own]) => [head, changeOfGroup(own)] as const));
  const decisions = decided.map(({ decision }, i) => ({
    ...decision,
    change: changes.get(heads[i] ?? i) ?? null,
  }));
  const all = decisions.flatMap(({ change }) => (change === null ? [] : [change]));
  return { decisions, changes: [...new Set(all)] };
}

/** For each pod the first of its group: of those that it shares a follower or a bond with, and so on. */
function headsOf(decided: readonly DecidedPod[]): readonly number[] {
  const heads = decided.map((_, i) => i);
  const headOf = (i: number): number => {
    let head = i;
    for (let next = heads[head]; next !== undefined && next !== head; next = heads[head]) {
      // Whoever comes by here again has half of the way.
      heads[head] = heads[next] ?? next;
      head = next;
    }
    return head;
  };
  // Those that have come to say something of it, or nothing, since the last ones were joined.
  const users = new Map<string, number[]>();
  for (const [i, { followers, bond }] of decided.entries()) {
    const keys = [...followers].map(([id, own]) => ({
      key: `follower ${id}`,
      says: own.length > 0,
    }));
    if (bond !== undefined) keys.push({ key: `bond ${bond}`, says: true });
    for (const { key, says } of keys) {
      const known = users.get(key) ?? [];
      for (const user of says ? known : []) {
        const [one, other] = [headOf(i), headOf(user)];
        heads[Math.max(one, other)] = Math.min(one, other);
      }
      users.set(key, says ? [i] : known);
      if (!says) known.push(i);
    }
  }
  return decided.map((_, i) => headOf(i));
}

function changeOfGroup(group: readonly DecidedPod[]): Change | null {
  const own = group.flatMap(({ decision: { change } }) => change ?? []);
  const followers = new Map(group.flatMap((each) => [...each.followers]));
  const following = [...followers.values()].flat();
  const [only] = own;
  if (following.length === 0 && own.length < 2) return only ?? null;
  const operations = [...own.flatMap((change) => change.operations), ...following];
  const words = [...new Set(own.flatMap((change) => change.words))];
  return { id: changeId(operations), pods: own.flatMap(({ pods }) => pods), operations, words };
}
