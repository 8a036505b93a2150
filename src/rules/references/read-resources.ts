import type { Pod } from '../../model/pod.js';
import type { Value } from '../../model/value.js';
import { isMap, listAt, valueAt } from '../../model/value.js';

/** Whether any container, or a volume of the downward API, reads the resources of one by its name. */
export function readsResourcesOf({ spec, containers, initContainers }: Pod, name: string): boolean {
  const env = [...containers, ...initContainers].flatMap(({ value }) =>
    listAt(value, ['env']).map((entry) => valueAt(entry, ['valueFrom'])),
  );
  return [...env, ...listAt(spec, ['volumes']).flatMap(itemsOf)].some((source) => {
    const reference = valueAt(source, ['resourceFieldRef']);
    return isMap(reference) && reference.containerName === name;
  });
}

/** Of a volume by itself, and of one among the sources of a projected one. */
function itemsOf(volume: Value): readonly Value[] {
  return [volume, ...listAt(volume, ['projected', 'sources'])].flatMap((source) =>
    listAt(source, ['downwardAPI', 'items']),
  );
}
