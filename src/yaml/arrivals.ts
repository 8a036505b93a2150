import type { Node, YAMLSeq } from 'yaml';
import type { TextEdit } from '../model/source.js';
import { CannotEdit } from '../text/cannot-edit.js';
import { insertion } from '../text/edits.js';
import { insertLines } from '../text/line-edits.js';
import { isBlank, type Lines, lineText } from '../text/lines.js';
import { blockItems, contentEnd } from './items.js';
import { commaAt, type LinedItem, linedItems } from './lined.js';
import { type Move, namesOf, type PodMoves, placeOf } from './moves.js';
import { startOf } from './nodes.js';
/** What goes into a list: the text of an item, and the index that it goes before. */
export interface Arrival {
  readonly before: number | null;
  readonly text: string;
  /** Blank lines that it brings along. */
  readonly gap?: string;
  /** Whether blank lines behind it would become a part of its last scalar (`|+`). */
  readonly keeps?: boolean;
}

export function arrivals(
  pod: PodMoves,
  target: YAMLSeq,
  textOf: (move: Move) => string,
): readonly Arrival[] {
  if (pod.bare.size > 0 || pod.moves.some(({ bare }) => bare.length > 0))
    throw new CannotEdit(
      `${pod.toName} is written in brackets, and needs an item that is only a name`,
    );
  const places = namesOf(target);
  return pod.moves.map((move) => ({
    before: move.before === null ? null : placeOf(places, move.before),
    text: textOf(move),
  }));
}

/** Where the items of a list with dashes begin. */
export function dashColumn(lines: Lines, seq: YAMLSeq): number {
  return blockItems(lines, seq)[0]?.dashColumn ?? 0;
}

/** Whole lines, with their dashes where those of the list are, into a list with dashes. */
export function intoDashes(
  lines: Lines,
  seq: YAMLSeq,
  arriving: readonly Arrival[],
): readonly TextEdit[] {
  const items = blockItems(lines, seq);
  const [, second] = items;
  const last = items.at(-1);
  // What stands above: a blank line behind `|+` would be its content.
  let keeps = last?.keeps === true;
  const isSpaced = second !== undefined && !keeps && isBlank(lineText(lines, second.firstLine - 1));
  const end = lineBehind(lines, (last?.lastLine ?? 0) + 1, arriving.at(-1)?.keeps === true);
  return arriving.map(({ before, text, gap = '', keeps: own = false }) => {
    const next = before === null ? undefined : items[before];
    const blank = gap || (isSpaced ? lines.eol : '');
    if (next !== undefined) return insertLines(lines, next.firstLine, text + (own ? '' : blank));
    const whole = (keeps ? '' : blank) + text;
    keeps = own;
    return insertLines(lines, end, whole);
  });
}

/** A line to insert at; blank lines below must not become content of a `|+` at the end of what comes. */
export function lineBehind(lines: Lines, line: number, keeps: boolean): number {
  let free = line;
  while (keeps && free + 1 < lines.starts.length && isBlank(lineText(lines, free))) free++;
  return free;
}

/** Items in braces into a list in brackets: on its line, or each on a line of its own as the others. */
export function intoBrackets(
  lines: Lines,
  target: YAMLSeq,
  arriving: readonly Arrival[],
): readonly TextEdit[] {
  const lined = linedItems(lines, target);
  if (lined !== null) return intoLines(lines, lined, arriving);
  const items = target.items as Node[];
  return arriving.map(({ before, text }) => {
    const next = before === null ? undefined : items[before];
    return next === undefined
      ? insertion(contentEnd(items.at(-1)) ?? 0, `, ${text}`)
      : insertion(startOf(next), `${text}, `);
  });
}

/** Texts of lines (or of less than one) into a list whose items have lines of their own. */
export function intoLines(
  lines: Lines,
  items: readonly LinedItem[],
  arriving: readonly Arrival[],
): readonly TextEdit[] {
  const last = items.at(-1);
  if (last === undefined) return [];
  const ends = arriving.filter(({ before }) => before === null);
  const come = arriving.map((each) => {
    const next = each.before === null ? undefined : items[each.before];
    const text = withComma(each.text, each === ends.at(-1) && last.comma === null);
    const pad = ' '.repeat((next ?? last).column);
    const whole = each.text.endsWith('\n') ? text : `${pad}${text}${lines.eol}`;
    return insertLines(lines, next?.firstLine ?? last.lastLine + 1, whole);
  });
  return [...(ends.length > 0 ? commaAt(last) : []), ...come];
}

/** A comma behind the closing brace of an item; a comment may follow it. */
export function withComma(text: string, isBare: boolean): string {
  if (isBare) return text;
  const end = text.lastIndexOf('}');
  const comment = /\}\s{0,200}#/.exec(text.slice(text.trimEnd().lastIndexOf('\n') + 1));
  const at = comment === null ? end : text.trimEnd().lastIndexOf('\n') + 1 + comment.index;
  return `${text.slice(0, at + 1)},${text.slice(at + 1)}`;
}
