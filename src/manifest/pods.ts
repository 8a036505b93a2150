import { mayAdd } from '../files/scan/kind.js';
import type { KindRow } from '../model/kind.js';
import type { ListKeys } from '../model/node.js';
import type { CustomKind } from '../model/settings.js';
import {
  isList,
  isMap as isValueMap,
  type Path,
  type Value,
  type ValueMap,
  valueAt,
} from '../model/value.js';
import { boxKey, LIST_KEYS, rowFor } from './kinds/kinds.js';

/** A pod spec of a document: the object that it belongs to, and the path to each. */
export interface FoundPod {
  readonly object: ValueMap;
  /** From the document's root. */
  readonly path: Path;
  /** From the object's root. */
  readonly own: Path;
  readonly spec: ValueMap;
  readonly keys: ListKeys;
  /** null for a kind that nobody knows. */
  readonly row: KindRow | null;
}

/** Every pod spec of a document, those of List items too. */
export function podsIn(
  value: Value,
  kinds: readonly CustomKind[],
  base: Path = [],
): readonly FoundPod[] {
  if (!isValueMap(value)) return [];
  const kind = typeof value.kind === 'string' ? value.kind : '';
  const apiVersion = typeof value.apiVersion === 'string' ? value.apiVersion : '';
  const box = boxKey(apiVersion, kind);
  const boxed = box === null ? undefined : value[box];
  if (box !== null && isList(boxed))
    return boxed.flatMap((item, i) => podsIn(item, kinds, [...base, box, i]));
  if (kind === 'CustomResourceDefinition') return [];
  const row = rowFor(apiVersion, kind, kinds);
  const keys = row?.keys ?? LIST_KEYS;
  const least = apiVersion !== '' && kind !== '' && mayAdd(kind) ? 1 : 2;
  const paths =
    row === null
      ? searchPods(value, keys, least)
      : row.podPaths.flatMap((path) => expand(value, path.split('.').flatMap(steps)));
  return paths.flatMap((path): FoundPod[] => {
    const spec = valueAt(value, path);
    if (!isValueMap(spec)) return [];
    // Where all of a list were extras, and have moved, its key is gone.
    const holder =
      row === null || row.extras || row.source === 'config'
        ? [keys.containers, keys.init]
        : [keys.containers];
    if (!holder.some((key) => isList(spec[key]))) return [];
    return [{ object: value, path: [...base, ...path], own: path, spec, keys, row }];
  });
}

function steps(part: string): string[] {
  return part.endsWith('[*]') ? [part.slice(0, -3), '*'] : [part];
}

function expand(value: Value | undefined, path: readonly string[]): Path[] {
  const [step, ...rest] = path;
  if (step === undefined) return [[]];
  if (step !== '*') {
    if (!isValueMap(value) || !Object.hasOwn(value, step)) return [];
    return expand(value[step], rest).map((tail) => [step, ...tail]);
  }
  if (isList(value)) return value.flatMap((item, i) => expand(item, rest).map((t) => [i, ...t]));
  if (!isValueMap(value)) return [];
  return Object.keys(value).flatMap((key) => expand(value[key], rest).map((t) => [key, ...t]));
}

/** Places of an unknown kind that look like a pod spec: a list of named things with images. */
function searchPods(value: Value, keys: ListKeys, least: number, path: Path = []): Path[] {
  if (isList(value)) return value.flatMap((item, i) => searchPods(item, keys, least, [...path, i]));
  if (!isValueMap(value)) return [];
  // A whole workload in an object has its application in its list, however short that is.
  const here = isWhole(value, path) ? 2 : least;
  const own =
    looksLikeContainers(value[keys.containers], here) || hasMoved(value, keys, here) ? [path] : [];
  return [
    ...own,
    ...Object.keys(value).flatMap((key) =>
      value[key] === undefined ? [] : searchPods(value[key], keys, here, [...path, key]),
    ),
  ];
}

/** Whether all of a list that is added to pods elsewhere stand among the init containers now. */
function hasMoved(value: ValueMap, keys: ListKeys, least: number): boolean {
  const inits = value[keys.init];
  if (least > 1 || value[keys.containers] !== undefined || !looksLikeContainers(inits, 1))
    return false;
  return isList(inits) && inits.some((item) => isValueMap(item) && item.restartPolicy === 'Always');
}

const PATCH_STEP = /patch|postRender|overlay|overrid/i;

/** Whether an object stands in another, and not in a patch that it carries. */
function isWhole(value: ValueMap, path: Path): boolean {
  const isObject = typeof value.kind === 'string' && typeof value.apiVersion === 'string';
  return path.length > 0 && isObject && !isInPatch(path);
}

/** Whether a path leads into a patch that an object carries. */
export function isInPatch(path: Path): boolean {
  return path.some((step) => PATCH_STEP.test(String(step)));
}

export function looksLikeContainers(value: Value | undefined, least: number): boolean {
  return (
    isList(value) &&
    value.length >= least &&
    value.every((item) => isValueMap(item) && typeof item.name === 'string') &&
    value.some((item) => isValueMap(item) && typeof item.image === 'string')
  );
}
