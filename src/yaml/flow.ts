import { isMap, isSeq, type Node, type YAMLSeq } from 'yaml';
import type { TextEdit } from '../model/source.js';
import { CannotEdit } from '../text/cannot-edit.js';
import { editedPart, insertion } from '../text/edits.js';
import { columnAt, isBlank, lineAt, lineStart, lineText } from '../text/lines.js';
import {
  type Arrival,
  arrivals,
  dashColumn,
  intoDashes,
  intoLines,
  withComma,
} from './arrivals.js';
import { fieldEdits } from './field.js';
import { removals } from './inner.js';
import { hasOwnLine, keyNamed, renameKey } from './key.js';
import { dashed, type LinedItem, linedCuts, linedItems, linedText } from './lined.js';
import { type Cluster, cluster, indexOf, isEmptyList, type Move, type PodMoves } from './moves.js';
import { endOf, nameOf, startOf } from './nodes.js';
import { reindent } from './reindent.js';
import { keyQuoteOf, quoteOf } from './style.js';

/** The edits for a pod whose containers are written `[ … ]`: JSON, KYAML, flow style. */
export function flowEdits(pod: PodMoves): readonly TextEdit[] {
  const isWhole = pod.moves.length === pod.fromSeq.items.length;
  if (isWhole && pod.keepsKey)
    throw new CannotEdit('the list is written in brackets, and its key has to stay');
  if (isWhole && (pod.to !== null || cluster(pod) === null))
    throw new CannotEdit(`${String(pod.from.key)} would be left empty in flow style`);
  const { lines } = pod.document;
  const lined = linedItems(lines, pod.fromSeq);
  const target = pod.to?.value ?? null;
  if (isSeq(target) && target.flow !== true && target.items.length > 0) {
    const cut = lined === null ? cuts(pod) : linedCuts(pod, lined);
    return [...cut, ...toDashes(pod, lined, target)];
  }
  const commented = lined !== null && hasCommentsOutside(lines.text, pod.fromSeq) ? lined : null;
  const where = pod.to === null ? cluster(pod) : null;
  if (where === 'all' || (where !== null && commented === null)) return split(pod, where);
  const cut = commented === null ? cuts(pod) : linedCuts(pod, commented);
  if (pod.to !== null && !isEmptyList(pod.to))
    return [...cut, ...intoList(pod, pod.to.value, commented)];
  const body = commented === null ? listBody(pod) : linedBody(pod, commented);
  if (pod.to === null) {
    const key = keyNamed(lines, pod.from.key, pod.toName);
    return [...cut, insertion(endOf(pod.fromSeq), `${separator(pod)}${key}: ${body}`)];
  }
  if (target === null) throw new CannotEdit(`the empty ${pod.toName} has no value to fill`);
  return [...cut, { start: startOf(target), end: endOf(target), text: body }];
}

/** Items with lines and comments of their own, as a list with brackets around them. */
function linedBody(pod: PodMoves, items: readonly LinedItem[]): string {
  const isBare = items.at(-1)?.comma === null;
  const own = pod.moves.map((move, i) =>
    withComma(linedText(pod, items, move, columnIn(items)), isBare && i === pod.moves.length - 1),
  );
  return `[${pod.document.lines.eol}${own.join('')}${closingLead(pod)}]`;
}

/** The same into a list that is there, or on one line so far. */
function intoLined(
  pod: PodMoves,
  items: readonly LinedItem[],
  target: YAMLSeq,
): readonly TextEdit[] {
  const { lines } = pod.document;
  const others = linedItems(lines, target);
  const column = columnIn(others ?? items);
  const come = arrivals(pod, target, (move) => linedText(pod, items, move, column));
  return others === null ? [spreadOut(pod, items, target, come)] : intoLines(lines, others, come);
}

function columnIn([first]: readonly LinedItem[]): number {
  return first?.column ?? 0;
}

/** A list on one line as the containers are written, with what arrives. */
function spreadOut(
  pod: PodMoves,
  items: readonly LinedItem[],
  target: YAMLSeq,
  arriving: readonly Arrival[],
): TextEdit {
  const { lines } = pod.document;
  const [start, end] = [startOf(target), endOf(target)];
  const inside = lines.text.slice(start, end);
  if (inside.includes('#') || inside.includes('\n'))
    throw new CannotEdit(`${pod.toName} is written in brackets in another way than the containers`);
  const pad = ' '.repeat(columnIn(items));
  const at = (index: number | null): readonly string[] =>
    arriving.flatMap(({ before, text }) => (before === index ? withComma(text, false) : []));
  const own = (target.items as Node[]).flatMap((item, i) => [
    ...at(i),
    `${pad}${lines.text.slice(startOf(item), endOf(item))},${lines.eol}`,
  ]);
  const text = `[${lines.eol}${[...own, ...at(null)].join('')}${closingLead(pod)}]`;
  return { start, end, text };
}

