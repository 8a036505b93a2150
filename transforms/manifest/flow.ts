import { isMap, isSeq, type Node, type YAMLSeq } from 'yaml';
import type { TextEdit } from '../../src/model/source.js';
import { applyEdits } from '../../src/source/edits.js';
import { columnAt, isBlank, lineAt, lineText } from '../../src/source/lines.js';
import { renamed } from './block.js';
import { fieldEdits, insertion } from './field.js';
import {
  CannotEdit,
  type Cluster,
  cluster,
  indexOf,
  isEmptyList,
  type Move,
  type PodMoves,
} from './moves.js';
import { startOf } from './pods.js';
import { keyQuoteOf, quoteOf } from './style.js';

/** The edits for a pod whose containers are written `[ … ]`: JSON, KYAML, flow style. */
export function flowEdits(pod: PodMoves): readonly TextEdit[] {
  const isWhole = pod.moves.length === pod.fromSeq.items.length;
  if (isWhole && (pod.to !== null || cluster(pod) === null))
    throw new CannotEdit(`${String(pod.from.key)} would be left empty in flow style`);
  if (pod.to === null) {
    const where = cluster(pod);
    if (where !== null) return split(pod, where);
    return [...cut(pod), newList(pod)];
  }
  return [...cut(pod), ...intoList(pod, pod.to.value)];
}

/** The comma between the two groups becomes the end of one list and the start of the other. */
function split(pod: PodMoves, where: Cluster): readonly TextEdit[] {
  const { text } = pod.document.lines;
  if (where === 'all') return whole(pod);
  const items = pod.fromSeq.items as Node[];
  const border = where === 'tail' ? (pod.moves[0]?.index ?? 0) : pod.moves.length;
  const comma = commaBehind(pod, items[border - 1]);
  const start = startOf(pod.from.key);
  const key = text.slice(start, pod.from.key.range?.[1] ?? start);
  const name = where === 'tail' ? renamed(key, pod.toName) : key;
  const gap = /^[ \t]*/.exec(text.slice(comma + 1))?.[0] ?? '';
  const ownLine = /^[ \t]*\r?\n/.test(text.slice(comma + 1));
  const between: TextEdit = {
    start: comma,
    end: comma + 1 + (ownLine ? 0 : gap.length),
    text: `${closing(pod, ownLine)}]${separator(pod)}${name}: [`,
  };
  const edits = [...pod.moves.flatMap((move) => fieldEdits(pod, move)), between];
  if (where === 'tail') return edits;
  return [...edits, { start, end: start + key.length, text: renamed(key, pod.toName) }];
}

