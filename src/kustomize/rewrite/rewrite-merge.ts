import type { MergePatch } from '../../model/kustomize.js';
import type { At, ListKeys } from '../../model/node.js';
import type { Operation } from '../../model/operation.js';
import type { Settings } from '../../model/settings.js';
import {
  isList,
  isMap,
  listAt,
  mapAt,
  type Path,
  type Value,
  type ValueMap,
} from '../../model/value.js';
import { removedFields } from '../../pod/removed-fields.js';
import { PatchError } from '../render/json-patch.js';
import { mergesLists } from '../render/merge.js';

export interface MergeRewrite {
  readonly patch: MergePatch;
  readonly keys: ListKeys;
  /** From the object to the pod spec. */
  readonly podPath: Path;
  /** Names of the containers that move. */
  readonly names: ReadonlySet<string>;
  /** The object before the patch, and as it is to be behind it. */
  readonly before: ValueMap;
  readonly wanted: ValueMap;
  readonly settings: Pick<Settings, 'kubeMinor'>;
}

/**
 * A strategic merge patch that follows its containers: what it says of a sidecar goes to
 * initContainers. kustomize puts what a merge patch names first, so where another init container
 * has to stay ahead the patch names that one too, in order (run with kustomize 5.6).
 */
export function rewriteMerge(rewrite: MergeRewrite): readonly Operation[] {
  const { patch, keys, podPath, names } = rewrite;
  const pod = mapAt(patch.value, podPath);
  if (pod === undefined) return [];
  mustBeFollowable(pod, rewrite);
  const touched = listAt(pod, [keys.containers]).filter(
    (item): item is ValueMap => isMap(item) && names.has(nameOf(item)),
  );
  if (touched.length === 0) return [];
  const at: At = { document: patch.at.document, path: [...patch.at.path, ...podPath] };
  const where = { path: patch.path, at };
  const own = listAt(pod, [keys.init]).filter(isMap);
  const order = orderIn(rewrite, own, touched);
  const moves = touched.flatMap((item): readonly Operation[] => {
    const name = nameOf(item);
    const before = nextOf(order, name, own.map(nameOf));
    return [
      ...goneFields(item, rewrite).map(
        (key): Operation => ({
          op: 'remove-node',
          ...where,
          list: keys.containers,
          name,
          node: [key],
        }),
      ),
      { op: 'move-item', ...where, from: keys.containers, to: keys.init, name, before },
      ...(brings(item, rewrite)
        ? [
            {
              op: 'set-field' as const,
              ...where,
              list: keys.init,
              name,
              key: 'restartPolicy',
              value: 'Always',
            },
          ]
        : []),
    ];
  });
  const written = [...own, ...touched].map(nameOf);
  const bare = order.filter((name) => !written.includes(name));
  return [
    ...moves,
    ...bare.map((name): Operation => {
      const before = nextOf(order, name, written) ?? '';
      return { op: 'add-item', ...where, list: keys.init, name, before };
    }),
  ];
}

/** @throws {PatchError} for what a patch may say of the lists as a whole. */
function mustBeFollowable(pod: ValueMap, { keys, names }: MergeRewrite): void {
  const order = listAt(pod, [`$setElementOrder/${keys.containers}`]).map(nameOf);
  if (order.some((name) => names.has(name)))
    throw new PatchError(
      `kustomize ignores $setElementOrder/${keys.containers}, and copies it to the pod: remove it first`,
    );
  for (const list of [keys.containers, keys.init]) {
    if (pod[list] === null) throw new PatchError(`it removes all of ${list} (null)`);
    if (listAt(pod, [list]).some((item) => isMap(item) && item.$patch === 'replace'))
      throw new PatchError(
        `it replaces ${list} as a whole, or a container in it ($patch: replace)`,
      );
  }
}

/** The init containers that the patch has to name, in order; those behind the last are left out. */
function orderIn(
  { wanted, before, keys, podPath }: MergeRewrite,
  own: readonly ValueMap[],
  touched: readonly ValueMap[],
): readonly string[] {
  const all = namesIn(wanted, [...podPath, keys.init]);
  const written = [...own, ...touched].map(nameOf);
  const there = [...namesIn(before, [...podPath, keys.init])];
  const first = all.filter((name) => written.includes(name));
  const natural = [...first, ...all.filter((name) => !written.includes(name))];
  if (there.length === 0 || natural.every((name, i) => name === all[i])) return first;
  const last = all.findLastIndex((name) => written.includes(name));
  return all.slice(0, last + 1);
}

function nextOf(order: readonly string[], name: string, among: readonly string[]): string | null {
  const index = order.indexOf(name);
  if (index < 0) return null;
  return order.slice(index + 1).find((other) => among.includes(other)) ?? null;
}

/** Whether the patch brings the container in, and does not only change one that is there. */
function brings(item: ValueMap, { before, keys, podPath }: MergeRewrite): boolean {
  if (item.$patch === 'delete' || item.restartPolicy === 'Always') return false;
  // A list that is replaced as a whole has to say everything.
  if (!mergesLists(before)) return true;
  const there = [keys.containers, keys.init].flatMap((key) => namesIn(before, [...podPath, key]));
  return !there.includes(nameOf(item));
}

function goneFields(item: ValueMap, { settings }: MergeRewrite): readonly string[] {
  return removedFields({ value: item }, settings);
}

export function namesIn(object: ValueMap, path: Path): readonly string[] {
  return listAt(object, path).map(nameOf);
}

function nameOf(item: Value): string {
  return isMap(item) && !isList(item) ? String(item.name ?? '') : '';
}