/** The white space in front of the closing bracket of the containers. */
function closingLead(pod: PodMoves): string {
  const { lines } = pod.document;
  const close = endOf(pod.fromSeq) - 1;
  const line = lineAt(lines, close);
  return lines.text.slice(lineStart(lines, line), close);
}

/** Items in braces into a list with dashes. */
function toDashes(
  pod: PodMoves,
  items: readonly LinedItem[] | null,
  target: YAMLSeq,
): readonly TextEdit[] {
  const { lines } = pod.document;
  const dash = dashColumn(lines, target);
  const arriving = arrivals(pod, target, (move) => {
    const item = items?.[move.index];
    if (item !== undefined) return dashed(pod, item, move, dash);
    const [first = '', ...rest] = itemText(pod, move).split(/(?<=\n)/);
    const closing = /^ */.exec(rest.at(-1) ?? '')?.[0].length ?? 0;
    const lead = `${' '.repeat(dash)}- `;
    return lead + first + reindent(rest.join(''), dash + 2 - closing) + lines.eol;
  });
  return intoDashes(lines, target, arriving);
}

/** Whether a list in brackets has comments that stand in none of its items. */
function hasCommentsOutside(text: string, seq: YAMLSeq): boolean {
  let from = startOf(seq);
  const gaps = seq.items.map((item) => {
    const gap = text.slice(from, startOf(item as Node));
    from = endOf(item as Node);
    return gap;
  });
  return [...gaps, text.slice(from, endOf(seq))].some((gap) => gap.includes('#'));
}

/** The comma between the two groups becomes the end of one list and the start of the other. */
function split(pod: PodMoves, where: Cluster): readonly TextEdit[] {
  const { lines } = pod.document;
  const { text } = lines;
  if (where === 'all') return whole(pod);
  const items = pod.fromSeq.items as Node[];
  const border = where === 'tail' ? (pod.moves[0]?.index ?? 0) : pod.moves.length;
  const comma = commaBehind(pod, items[border - 1]);
  const { key } = pod.from;
  const name = keyNamed(lines, key, where === 'tail' ? pod.toName : nameOf(key));
  const gap = /^[ \t]*/.exec(text.slice(comma + 1))?.[0] ?? '';
  const ownLine = /^[ \t]*\r?\n/.test(text.slice(comma + 1));
  const between: TextEdit = {
    start: comma,
    end: comma + 1 + (ownLine ? 0 : gap.length),
    text: `${closing(pod, ownLine)}]${separator(pod)}${name}: [`,
  };
  const edits = [...pod.moves.flatMap((move) => fieldEdits(pod, move)), between];
  if (where === 'tail') return edits;
  return [...edits, renameKey(lines, key, pod.toName)];
}

/** Every item moves: the key gets the other name, and the list stays where it is. */
function whole(pod: PodMoves): readonly TextEdit[] {
  return [
    renameKey(pod.document.lines, pod.from.key, pod.toName),
    ...pod.moves.flatMap((move) => {
      const item = pod.fromSeq.items[move.index] as Node;
      return [insertion(startOf(item), bareItems(pod, move.bare)), ...fieldEdits(pod, move)];
    }),
  ];
}

/** Items with nothing but their names, each with the comma and the gap behind it. */
function bareItems(pod: PodMoves, names: readonly string[]): string {
  const [first] = pod.fromSeq.items;
  const key = isMap(first) ? keyQuoteOf(first) : '';
  const quote = quoteOf(pod.fromSeq) || (key === '"' ? '"' : '');
  const gap = `,${gapOf(pod, pod.fromSeq)}`;
  return names.map((name) => `{${key}name${key}: ${quote}${name}${quote}}${gap}`).join('');
}

/** What stands before a closing bracket: its own line where the list's items have theirs. */
function closing(pod: PodMoves, ownLine: boolean): string {
  return ownLine ? `${pod.document.lines.eol}${keyIndent(pod)}` : '';
}

