import type { Pod } from '../../model/pod.js';
import { isMap, listAt, type Value, valueAt } from '../../model/value.js';
import { informing, rule } from '../define.js';

export const resourceField = rule({
  code: 'SM519',
  title: 'resources referred to by container name',
  sources: ['kubernetes/kubernetes pkg/api/v1/resource/helpers.go'],
  effects: ['informs'],
  harm: 'Nothing goes wrong: resourceFieldRef finds init containers by name.',
  seen: 'An environment variable or a volume of the downward API that refers to the sidecar.',
  fix: 'Nothing to do.',
  check: informing(({ pod, container: { name } }) =>
    readsResourcesOf(pod, name) ? `resourceFieldRef to ${name} finds init containers too` : null,
  ),
});

/** Whether any container, or a volume of the downward API, reads the resources of one by its name. */
function readsResourcesOf({ spec, containers, initContainers }: Pod, name: string): boolean {
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