/** Every item moves: the key gets the other name, and the list stays where it is. */
function whole(pod: PodMoves): readonly TextEdit[] {
  const start = startOf(pod.from.key);
  const end = pod.from.key.range?.[1] ?? start;
  const key = pod.document.lines.text.slice(start, end);
  return [
    { start, end, text: renamed(key, pod.toName) },
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
  if (pod.map.flow !== true || isMultiLine(pod, pod.fromSeq))
    return `${comma}${lines.eol}${keyIndent(pod)}`;
  return ', ';
}

function keyIndent(pod: PodMoves): string {
  const { lines } = pod.document;
  const start = startOf(pod.from.key);
  const column = columnAt(lines, start);
  const lead = lineText(lines, lineAt(lines, start)).slice(0, column);
  if (isBlank(lead)) return lead;
  // A key behind others of its line: the line's own indentation, where YAML does not ask for more.
  return pod.map.flow === true ? (/^\s*/.exec(lead)?.[0] ?? '') : ' '.repeat(column);
}

function isMultiLine(pod: PodMoves, node: Node): boolean {
  const { lines } = pod.document;
  return lineAt(lines, node.range?.[0] ?? 0) !== lineAt(lines, node.range?.[1] ?? 0);
}

/** Runs of neighbouring items go in one cut, so that no comma is taken twice. */
function cut(pod: PodMoves): readonly TextEdit[] {
  const { text } = pod.document.lines;
  const items = pod.fromSeq.items as Node[];
  const moving = new Set(pod.moves.map((move) => move.index));
  const edits: TextEdit[] = [];
  for (let first = 0; first < items.length; first++) {
    if (!moving.has(first)) continue;
    let last = first;
    while (moving.has(last + 1)) last++;
    const next = items[last + 1];
    const previous = items[first - 1];
    if (next !== undefined)
      edits.push({ start: startOf(items[first] as Node), end: startOf(next), text: '' });
    else if (previous !== undefined)
      edits.push({ start: endOf(previous), end: endOf(items[last]), text: '' });
    first = last;
  }
  for (const edit of edits)
    if (hasOuterComment(text, edit, items, moving))
      throw new CannotEdit('a comment stands between the containers of a flow list');
  return edits;
}

/** Comments inside an item travel with it; those between items would be lost. */
function hasOuterComment(
  text: string,
  edit: TextEdit,
  items: readonly Node[],
  moving: ReadonlySet<number>,
): boolean {
  let outside = text.slice(edit.start, edit.end);
  for (const index of [...moving].sort((a, b) => b - a)) {
    const item = items[index];
    if (item === undefined || startOf(item) < edit.start || endOf(item) > edit.end) continue;
    outside =
      outside.slice(0, startOf(item) - edit.start) + outside.slice(endOf(item) - edit.start);
  }
  return outside.includes('#');
}

function newList(pod: PodMoves): TextEdit {
  const { text } = pod.document.lines;
  const start = startOf(pod.from.key);
  const key = renamed(text.slice(start, pod.from.key.range?.[1] ?? start), pod.toName);
  const body = listBody(pod);
  return insertion(endOf(pod.fromSeq), `${separator(pod)}${key}: ${body}`);
}

/** A whole list, laid out as the containers are. */
function listBody(pod: PodMoves): string {
  const { text } = pod.document.lines;
  const items = pod.fromSeq.items as Node[];
  const open = text.slice(startOf(pod.fromSeq), startOf(items[0] as Node));
  const close = text.slice(endOf(items.at(-1)), endOf(pod.fromSeq));
  if (open.includes('#') || close.includes('#'))
    throw new CannotEdit('a comment stands at the edge of the containers list');
  return `${open}${texts(pod).join(`,${gapOf(pod, pod.fromSeq)}`)}${close}`;
}

function intoList(pod: PodMoves, value: Node | null): readonly TextEdit[] {
  if (pod.to !== null && isEmptyList(pod.to)) {
    if (value === null) throw new CannotEdit(`the empty ${pod.toName} has no value to fill`);
    return [{ start: startOf(value), end: endOf(value), text: listBody(pod) }];
  }
  if (!isSeq(value) || value.flow !== true)
    throw new CannotEdit(`${pod.toName} is not written as a flow list like the containers`);
  const items = value.items as Node[];
  const byPlace = new Map<number, string>();
  const own = texts(pod);
  for (const [i, move] of pod.moves.entries()) {
    const next = move.before === null ? undefined : items[indexOf(value, move.before)];
    const gap = `,${gapOf(pod, value)}`;
    const at = next === undefined ? endOf(items.at(-1)) : startOf(next);
    const piece = next === undefined ? gap + (own[i] ?? '') : (own[i] ?? '') + gap;
    byPlace.set(at, (byPlace.get(at) ?? '') + piece);
  }
  for (const [name, names] of pod.bare) {
    const at = startOf(items[indexOf(value, name)] as Node);
    byPlace.set(at, bareItems(pod, names) + (byPlace.get(at) ?? ''));
  }
  return [...byPlace].map(([at, piece]) => insertion(at, piece));
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
  const start = startOf(item);
  const edits = fieldEdits(pod, move).map((edit) => ({
    ...edit,
    start: edit.start - start,
    end: edit.end - start,
  }));
  const own = applyEdits(pod.document.lines.text.slice(start, endOf(item)), edits);
  return bareItems(pod, move.bare) + own;
}

function commaBehind(pod: PodMoves, node: Node | undefined): number {
  const { text } = pod.document.lines;
  const end = endOf(node);
  const match = /^(?:\s|#[^\n]*\n)*,/.exec(text.slice(end));
  if (match === null || match[0].includes('#'))
    throw new CannotEdit('a comment stands before the comma between two containers');
  return end + match[0].length - 1;
}

function endOf(node: Node | undefined): number {
  return node?.range?.[1] ?? 0;
}
