import { complete } from './completion.js';
import type { Life, LivingPod } from './model.js';
import { start } from './start.js';
import { terminate } from './termination.js';

/** A pod from its start to its end, as the kubelet leads it. It knows nothing of any rule. */
export function live(pod: LivingPod): Life {
  const { stages, stuck, early } = start(pod);
  return { stages, stuck, ...complete(pod, early), ...terminate(pod) };
}

/** The same pod with these among the init containers, as native sidecars, each at its place. */
export function moved(
  pod: LivingPod,
  order: readonly string[],
  before: ReadonlyMap<string, string | null>,
): LivingPod {
  const native = order.flatMap((name) => {
    const living = pod.apps.find((app) => app.name === name);
    return living === undefined ? [] : [{ ...living, kind: 'sidecar' as const }];
  });
  const at = (place: string | null) =>
    native.filter(({ name }) => (before.get(name) ?? null) === place);
  return {
    ...pod,
    inits: [...pod.inits.flatMap((init) => [...at(init.name), init]), ...at(null)],
    apps: pod.apps.filter(({ name }) => !order.includes(name)),
  };
}

/** What a move makes worse, as clauses; empty: the pod starts, completes and drains as it did. */
export function worse(before: Life, after: Life): readonly string[] {
  const clauses: string[] = [];
  if (before.stuck.length === 0)
    clauses.push(...after.stuck.map(({ name, without }) => `${name} waits for ${without} forever`));
  const loops = after.loops.filter((name) => !before.loops.includes(name));
  clauses.push(...loops.map((name) => `${name} ends and is restarted`));
  if (before.keptBy?.length === 0)
    clauses.push(...(after.keptBy ?? []).map((name) => `${name} keeps the pod from completing`));
  const cut = after.cut.filter((name) => before.done.includes(name));
  clauses.push(...cut.map((name) => `${name} is cut off`));
  const lost = after.losses.filter(
    ({ name, without }) =>
      !before.losses.some((each) => each.name === name && each.without === without),
  );
  clauses.push(...lost.map(({ name, without }) => `${name} loses ${without} while it stops`));
  const killed = after.killed.filter((name) => !before.killed.includes(name));
  clauses.push(...killed.map((name) => `${name} is killed before it is done`));
  return clauses;
}
