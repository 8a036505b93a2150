import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import { isListKind, LIST_KEYS, rowFor } from '../../src/compose/kinds.js';
import type { KindRow } from '../../src/model/kind.js';
import type { ListKeys } from '../../src/model/pod.js';
import type { CustomKind } from '../../src/model/settings.js';
import {
  isList,
  isMap as isValueMap,
  type Path,
  type Value,
  type ValueMap,
  valueAt,
} from '../../src/model/value.js';
import type { ManifestDocument } from './data.js';

/** A pod spec of a document: the object that it belongs to, and the path to each. */
export interface PodSpot {
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
): readonly PodSpot[] {
  if (!isValueMap(value)) return [];
  const kind = typeof value.kind === 'string' ? value.kind : '';
  const apiVersion = typeof value.apiVersion === 'string' ? value.apiVersion : '';
  if (isListKind(kind) && isList(value.items))
    return value.items.flatMap((item, i) => podsIn(item, kinds, [...base, 'items', i]));
  if (kind === 'CustomResourceDefinition') return [];
  const row = rowFor(apiVersion, kind, kinds);
  const keys = row?.keys ?? LIST_KEYS;
  const paths =
    row === null
      ? searchPods(value, keys)
      : row.podPaths.flatMap((path) => expand(value, path.split('.').flatMap(steps)));
  return paths.flatMap((path): PodSpot[] => {
    const spec = valueAt(value, path);
    if (!isValueMap(spec) || !isList(spec[keys.containers])) return [];
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
function searchPods(value: Value, keys: ListKeys, path: Path = []): Path[] {
  if (isList(value)) return value.flatMap((item, i) => searchPods(item, keys, [...path, i]));
  if (!isValueMap(value)) return [];
  const own = looksLikeContainers(value[keys.containers]) ? [path] : [];
  return [
    ...own,
    ...Object.keys(value).flatMap((key) =>
      value[key] === undefined ? [] : searchPods(value[key], keys, [...path, key]),
    ),
  ];
}

function looksLikeContainers(value: Value | undefined): boolean {
  return (
    isList(value) &&
    value.length > 1 &&
    value.every((item) => isValueMap(item) && typeof item.name === 'string') &&
    value.some((item) => isValueMap(item) && typeof item.image === 'string')
  );
}

/** The map node of a pod spec, or null where the path leads through an alias or a merge. */
export function podNode(document: ManifestDocument, path: Path): YAMLMap | null {
  const node = path.length === 0 ? document.tree.contents : document.tree.getIn(path, true);
  return isMap(node) ? node : null;
}

/** The pair of a key as it is written in a map, or null. */
export function pairOf(map: YAMLMap, key: string): Pair<Node, Node | null> | null {
  for (const pair of map.items) {
    if (isScalar(pair.key) && pair.key.value === key) return pair as Pair<Node, Node | null>;
  }
  return null;
}

export function isBlockSeq(node: unknown): boolean {
  return isSeq(node) && node.flow !== true;
}

/** Offset of a node's first character. */
export function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}
