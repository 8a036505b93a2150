import { isMap, isScalar, type Node, type Pair, type YAMLMap } from 'yaml';
import type { TextEdit } from '../../src/model/source.js';
import {
  columnAt,
  commentColumn,
  lineAt,
  lineStart,
  lineText,
  nextLineStart,
} from '../../src/source/lines.js';
import { contentEnd } from './items.js';
import { CannotEdit, type Move, type PodMoves } from './moves.js';
import { startOf } from './pods.js';
import { hasSortedKeys, keyQuoteOf, pairBefore, quoteOf } from './style.js';

/** The edits inside one moving item: fields set and removed, as offsets into the document. */
export function fieldEdits(pod: PodMoves, move: Move): readonly TextEdit[] {
  const item = pod.fromSeq.items[move.index];
  if (!isMap(item)) throw new CannotEdit('the container is not a plain map');
  const lists = [String(pod.from.key), pod.toName];
  const sorted = hasSortedKeys(pod.map, lists);
  return [
    ...move.set.map(({ key, value }) => {
      if (typeof value !== 'string') throw new CannotEdit(`${key} takes a string`);
      const quote = quoteOf(pod.fromSeq) || (keyQuoteOf(item) === '"' ? '"' : '');
      const scalar = `${quote}${value}${quote}`;
      return item.flow === true
        ? setInFlow(pod, item, key, scalar, sorted)
        : setInBlock(pod, item, key, scalar, sorted);
    }),
    ...move.remove.flatMap((key) =>
      item.flow === true ? removeFromFlow(pod, item, key) : removeFromBlock(pod, item, key),
    ),
  ];
}

function setInBlock(
  pod: PodMoves,
  item: YAMLMap,
  key: string,
  scalar: string,
  sorted: boolean,
): TextEdit {
  const { lines } = pod.document;
  const index = pairBefore(item, key, sorted);
  const pair = item.items[index] as Pair<Node, Node | null>;
  const next = item.items[index + 1] as Pair<Node, Node | null> | undefined;
  const column = columnAt(lines, startOf(item.items[0]?.key as Node));
  const quote = keyQuoteOf(item);
  const field = `${' '.repeat(column)}${quote}${key}${quote}: ${scalar}`;
  const last = lineAt(lines, pairEnd(pair) - 1);
  const end = nextLineStart(lines, last);
  const nested = next !== undefined && lineAt(lines, startOf(next.key)) > last + 1;
  if (!nested || isScalar(pair.value)) {
    if (end === lines.text.length && !lines.text.endsWith('\n'))
      return insertion(end, `${lines.eol}${field}`);
    return insertion(end, `${field}${lines.eol}`);
  }
  // Behind a nested value, above the next key and the comments that belong to it.
  let line = lineAt(lines, startOf(next.key));
  while (commentColumn(lineText(lines, line - 1)) === column) line--;
  return insertion(lineStart(lines, line), `${field}${lines.eol}`);
}

function removeFromBlock(pod: PodMoves, item: YAMLMap, key: string): readonly TextEdit[] {
  const { lines } = pod.document;
  const index = item.items.findIndex((pair) => isScalar(pair.key) && pair.key.value === key);
  const pair = item.items[index] as Pair<Node, Node | null> | undefined;
  if (pair === undefined) throw new CannotEdit(`${key} is not written in the container itself`);
  if (index === 0) throw new CannotEdit(`${key} is the first key of its container`);
  const first = lineAt(lines, startOf(pair.key));
  const last = lineAt(lines, pairEnd(pair) - 1);
  return [cutLines(pod, first, last)];
}

/** Whole lines, with the right end of line where they are the last of a file without one. */
export function cutLines(pod: PodMoves, first: number, last: number): TextEdit {
  const { lines } = pod.document;
  const end = nextLineStart(lines, last);
  const start = lineStart(lines, first);
  if (end < lines.text.length || lines.text.endsWith('\n') || first === 0)
    return { start, end, text: '' };
  return { start: start - lines.eol.length, end, text: '' };
}

function setInFlow(
  pod: PodMoves,
  item: YAMLMap,
  key: string,
  scalar: string,
  sorted: boolean,
): TextEdit {
  const { lines } = pod.document;
  const pair = item.items[pairBefore(item, key, sorted)] as Pair<Node, Node | null>;
  const quote = keyQuoteOf(item);
  const field = `${quote}${key}${quote}: ${scalar}`;
  const end = pairEnd(pair);
  const keyLine = lineAt(lines, startOf(pair.key));
  const lead = lineText(lines, keyLine).slice(0, columnAt(lines, startOf(pair.key)));
  if (!/^\s*$/.test(lead)) return insertion(end, `, ${field}`);
  // One key a line: so the new one gets a line, behind the comma and comment of the one before.
  const rest = /^\s*,[ \t]*(#.*)?(?=\r?\n|$)/.exec(lines.text.slice(end));
  if (rest !== null) return insertion(end + rest[0].length, `${lines.eol}${lead}${field},`);
  return insertion(end, `,${lines.eol}${lead}${field}`);
}

function removeFromFlow(pod: PodMoves, item: YAMLMap, key: string): readonly TextEdit[] {
  const { text } = pod.document.lines;
  const index = item.items.findIndex((pair) => isScalar(pair.key) && pair.key.value === key);
  const pair = item.items[index] as Pair<Node, Node | null> | undefined;
  const previous = item.items[index - 1] as Pair<Node, Node | null> | undefined;
  if (pair === undefined || previous === undefined)
    throw new CannotEdit(`${key} cannot be taken out of its container`);
  const start = pairEnd(previous);
  const end = pairEnd(pair);
  if (text.slice(start, startOf(pair.key)).includes('#'))
    throw new CannotEdit(`a comment stands before ${key}`);
  return [{ start, end, text: '' }];
}

/** Offset behind a pair: behind its value, or its colon where there is none. */
export function pairEnd(pair: Pair<Node, Node | null>): number {
  const key = contentEnd(pair.key) ?? 0;
  const value = contentEnd(pair.value);
  return value !== null && value > key ? value : key + 1;
}

export function insertion(offset: number, text: string): TextEdit {
  return { start: offset, end: offset, text };
}
