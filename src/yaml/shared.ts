import { isAlias, isCollection, isNode, isScalar, type Node, visit } from 'yaml';
import { type Lines, lineAt } from '../text/lines.js';
import type { YamlDocument } from './document.js';
import { startOf } from './nodes.js';

/** An anchor or an alias, by the offset of what carries it. */
export interface Mark {
  readonly name: string;
  readonly offset: number;
}

/** What an alias borrows from: the anchor of its name that was last above it. */
export interface Shared {
  readonly anchor: Mark;
  readonly alias: Mark;
}

interface Index {
  /** The first of each anchor, by the offset of what carries it. */
  readonly byAnchor: ReadonlyMap<number, Shared>;
  readonly byAlias: ReadonlyMap<number, Shared>;
}

const INDEXES = new WeakMap<YamlDocument, Index>();

function indexOf(document: YamlDocument): Index {
  const known = INDEXES.get(document);
  if (known !== undefined) return known;
  const pairs = pairsIn(document.tree.contents);
  const index = {
    byAnchor: new Map([...pairs].reverse().map((pair) => [pair.anchor.offset, pair])),
    byAlias: new Map(pairs.map((pair) => [pair.alias.offset, pair])),
  };
  INDEXES.set(document, index);
  return index;
}

/** The aliases that stand in a node, with their anchors. */
export function sharedIn(document: YamlDocument, node: Node): readonly Shared[] {
  const found: Shared[] = [];
  visit(node, {
    Alias(_, alias) {
      const pair = sharedBy(document, alias);
      if (pair !== null) found.push(pair);
    },
  });
  return found;
}

/** An alias with its anchor, or an anchored node with its first alias; null where nothing is shared. */
export function sharedBy(document: YamlDocument, node: Node): Shared | null {
  const { byAlias, byAnchor } = indexOf(document);
  if (isAlias(node)) return byAlias.get(startOf(node)) ?? null;
  return 'anchor' in node && node.anchor !== undefined
    ? (byAnchor.get(startOf(node)) ?? null)
    : null;
}

function pairsIn(root: Node | null): readonly Shared[] {
  const pairs: Shared[] = [];
  const anchors = new Map<string, Mark>();
  if (root === null) return pairs;
  visit(root, (_, node) => {
    if (!isNode(node)) return;
    const offset = startOf(node);
    if (isAlias(node)) {
      const anchor = anchors.get(node.source);
      if (anchor !== undefined) pairs.push({ anchor, alias: { name: node.source, offset } });
    } else if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined)
      anchors.set(node.anchor, { name: node.anchor, offset });
  });
  return pairs;
}

/** The lines of a file, and where in it a document begins. */
export interface Within {
  readonly lines: Lines;
  readonly base: number;
}

/** `&env on line 12 and *env on line 20`, by the lines of the file. */
export function inWords({ lines, base }: Within, { anchor, alias }: Shared): string {
  const line = ({ offset }: Mark): number => lineAt(lines, base + offset) + 1;
  return `&${anchor.name} on line ${line(anchor)} and *${alias.name} on line ${line(alias)}`;
}