/** Between one key's value and the next key: `, `, or a line of its own. */
function separator(pod: PodMoves): string {
  const { lines } = pod.document;
  const comma = pod.map.flow === true ? ',' : '';
  if (
    pod.map.flow !== true ||
    (isMultiLine(pod, pod.fromSeq) && (isSpread(pod) || hasOwnLine(lines, pod.from.key)))
  )
    return `${comma}${lines.eol}${keyIndent(pod)}`;
  return ', ';
}

function keyIndent(pod: PodMoves): string {
  const { lines } = pod.document;
  const start = startOf(pod.from.key);
  const column = columnAt(lines, start);
  const lead = lineText(lines, lineAt(lines, start)).slice(0, column);
  if (isBlank(lead)) return lead;
  if (pod.map.flow !== true) return ' '.repeat(column);
  // A key behind others of its line: as deep as the bracket below, since YAML asks for more than the
  // indentation of the key above.
  const close = endOf(pod.fromSeq) - 1;
  const beside = lines.text.slice(lineStart(lines, lineAt(lines, close)), close);
  const own = isBlank(beside) ? beside : '';
  return own.length > 0 ? own : (/^\s*/.exec(lead)?.[0] ?? '');
}

/** Whether the brackets of the containers stand on other lines than what is in them. */
function isSpread({ document, fromSeq }: PodMoves): boolean {
  const { text } = document.lines;
  const [first] = fromSeq.items as Node[];
  return first !== undefined && text.slice(startOf(fromSeq), startOf(first)).includes('\n');
}

function isMultiLine(pod: PodMoves, node: Node): boolean {
  const { lines } = pod.document;
  return lineAt(lines, node.range?.[0] ?? 0) !== lineAt(lines, node.range?.[1] ?? 0);
}

function cuts(pod: PodMoves): readonly TextEdit[] {
  return removals(
    pod.document,
    pod.fromSeq,
    pod.moves.map((move) => move.index),
  );
}

/** A whole list, laid out as the containers are. */
function listBody(pod: PodMoves): string {
  const { text } = pod.document.lines;
  const items = pod.fromSeq.items as Node[];
  const open = text.slice(startOf(pod.fromSeq), startOf(items[0] as Node));
  const close = text.slice(endOf(items.at(-1)), endOf(pod.fromSeq));
  if (open.includes('#') || close.includes('#'))
    throw new CannotEdit('a comment is at the edge of the containers list');
  return `${open}${texts(pod).join(`,${gapOf(pod, pod.fromSeq)}`)}${close}`;
}

function intoList(
  pod: PodMoves,
  value: Node | null,
  commented: readonly LinedItem[] | null,
): readonly TextEdit[] {
  if (!isSeq(value) || value.flow !== true)
    throw new CannotEdit(`${pod.toName} is not written as a flow list like the containers`);
  if (commented !== null) return intoLined(pod, commented, value);
  const items = value.items as Node[];
  const gap = `,${gapOf(pod, value)}`;
  const at = (name: string): number => startOf(items[indexOf(value, name)] as Node);
  return [
    ...[...pod.bare].map(([name, names]) => insertion(at(name), bareItems(pod, names))),
    ...pod.moves.map((move) => {
      const text = itemText(pod, move);
      return move.before === null
        ? insertion(endOf(items.at(-1)), gap + text)
        : insertion(at(move.before), text + gap);
    }),
  ];
}

/** The white space behind the commas of a list. */
function gapOf(pod: PodMoves, seq: YAMLSeq): string {
  const { text } = pod.document.lines;
  const [first, second] = seq.items as Node[];
  if (first === undefined) return ' ';
  const start = second === undefined ? startOf(seq) : endOf(first);
  const end = startOf(second ?? first);
  return /(?<!\s)\s*$/.exec(text.slice(start, end))?.[0] || (second === undefined ? ' ' : '');
}

function texts(pod: PodMoves): readonly string[] {
  return pod.moves.map((move) => itemText(pod, move));
}

function itemText(pod: PodMoves, move: Move): string {
  const item = pod.fromSeq.items[move.index] as Node;
  const part = { start: startOf(item), end: endOf(item) };
  const own = editedPart(pod.document.lines.text, part, fieldEdits(pod, move));
  return bareItems(pod, move.bare) + own;
}

function commaBehind(pod: PodMoves, node: Node | undefined): number {
  const { text } = pod.document.lines;
  const end = endOf(node);
  const match = /^(?:\s|#[^\n]*\n)*,/.exec(text.slice(end));
  if (match === null || match[0].includes('#'))
    throw new CannotEdit('a comment is before the comma between two containers');
  return end + match[0].length - 1;
}
