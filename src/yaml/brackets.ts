import { isMap, type Node, type YAMLSeq } from 'yaml';
import type { TextEdit } from '../model/source.js';
import { CannotEdit } from '../text/cannot-edit.js';
import { editedPart } from '../text/edits.js';
import { insertLines } from '../text/line-edits.js';
import { isBlank, lineAt, lineStart, lineText, nextLineStart } from '../text/lines.js';
import type { Arrival } from './arrivals.js';
import { fieldEdits } from './field.js';
import { type BlockItem, contentEnd } from './items.js';
import { dashedAsItIs, linedItems } from './lined.js';
import type { Move, PodMoves } from './moves.js';
import { startOf } from './nodes.js';
import { reindent } from './reindent.js';

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
