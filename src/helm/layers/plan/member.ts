import type { Layer, LayerGroup, LayerStack } from '../../../model/layers.js';
import { nodeId } from '../../../model/node.js';
import { isNodeOperation, type PodOperation } from '../../../model/operation.js';
import type { PodDecision } from '../../../model/plan.js';
import type { Pod } from '../../../model/pod.js';
import { isMap, listAt, mapAt, type ValueMap } from '../../../model/value.js';
import { applyToPod } from '../../../operations/apply.js';

/** A pod of values that are one layer of several. */
export interface Member {
  readonly pod: Pod;
  readonly group: LayerGroup;
  readonly layer: string;
}

/** What the layers of its releases are for a pod; null where its values stand alone, or are no values. */
export function memberOf(pod: Pod): Member | null {
  const { path, at, values } = pod;
  const group = values?.rule.ok === true ? values.rule.layers : null;
  return group === null ? null : { pod, group, layer: nodeId(path, at) };
}

/** The operations of a decision on the layer that its pod stands in. */
export function operationsOn(layer: Layer, decision: PodDecision): readonly PodOperation[] {
  return (decision.change?.operations ?? []).flatMap((operation) =>
    !isNodeOperation(operation) &&
    nodeId(operation.path, operation.at) === layer.id &&
    !isBesideLists(operation)
      ? [operation]
      : [],
  );
}

function isBesideLists(operation: PodOperation): boolean {
  return (
    (operation.op === 'remove-node' || operation.op === 'edit-text') && operation.list === null
  );
}

export function movedBy(operations: readonly PodOperation[]): readonly string[] {
  return operations.flatMap((each) => (each.op === 'move-item' ? [each.name] : []));
}

/** The layer as its operations leave it. */
export function after({ map }: Layer, operations: readonly PodOperation[]): ValueMap {
  return operations.reduce(applyToPod, map);
}

/** Whether a lower layer has such a list: it would come back with the key of this one gone. Maps merge. */
export function hidesLower(pod: Pod): boolean {
  return below(pod).some(({ maps, key }) => maps.some((map) => listAt(map, [key]).length > 0));
}

/** Whether lower layers have the same container wherever this layer counts: maps merge. */
export function inheritsFromBelow(pod: Pod, name: string): boolean {
  const all = below(pod);
  return (
    all.length > 0 &&
    all.every(({ maps, key }) => maps.some((map) => isMap(mapAt(map, [key])?.[name])))
  );
}

interface Below {
  readonly maps: readonly ValueMap[];
  readonly key: string;
}

/** What stands below the layer of a pod, release by release; empty where it stands alone. */
function below(pod: Pod): readonly Below[] {
  const member = memberOf(pod);
  if (member === null) return [];
  const { group, layer } = member;
  const own = ({ layers }: LayerStack): number => layers.findIndex(({ id }) => id === layer);
  return group.stacks
    .filter((stack) => own(stack) >= 0)
    .map((stack) => ({
      maps: stack.layers.slice(0, own(stack)).map(({ map }) => map),
      key: group.keys.containers,
    }));
}
