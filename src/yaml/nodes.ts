import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type { Path } from '../model/value.js';
import type { YamlDocument } from './document.js';

/** A key as it is written, with its value; null where nothing stands behind the colon. */
export type Entry = Pair<Node, Node | null>;

/** The map at a path, or null where the path leads through an alias or a merge. */
export function mapNodeAt({ tree }: Pick<YamlDocument, 'tree'>, path: Path): YAMLMap | null {
  const node = path.length === 0 ? tree.contents : tree.getIn(path, true);
  return isMap(node) ? node : null;
}

/** The pair of a key as it is written in a map, or null. */
export function pairOf(map: YAMLMap, key: string): Entry | null {
  for (const pair of map.items)
    if (isScalar(pair.key) && pair.key.value === key) return pair as Entry;
  return null;
}

/** What a key or a name says; empty for what is no plain scalar. */
export function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}

export function isBlockSeq(node: unknown): boolean {
  return isSeq(node) && node.flow !== true;
}

/** Offset of a node's first character. */
export function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

/** Offset behind a node's last character. */
export function endOf(node: Node | null | undefined): number {
  return node?.range?.[1] ?? 0;
}

/** Offset of the deepest key or item that is written on a path; what merge keys bring in stands elsewhere. */
export function offsetAt(tree: Document, path: Path): number | null {
  for (let length = path.length; length > 0; length--) {
    const above: unknown = tree.getIn(path.slice(0, length - 1), true);
    const key = isMap(above) ? pairOf(above, String(path[length - 1]))?.key : undefined;
    const node: unknown = key ?? tree.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return null;
}
