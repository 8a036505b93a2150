import type { Container } from '../../model/container.js';
import type { PodOperation } from '../../model/operation.js';
import type { Pod } from '../../model/pod.js';
import { isMap, listAt } from '../../model/value.js';
import { applyToPod } from '../../operations/apply.js';
import type { NodeEdit } from './removal.js';

/** The operations that carry out edits, those of one text in one, items of a list from its end. */
export function operationsFor(pod: Pod, edits: readonly NodeEdit[]): readonly PodOperation[] {
  const { path, at, keys } = pod;
  const operations = edits.map(({ container, node, texts }): PodOperation => {
    const list = container === null ? null : keys.containers;
    const held = { path, at, list, name: container?.name ?? null, node };
    return texts === null
      ? { op: 'remove-node', ...held }
      : { op: 'edit-text', ...held, edits: texts };
  });
  return operations.sort((a, b) => order(b) - order(a));
}

function order(operation: PodOperation): number {
  if (operation.op === 'edit-text') return Number.POSITIVE_INFINITY;
  const last = operation.op === 'remove-node' ? operation.node.at(-1) : 0;
  return typeof last === 'number' ? last : -1;
}

/** A pod as it will be without what its moves make obsolete: what the rules have to judge. */
export interface Pruned {
  readonly pod: Pod;
  /** The container as it will be. */
  readonly now: (container: Container) => Container;
}

export function pruned(pod: Pod, operations: readonly PodOperation[]): Pruned {
  if (operations.length === 0) return { pod, now: (container) => container };
  const spec = operations.reduce(applyToPod, pod.spec);
  const items = listAt(spec, [pod.keys.containers]);
  const byOriginal = new Map(
    pod.containers.map((container) => {
      const value = items[container.index];
      const same = value === container.value || !isMap(value);
      return [container, same ? container : { ...container, value }] as const;
    }),
  );
  const now = (container: Container): Container => byOriginal.get(container) ?? container;
  const inits = listAt(spec, [pod.keys.init]);
  const initContainers = pod.initContainers.filter(({ value }) => inits.includes(value));
  return { pod: { ...pod, spec, containers: pod.containers.map(now), initContainers }, now };
}
