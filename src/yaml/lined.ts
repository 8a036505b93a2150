import type { Node, YAMLSeq } from 'yaml';
import type { TextEdit } from '../model/source.js';
import { CannotEdit } from '../text/cannot-edit.js';
import { insertion } from '../text/edits.js';
import { cutLines, editedLines, type LineRange } from '../text/line-edits.js';
import { columnAt, isBlank, type Lines, lineAt, lineStart, lineText } from '../text/lines.js';
import { fieldEdits } from './field.js';
import { contentEnd } from './items.js';
import type { Move, PodMoves } from './moves.js';
import { startOf } from './nodes.js';
import { reindent } from './reindent.js';

/** An item of a list in brackets that has its lines for itself. */
export interface LinedItem {
  readonly node: Node;
  /** With the comments above it. */
  readonly firstLine: number;
  readonly lastLine: number;
  readonly column: number;
  /** Offset of the comma behind it, or null. */
  readonly comma: number | null;
}

/** The items of a list in brackets with their comments, where each has lines of its own; else null. */
export function linedItems(lines: Lines, seq: YAMLSeq): readonly LinedItem[] | null {
  const open = lineAt(lines, startOf(seq));
  const close = lineAt(lines, (seq.range?.[1] ?? 1) - 1);
  const found: LinedItem[] = [];
  let above = open;
  for (const item of seq.items) {
    const node = item as Node;
    const [start, end] = [startOf(node), contentEnd(node) ?? 0];
    const [first, last] = [lineAt(lines, start), lineAt(lines, Math.max(start, end - 1))];
    const column = columnAt(lines, start);
    const behind = /^\s{0,200}(,)?\s{0,200}(?:#.*)?$/.exec(
      lineText(lines, last).slice(end - lineStart(lines, last)),
    );
    const isAlone = isBlank(lineText(lines, first).slice(0, column)) && behind !== null;
    if (first <= above || last >= close || !isAlone) return null;
    for (let line = above + 1; line < first; line++)
      if (!/^\s*(?:#.*)?$/.test(lineText(lines, line))) return null;
    const comma = behind[1] === undefined ? null : lines.text.indexOf(',', end);
    found.push({ node, firstLine: above + 1, lastLine: last, column, comma });
    above = last;
  }
  const isClosed = /^\s*\]/.test(lineText(lines, close));
  for (let line = above + 1; line < close; line++)
    if (!/^\s*(?:#.*)?$/.test(lineText(lines, line))) return null;
  return isClosed && found.length > 0 ? found : null;
}

/** The lines of an item that moves, without its comma, at a column of the list that it goes to. */
export function linedText(
  pod: PodMoves,
  items: readonly LinedItem[],
  move: Move,
  column: number,
): string {
  const item = items[move.index];
  if (item === undefined) throw new CannotEdit('the item is gone');
  return reindent(bareLines(pod, item, move), column - item.column);
}

function bareLines(pod: PodMoves, item: LinedItem, move: Move): string {
  if (move.bare.length > 0)
    throw new CannotEdit('an item that is only a name would have to come into a list in brackets');
  const { lines } = pod.document;
  return editedLines(lines, linesOf(item), [...fieldEdits(pod, move), ...withoutComma(item)]);
}

/** The same as an item with a dash. */
export function dashed(pod: PodMoves, item: LinedItem, move: Move, dash: number): string {
  return withDash(pod.document.lines, item, bareLines(pod, item, move), dash);
}

/** The lines of an item that stays, without its comma, as an item with a dash. */
export function dashedAsItIs(lines: Lines, item: LinedItem, dash: number): string {
  return withDash(lines, item, editedLines(lines, linesOf(item), withoutComma(item)), dash);
}

function linesOf({ firstLine: first, lastLine: last }: LinedItem): LineRange {
  return { first, last };
}

function withoutComma({ comma }: LinedItem): readonly TextEdit[] {
  return comma === null ? [] : [{ start: comma, end: comma + 1, text: '' }];
}

function withDash(lines: Lines, item: LinedItem, text: string, dash: number): string {
  const lead = lineAt(lines, startOf(item.node)) - item.firstLine;
  return text
    .split(/(?<=\n)/)
    .map((line, i) => {
      if (i < lead) return reindent(line, dash - item.column);
      if (i > lead) return reindent(line, dash + 2 - item.column);
      return `${' '.repeat(dash)}- ${line.slice(item.column)}`;
    })
    .join('');
}

/** A comma behind an item of a text that has none, in front of a comment at its end. */
export function commaAt(item: LinedItem): readonly TextEdit[] {
  return item.comma === null ? [insertion(contentEnd(item.node) ?? 0, ',')] : [];
}

/** Cuts of the items that move, and of the comma of what is last then, if the list had none there. */
export function linedCuts(pod: PodMoves, items: readonly LinedItem[]): readonly TextEdit[] {
  const { lines } = pod.document;
  const moving = new Set(pod.moves.map(({ index }) => index));
  const cuts = [...moving].map((index): TextEdit => {
    const item = items[index];
    if (item === undefined) throw new CannotEdit('the item is gone');
    return cutLines(lines, linesOf(item));
  });
  const last = items.findLast((_, i) => !moving.has(i));
  const isNewLast = last !== undefined && last !== items.at(-1);
  return isNewLast && items.at(-1)?.comma === null ? [...cuts, ...withoutComma(last)] : cuts;
}
