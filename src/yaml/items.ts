import {
  type CST,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { columnAt, commentColumn, isBlank, type Lines, lineAt, lineText } from '../text/lines.js';

/** One item of a block sequence, and the lines that are its own. */
export interface BlockItem {
  readonly node: Node;
  readonly dashLine: number;
  readonly dashColumn: number;
  /** Column of its keys: what stands at or beyond it belongs to this item. */
  readonly keyColumn: number;
  /** Last line with content. */
  readonly contentLine: number;
  /** Blank lines behind it would become a part of its last scalar (`|+`). */
  readonly keeps: boolean;
  /** With the comments directly above the dash. */
  readonly firstLine: number;
  /** With the comments below that stand at the keys' column or beyond it. */
  readonly lastLine: number;
}

/**
 * The items of a block sequence with their comments, owned by lines and columns: in the composed
 * tree the comment above an item hangs on the item before it.
 */
export function blockItems(lines: Lines, seq: YAMLSeq): readonly BlockItem[] {
  const token = seq.srcToken as CST.BlockSequence | undefined;
  const bare = seq.items.map((item, i) => {
    const node = item as Node;
    const dash = token?.items[i]?.start.find((part) => part.type === 'seq-item-ind')?.offset ?? 0;
    const key = firstKeyStart(node);
    const dashColumn = columnAt(lines, dash);
    return {
      node,
      dashLine: lineAt(lines, dash),
      dashColumn,
      keyColumn: key === null ? dashColumn + 2 : columnAt(lines, key),
      contentLine: lastLine(lines, node, dash),
      keeps: keepsBlankLines(node),
    };
  });
  const deep = bare[0] === undefined ? null : deepColumn(lines, bare[0]);
  const firsts = bare.map((item, i) => leadingLine(lines, item, bare[i - 1] ?? null, deep));
  return bare.map((item, i) => ({
    ...item,
    firstLine: firsts[i] ?? item.dashLine,
    lastLine: tailLine(lines, item, firsts[i + 1] ?? lines.starts.length),
  }));
}

type Bare = Omit<BlockItem, 'firstLine' | 'lastLine'>;

/**
 * The column of comments that speak of the item below although they stand deeper than its dash, or
 * null: the first of them stands before any item, and can speak of no other.
 */
function deepColumn(lines: Lines, first: Bare): number | null {
  const column = commentColumn(lineText(lines, first.dashLine - 1));
  return column !== null && column > first.dashColumn ? column : null;
}

function leadingLine(lines: Lines, item: Bare, previous: Bare | null, deep: number | null): number {
  const limit = previous?.keyColumn ?? item.keyColumn;
  let line = item.dashLine;
  while (line - 1 > (previous?.contentLine ?? -1)) {
    const text = lineText(lines, line - 1);
    const column = commentColumn(text);
    if (column === null || isEndMark(text)) break;
    const isAbove = deep === null ? column >= limit : column > Math.max(deep, limit);
    if (isAbove && previous !== null) break;
    line--;
  }
  return line;
}

function tailLine(lines: Lines, item: Bare, end: number): number {
  let last = item.contentLine;
  for (let line = last + 1; line < end; line++) {
    const text = lineText(lines, line);
    const column = commentColumn(text);
    if (column !== null && column >= item.keyColumn) last = line;
    else if (column !== null) {
      const mark = endMarkFrom(lines, line, end, item.dashColumn);
      if (mark === null) break;
      last = mark;
      line = mark;
    } else if (!isBlank(text)) break;
  }
  return last;
}

/** The line of an end mark with nothing but comments of a list's depth above it, or null. */
function endMarkFrom(lines: Lines, from: number, end: number, column: number): number | null {
  for (let line = from; line < end; line++) {
    const text = lineText(lines, line);
    if ((commentColumn(text) ?? -1) < column) return null;
    if (isEndMark(text)) return line;
  }
  return null;
}

/** `/end`, `[END x]`, `end of x`, `<<<`: a comment that closes what stands above it. */
const END_MARK =
  /^\s*#+\s{0,9}(?:\/end|\[\s{0,9}\/?end|<{3}|<\/\w{1,60}|\}{3}|(?:#|\/\/)?\s?end-?region|[-=*~_<]{0,40}\s{0,9}end\s{1,9}of|[-=*~_]{2,40}\s{0,9}end|end\s{0,9}(?:[:.-]|$))(?!\w)/i;
/** Generators shout: `END ANSIBLE MANAGED BLOCK`, where `end users` is a sentence. */
const SHOUTED = /^\s*#+\s{0,9}END(?!\w)/;

export function isEndMark(line: string): boolean {
  return END_MARK.test(line) || SHOUTED.test(line);
}

function firstKeyStart(node: Node): number | null {
  if (!isMap(node) || node.flow === true) return null;
  const pair = node.items[0];
  return pair !== undefined && (isScalar(pair.key) || isAlias(pair.key)) ? keyStart(pair) : null;
}

/** Offset of a key with its tag and anchor: kyaml writes `!!merge <<`. */
export function keyStart(pair: Pair): number {
  const token = pair.srcToken as CST.BlockMap['items'][number] | undefined;
  const props = token?.start.find(({ type }) => type === 'tag' || type === 'anchor');
  return props?.offset ?? (isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0);
}

/** The last line that a node has content on; comments and blank lines behind it are none of it. */
export function lastLine(lines: Lines, node: Node, start: number): number {
  let end = contentEnd(node) ?? start + 1;
  // Under `|+` and `>+` the blank lines behind the text are a part of it.
  if (!keepsBlankLines(node)) while (end > start + 1 && /\s/.test(lines.text[end - 1] ?? '')) end--;
  return lineAt(lines, Math.max(start, end - 1));
}

function keepsBlankLines(node: unknown): boolean {
  if (isScalar(node)) {
    const token = node.srcToken;
    const header =
      token?.type === 'block-scalar'
        ? token.props.find((prop) => prop.type === 'block-scalar-header')
        : undefined;
    return header !== undefined && 'source' in header && header.source.includes('+');
  }
  if (isSeq(node)) return keepsBlankLines(node.items.at(-1));
  return isMap(node) && keepsBlankLines(node.items.at(-1)?.value);
}

/** Offset behind the last character of content, by the last leaf: ranges of maps run further. */
export function contentEnd(node: unknown): number | null {
  if (isScalar(node) || isAlias(node)) return node.range?.[1] ?? null;
  if ((isMap(node) || isSeq(node)) && node.flow === true) return node.range?.[1] ?? null;
  if (isSeq(node)) {
    const last = node.items.at(-1);
    return contentEnd(last) ?? node.range?.[1] ?? null;
  }
  if (isMap(node)) return lastPairEnd(node) ?? node.range?.[1] ?? null;
  return null;
}

function lastPairEnd(map: YAMLMap): number | null {
  const pair = map.items.at(-1);
  return pair === undefined ? null : pairEnd(pair as Pair<Node, Node | null>);
}

/** Offset behind a pair: behind its value, or its colon where there is none. */
export function pairEnd(pair: Pair<Node, Node | null>): number {
  const key = contentEnd(pair.key) ?? 0;
  const value = contentEnd(pair.value);
  return value !== null && value > key ? value : key + 1;
}
