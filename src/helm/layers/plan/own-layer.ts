import type { LayerStack } from '../../../model/layers.js';
import type { Pod } from '../../../model/pod.js';
import { isMap, listAt, mapAt, type ValueMap } from '../../../model/value.js';
import { memberOf } from './member.js';

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
