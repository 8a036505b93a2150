import { isAlias, isMap, isNode, isScalar, isSeq, type Node, visit } from 'yaml';
import { columnAt, lineAt, linesOf } from '../text/lines.js';
import { lastLine } from './items.js';
import { startOf } from './nodes.js';
import { treeOf } from './read.js';
import { reindent } from './reindent.js';

/** An alias that stands before its anchor, and the lines of both, from 1. */
export interface Crossed {
  readonly anchor: string;
  readonly alias: number;
  readonly definition: number;
}

/** What is set under one key is short; longer ones are containers, which stay where they are. */
const LONGEST = 30;
const MOST = 20;

/**
 * The text with definitions where their first aliases are, and aliases where they were: what a person
 * does when a container goes above what it borrows from. The names that could not change places are
 * left to whoever reads the text again.
 */
export function swapped(text: string): string {
  let now = text;
  for (let round = 0; round < MOST; round++) {
    const next = swapOne(now);
    if (next === null) return now;
    now = next;
  }
  return now;
}

/** The first alias without an anchor above it; null where each has one. */
export function crossedIn(text: string): Crossed | null {
  const found = firstCrossed(text);
  if (found === null) return null;
  const lines = linesOf(text);
  const line = (node: Node): number => lineAt(lines, startOf(node)) + 1;
  return { anchor: found.anchor, alias: line(found.alias), definition: line(found.definition) };
}

interface Pairs {
  readonly anchor: string;
  readonly alias: Node;
  readonly definition: Node;
  /** Offsets of what the two hang on: a key, or the dash of an item. */
  readonly aliasBase: number;
  readonly definitionBase: number;
}

function firstCrossed(text: string): Pairs | null {
  const tree = treeOf(text, { merge: true });
  const seen = new Set<string>();
  const open = new Map<string, { readonly alias: Node; readonly base: number }>();
  let found: Pairs | null = null;
  const look = (value: unknown, base: number): symbol | undefined => {
    if (isAlias(value) && !seen.has(value.source) && !open.has(value.source))
      open.set(value.source, { alias: value, base });
    const anchor = isNode(value) && !isAlias(value) ? value.anchor : undefined;
    if (!isNode(value) || anchor === undefined) return undefined;
    seen.add(anchor);
    const first = open.get(anchor);
    if (first === undefined) return undefined;
    const { alias, base: aliasBase } = first;
    found = { anchor, alias, definition: value, aliasBase, definitionBase: base };
    return visit.BREAK;
  };
  visit(tree, {
    Pair: (_, { key, value }) => (isNode(key) ? look(value, startOf(key)) : undefined),
    Node: (_, node, above) => {
      if (!isSeq(above.at(-1)) || !isNode(node)) return undefined;
      return look(node, dashOf(text, node));
    },
  });
  return found;
}

/** Offset of the dash, or of what else stands in front of an item on its line. */
function dashOf(text: string, node: Node): number {
  const anchor = isAlias(node) || !('anchor' in node) ? undefined : node.anchor;
  const start = startOf(node);
  const own = anchor === undefined ? start : text.lastIndexOf(`&${anchor}`, start);
  return Math.max(0, own - 2);
}

/** One definition and its first alias changed for each other; null where there is nothing to change. */
function swapOne(text: string): string | null {
  const pair = firstCrossed(text);
  if (pair === null) return null;
  const { anchor, alias, aliasBase, definition, definitionBase } = pair;
  const lines = linesOf(text);
  if (
    isMap(definition) &&
    definition.items.some(({ key }) => isScalar(key) && key.value === 'image')
  )
    return null;
  const start = text.indexOf(`&${anchor}`, definitionBase);
  const last = lastLine(lines, definition, startOf(definition));
  const first = lineAt(lines, start);
  if (start < 0 || first !== lineAt(lines, definitionBase) || last - first > LONGEST) return null;
  const isBlock = (isMap(definition) || isSeq(definition)) && definition.flow !== true;
  const end = isBlock ? (lines.starts[last + 1] ?? text.length) : (definition.range?.[1] ?? start);
  const whole = text.slice(start, end).trimEnd();
  const shift = columnAt(lines, aliasBase) - columnAt(lines, definitionBase);
  const [head = '', ...rest] = whole.split(lines.eol);
  const from = startOf(alias);
  const to = alias.range?.[1] ?? from;
  // What stands behind the alias, a comment, stays on its line.
  const lineEnd = rest.length === 0 ? to : endOfLine(text, to);
  const behind = text.slice(to, lineEnd);
  const body =
    rest.length === 0
      ? head
      : `${head}${behind}${lines.eol}${reindent(rest.join(lines.eol), shift)}`;
  return (
    text.slice(0, from) +
    body +
    text.slice(lineEnd, start) +
    `*${anchor}` +
    text.slice(start + whole.length)
  );
}

function endOfLine(text: string, offset: number): number {
  const found = /\r?\n|$/.exec(text.slice(offset));
  return offset + (found?.index ?? 0);
}
