import { isMap, type Node, type YAMLSeq } from 'yaml';
import type { TextEdit } from '../model/source.js';
import { CannotEdit } from '../text/cannot-edit.js';
import { editedPart, insertion } from '../text/edits.js';
import { insertLines } from '../text/line-edits.js';
import { isBlank, type Lines, lineAt, lineStart, lineText, nextLineStart } from '../text/lines.js';
import { fieldEdits } from './field.js';
import { type BlockItem, contentEnd } from './items.js';
import { commaAt, dashedAsItIs, type LinedItem, linedItems } from './lined.js';
import { type Move, namesOf, type PodMoves, placeOf } from './moves.js';
import { startOf } from './nodes.js';
import { reindent } from './reindent.js';

/** What goes into a list: the text of each item that moves, and the index that it goes before. */
export interface Arrival {
  readonly before: number | null;
  readonly text: string;
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

/** The item that moves as `{…}` on one line without a comment of its own, or null. */
export function bracesOf(pod: PodMoves, move: Move, item: BlockItem | null): string | null {
  const { lines } = pod.document;
  const node = pod.fromSeq.items[move.index] as Node;
  const [start, end] = [startOf(node), contentEnd(node) ?? 0];
  const line = lineAt(lines, start);
  const behind = lineText(lines, line).slice(end - lineStart(lines, line));
  const isPlain = item === null || (item.firstLine === line && item.lastLine === line);
  if (!isMap(node) || node.flow !== true || lineAt(lines, end) !== line) return null;
  if (!isPlain || (item !== null && behind.includes('#'))) return null;
  const text = editedPart(lines.text, { start, end }, fieldEdits(pod, move));
  return text.includes('\n') ? null : text;
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

/** A list in brackets as one with dashes, with what arrives among its items. */
export function unfolded(
  pod: PodMoves,
  target: YAMLSeq,
  dash: number,
  arriving: readonly Arrival[],
): readonly TextEdit[] {
  const { lines } = pod.document;
  if (target.anchor !== undefined || target.tag !== undefined)
    throw new CannotEdit(`${pod.toName} has an anchor or a tag`);
  const items = linedItems(lines, target);
  const own =
    items === null
      ? lineDashes(pod, target, dash)
      : items.map((item) => dashedAsItIs(lines, item, dash));
  const at = (index: number | null): readonly string[] =>
    arriving.flatMap(({ before, text }) => (before === index ? text : []));
  const texts = [...own.flatMap((text, i) => [...at(i), text]), ...at(null)].join('');
  const [start, end] = [startOf(target), target.range?.[1] ?? 0];
  const colon = lines.text.lastIndexOf(':', start) + 1;
  const openLine = lineAt(lines, start);
  if (items === null)
    return [{ start: colon, end, text: '' }, insertLines(lines, openLine + 1, texts)];
  const closeLine = lineAt(lines, end - 1);
  const behind = lines.text.slice(end, nextLineStart(lines, closeLine));
  if (!isBlank(behind))
    throw new CannotEdit(`something comes after the closing bracket of ${pod.toName}`);
  const tail = lines.text.slice(
    nextLineStart(lines, items.at(-1)?.lastLine ?? 0),
    lineStart(lines, closeLine),
  );
  return [
    { start: colon, end: start + 1, text: '' },
    {
      start: nextLineStart(lines, openLine),
      end: nextLineStart(lines, closeLine),
      text: texts + reindent(tail, dash - (items[0]?.column ?? 0)),
    },
  ];
}

function lineDashes({ document, toName }: PodMoves, target: YAMLSeq, dash: number): string[] {
  const { lines } = document;
  const [start, end] = [startOf(target), target.range?.[1] ?? 0];
  const inside = lines.text.slice(start, end);
  const isOneLine = lineAt(lines, start) === lineAt(lines, end - 1);
  if (!isOneLine || inside.includes('#'))
    throw new CannotEdit(`${toName} is written in brackets over several lines`);
  return (target.items as Node[]).map((item) => {
    const from = startOf(item);
    const { anchor, tag } = item as { anchor?: string; tag?: string };
    if (anchor !== undefined || (tag !== undefined && tag !== ''))
      throw new CannotEdit(`an item of ${toName} has an anchor or a tag`);
    return `${' '.repeat(dash)}- ${lines.text.slice(from, contentEnd(item) ?? from)}${lines.eol}`;
  });
}
