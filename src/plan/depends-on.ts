import { type Container, isNative } from '../model/container.js';
import type { Pod } from '../model/pod.js';
import { isList } from '../model/value.js';

/** What becomes of `dependsOn` of one container; null: the key goes. */
export interface EdgeChange {
  readonly container: Container;
  readonly edges: readonly string[] | null;
}

/**
 * The library of app-template orders the entries of each of its two maps by name, or by `dependsOn`,
 * and an edge to an entry of the other map breaks rendering (common 4.0.1, chart/_kahn.tpl). So a
 * sidecar waits for the init containers that ran before it until now, and nobody else for it.
 */
export function edgeChanges(pod: Pod, moving: readonly Container[]): readonly EdgeChange[] {
  const gone = new Set(moving.map(({ name }) => name));
  const inits = pod.initContainers.filter((init) => !isNative(init)).map(({ name }) => name);
  const areFree = pod.initContainers.every((init) => edgesOf(init).length === 0);
  const there = new Set([...gone, ...pod.initContainers.map(({ name }) => name)]);
  return pod.containers.flatMap((container): readonly EdgeChange[] => {
    const own = edgesOf(container);
    const moves = moving.includes(container);
    const kept = own.filter((name) => (moves ? there.has(name) : !gone.has(name)));
    // Without edges the entries stand by name, and those before it come first all the same.
    const isFree = areFree && kept.length === 0;
    const behind = inits.filter((name) => !isFree || name > container.name);
    const edges = moves ? [...kept, ...behind.filter((name) => !kept.includes(name))] : kept;
    if (edges.length === own.length && edges.every((name, i) => name === own[i])) return [];
    return [{ container, edges: edges.length > 0 ? edges : null }];
  });
}

/** One name or a list of names. */
function edgesOf({ value: { dependsOn } }: Container): readonly string[] {
  if (typeof dependsOn === 'string') return [dependsOn];
  return isList(dependsOn) ? dependsOn.map(String) : [];
}
