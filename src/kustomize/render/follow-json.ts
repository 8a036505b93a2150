import type { JsonPatch } from '../../model/kustomize.js';
import type { ListKeys } from '../../model/node.js';
import type { Operation } from '../../model/operation.js';
import { isMap, listAt, type Path, type Value, type ValueMap } from '../../model/value.js';
import {
  applyJson,
  type JsonOperation,
  jsonOperation,
  PatchError,
  pointerText,
} from './json-patch.js';

export interface JsonRewrite {
  readonly patch: JsonPatch;
  readonly keys: ListKeys;
  readonly podPath: Path;
  readonly names: ReadonlySet<string>;
  /** The object before the patch. */
  readonly before: ValueMap;
  /** An object with its sidecars moved. */
  readonly migrate: (object: ValueMap) => ValueMap;
}

/**
 * A JSON patch by index that follows its containers. Both worlds are carried through it, operation
 * by operation: an index is looked up in the lists as they are then.
 *
 * @throws {PatchError} where an operation fits neither world, or is about a list as a whole.
 */
export function rewriteJson(rewrite: JsonRewrite): readonly Operation[] {
  const { patch, migrate } = rewrite;
  const operations: Operation[] = [];
  let before = rewrite.before;
  for (const [i, value] of patch.value.entries()) {
    const operation = jsonOperation(value);
    const after = applyJson(before, operation);
    const states: States = { rewrite, before, after, now: migrate(before), next: migrate(after) };
    const { document } = patch.at;
    const own = [...patch.at.path, i];
    const set = (key: 'path' | 'from', steps: readonly string[]): void => {
      const text = pointerText(steps);
      if (!isMap(value) || value[key] === text) return;
      const at = { document, path: [...own, key] };
      operations.push({ op: 'set-scalar', path: patch.path, at, value: text });
    };
    if (operation.from !== null) set('from', elsewhere(operation.from, states));
    const added = operation.op === 'add' ? addedTo(operation.path, states) : null;
    const moved = operation.op === 'move' ? movedTo(operation, states) : null;
    set('path', added?.path ?? moved ?? elsewhere(operation.path, states));
    const at = { document, path: [...own, 'value'] };
    if (added?.becomesNative === true)
      operations.push({
        op: 'set-key',
        path: patch.path,
        at,
        key: 'restartPolicy',
        value: 'Always',
      });
    if (added?.makesList === true) operations.push({ op: 'wrap-node', path: patch.path, at });
    before = after;
  }
  return operations;
}

interface States {
  readonly rewrite: JsonRewrite;
  /** Around the operation, as things are. */
  readonly before: ValueMap;
  readonly after: ValueMap;
  /** Around it, once the sidecars have moved. */
  readonly now: ValueMap;
  readonly next: ValueMap;
}

/** A pointer into a container list: the list, the index as it is written, and what follows. */
interface Pointed {
  readonly list: string;
  readonly index: string;
  readonly rest: readonly string[];
}

function pointed(steps: readonly string[], { keys, podPath }: JsonRewrite): Pointed | null {
  if (!podPath.every((step, i) => String(step) === steps[i])) return null;
  const [list, index, ...rest] = steps.slice(podPath.length);
  if (list !== keys.containers && list !== keys.init) return null;
  if (index === undefined)
    throw new PatchError(
      `${pointerText(steps)} is about the whole list: patch single containers in it instead`,
    );
  return { list, index, rest };
}

/** Where a container that is there already is found once the sidecars have moved. */
function elsewhere(steps: readonly string[], { rewrite, before, now }: States): readonly string[] {
  const into = pointed(steps, rewrite);
  if (into === null) return steps;
  const { podPath, keys } = rewrite;
  const items = listAt(before, [...podPath, into.list]);
  const name = nameOf(items[Number(into.index)] ?? null);
  for (const list of [keys.containers, keys.init]) {
    const index = listAt(now, [...podPath, list]).findIndex((item) => nameOf(item) === name);
    if (name !== '' && index >= 0)
      return [...podPath.map(String), list, String(index), ...into.rest];
  }
  throw new PatchError(`${pointerText(steps)} leads to a container without a unique name`);
}

/** Where a container that changes its place in its list is to be then, or null where none does. */
function movedTo({ from, path }: JsonOperation, states: States): readonly string[] | null {
  const { rewrite, before, next } = states;
  const [source, target] = [pointed(from ?? [], rewrite), pointed(path, rewrite)];
  if (source === null || target === null || source.rest.length + target.rest.length > 0)
    return null;
  const { podPath, keys } = rewrite;
  const name = nameOf(listAt(before, [...podPath, source.list])[Number(source.index)] ?? null);
  if (source.list !== target.list || name === '')
    throw new PatchError(`${pointerText(path)} gets a container of another list`);
  for (const list of [keys.containers, keys.init]) {
    const index = listAt(next, [...podPath, list]).findIndex((item) => nameOf(item) === name);
    if (index >= 0) return [...podPath.map(String), list, String(index)];
  }
  return null;
}

interface Added {
  readonly path: readonly string[];
  readonly becomesNative: boolean;
  /** There is nothing to append to: the operation brings the list. */
  readonly makesList: boolean;
}

/** Where a container that an `add` brings in has to go, or null where it brings none. */
function addedTo(steps: readonly string[], { rewrite, after, now, next }: States): Added | null {
  const into = pointed(steps, rewrite);
  if (into === null || into.rest.length > 0) return null;
  const { podPath, keys, names } = rewrite;
  const items = listAt(after, [...podPath, into.list]);
  const index = into.index === '-' ? items.length - 1 : Number(into.index);
  const name = nameOf(items[index] ?? null);
  const moves = into.list === keys.containers && names.has(name);
  const list = moves ? keys.init : into.list;
  const there = listAt(now, [...podPath, list]);
  const place = listAt(next, [...podPath, list]).findIndex((item) => nameOf(item) === name);
  if (name === '' || place < 0)
    throw new PatchError(`${pointerText(steps)} adds a container without a unique name`);
  const to = [...podPath.map(String), list];
  if (moves && there.length === 0) return { path: to, becomesNative: true, makesList: true };
  const isLast = place === there.length;
  const position = isLast && (into.index === '-' || moves) ? '-' : String(place);
  return { path: [...to, position], becomesNative: moves, makesList: false };
}

function nameOf(item: Value): string {
  return isMap(item) ? String(item.name ?? '') : '';
}
