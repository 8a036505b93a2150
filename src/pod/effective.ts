import { type Container, isNative } from '../model/container.js';
import type { ResourceDelta } from '../model/plan.js';
import { appsBeside, type Pod } from '../model/pod.js';
import { mapAt } from '../model/value.js';
import { type InitEntry, podRequest } from './pod-requests.js';
import { formatQuantity } from './quantity.js';

/** initContainers as they will stand there once these have moved. */
export function initsAfter(
  pod: Pod,
  moving: readonly Container[],
  before: ReadonlyMap<Container, string | null>,
): readonly InitEntry[] {
  const moved = (name: string | null): InitEntry[] =>
    moving
      .filter((container) => (before.get(container) ?? null) === name)
      .map((container) => ({ container, native: true }));
  const stayed = pod.initContainers.flatMap((container) => [
    ...moved(container.name),
    { container, native: isNative(container) },
  ]);
  return [...stayed, ...moved(null)];
}

export function runsBesideAnInit(container: Container, inits: readonly InitEntry[]): boolean {
  const index = inits.findIndex((entry) => entry.container === container);
  return inits.some((entry, i) => i > index && !entry.native);
}

/** The effective requests that a move changes; empty where it changes none. */
export function requestDeltas(
  pod: Pod,
  moving: readonly Container[],
  before: ReadonlyMap<Container, string | null>,
): readonly ResourceDelta[] {
  const now = pod.initContainers.map((container) => ({ container, native: isNative(container) }));
  const then = initsAfter(pod, moving, before);
  const apps = appsBeside(pod, moving);
  return resourcesOf(pod).flatMap((resource): ResourceDelta[] => {
    const old = podRequest(resource, pod.containers, now);
    const sum = podRequest(resource, apps, then);
    if (old === sum || old === null || sum === null) return [];
    return [{ resource, before: formatQuantity(old), after: formatQuantity(sum) }];
  });
}

/** Every resource that a container of the pod asks for or limits. */
function resourcesOf({ containers, initContainers }: Pod): readonly string[] {
  const names = [...containers, ...initContainers].flatMap(({ value }) => [
    ...Object.keys(mapAt(value, ['resources', 'requests']) ?? {}),
    ...Object.keys(mapAt(value, ['resources', 'limits']) ?? {}),
  ]);
  return [...new Set(names)].sort();
}
