import type { Container } from '../../model/container.js';
import type { Pod } from '../../model/pod.js';
import { isMap, listAt, type Value } from '../../model/value.js';
import { mountsOf } from '../../pod/classify/command.js';
import { without } from './cuts.js';
import { mayUse } from './directories.js';
import type { NodeEdit } from './removal.js';

/**
 * The emptyDir of a sentinel file with its mounts, where nothing that can be seen uses it any more.
 * `after` is the pod with its scripts as they will be.
 */
export function volumeEdits(volume: string, pod: Pod, after: Pod): readonly NodeEdit[] {
  const volumes = listAt(pod.spec, ['volumes']);
  const isIt = (entry: Value): boolean => isMap(entry) && entry.name === volume;
  if (!isOfThePod(volume, pod)) return [];
  const all = [...after.containers, ...after.initContainers];
  if (all.some((container) => mayUse(container, volume, after))) return [];
  if (pod.containers.some((container) => usesUnseen(container, volume))) return [];
  if (after.initContainers.some((each) => mountsOf(each).some((m) => m.volume === volume)))
    return [];
  const mounts = pod.containers.flatMap((container) => without(container, 'volumeMounts', isIt));
  const indexes = volumes.flatMap((entry, i) => (isIt(entry) ? [i] : []));
  const node = indexes.length === volumes.length ? ['volumes'] : ['volumes', indexes[0] ?? 0];
  return [...mounts, { container: null, node, texts: null }];
}

/** Whether a volume lives and dies with its pod: then nobody outside looks for a file in it. */
export function isOfThePod(volume: string, { spec }: Pod): boolean {
  const own = listAt(spec, ['volumes']).find((entry) => isMap(entry) && entry.name === volume);
  return isMap(own) && (isMap(own.emptyDir) || own.emptyDir === null);
}

/** Whether a container mounts a volume and says nothing of it: what it does there is not seen. */
export function usesUnseen(container: Container, volume: string): boolean {
  const { volumeMounts: _, ...rest } = container.value;
  const text = JSON.stringify(rest);
  return mountsOf(container).some(
    (mount) => mount.volume === volume && !text.includes(mount.path.replace(/(?<!\/)\/+$/, '')),
  );
}

/** Several edits may empty a list together: then its key goes. */
export function wholeLists(pod: Pod, edits: readonly NodeEdit[]): readonly NodeEdit[] {
  const lists = new Map<string, NodeEdit[]>();
  for (const edit of edits) {
    const key = `${edit.container?.index ?? ''}/${String(edit.node[0])}`;
    lists.set(key, [...(lists.get(key) ?? []), edit]);
  }
  return [...lists.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const [key = ''] = first.node;
    const list = (first.container?.value ?? pod.spec)[String(key)];
    const isAll = Array.isArray(list) && list.length === own.length;
    return isAll ? [{ ...first, node: [key] }] : own;
  });
}
