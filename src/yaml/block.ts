import { isSeq, type YAMLSeq } from 'yaml';
import type { TextEdit } from '../model/source.js';
import { applyEdits } from '../text/edits.js';
import {
  columnAt,
  commentColumn,
  isBlank,
  type Lines,
  lineAt,
  lineStart,
  lineText,
  nextLineStart,
} from '../text/lines.js';
import { arrivals, bracesOf, intoBrackets, unfolded } from './brackets.js';
import { dropEmptyKey, emptyValue, isFilledInPlace } from './empty-key.js';
import { fieldEdits, insertion } from './field.js';
import { cutLines } from './inner.js';
import { type BlockItem, blockItems, isEndMark } from './items.js';
import {
  CannotEdit,
  type Cluster,
  cluster,
  isEmptyList,
  type Move,
  namesOf,
  type PodMoves,
  placeOf,
} from './moves.js';
import { startOf } from './nodes.js';
import { reindent } from './reindent.js';
import { quoteOf } from './style.js';
import { gapOf, type LineRange, runs, takenLines } from './taken-lines.js';

/** Where a new list is put when lines have to move: anchors may leave only one of the two. */
export type Side = 'after' | 'before';

/** The edits for a pod whose containers are a block sequence. */
export function blockEdits(pod: PodMoves, side: Side): readonly TextEdit[] {
  const items = blockItems(pod.document.lines, pod.fromSeq);
  const empty = pod.to === null || isEmptyList(pod.to);
  if (empty && side === 'after' && !isFilledInPlace(pod)) {
    const where = cluster(pod);
    if (where !== null && !(where === 'all' && pod.keepsKey))
      return [...dropEmptyKey(pod), ...split(pod, items, where)];
  }
  return moveLines(pod, items, side, empty);
}

/** One key line between the items; no line moves and every comment stays where it is. */
function split(pod: PodMoves, items: readonly BlockItem[], where: Cluster): readonly TextEdit[] {
  const { lines } = pod.document;
  const inner = pod.moves.flatMap((move) => fieldEdits(pod, move));
  const bare = pod.moves.flatMap(({ index, bare: names }) => {
    const item = items[index];
    if (item === undefined || names.length === 0) return [];
    return [insertion(lineStart(lines, item.firstLine), bareItems(pod, item, names))];
  });
  if (where === 'all') return [...inner, renameKey(pod), ...bare];
  const border = items[where === 'tail' ? (pod.moves[0]?.index ?? 0) : pod.moves.length];
  if (border === undefined) throw new CannotEdit('there is no item to split at');
  const key = keyText(pod);
  const column = columnAt(lines, startOf(pod.from.key));
  const name = where === 'tail' ? renamed(key, pod.toName) : key;
  const newKey = `${' '.repeat(column)}${name}:${lines.eol}`;
  const edits = [...inner, insertion(lineStart(lines, border.firstLine), newKey), ...bare];
  return where === 'tail' ? edits : [...edits, renameKey(pod)];
}

function renameKey(pod: PodMoves): TextEdit {
  const key = keyText(pod);
  const start = startOf(pod.from.key);
  return { start, end: start + key.length, text: renamed(key, pod.toName) };
}

/** Items with nothing but their names, written as another item of the list is. */
function bareItems(
  { document, fromSeq }: PodMoves,
  { dashColumn, keyColumn }: Pick<BlockItem, 'dashColumn' | 'keyColumn'>,
  names: readonly string[],
): string {
  const dash = `${' '.repeat(dashColumn)}-`.padEnd(keyColumn);
  const quote = quoteOf(fromSeq);
  return names.map((name) => `${dash}name: ${quote}${name}${quote}${document.lines.eol}`).join('');
}

/** Items cut out with the lines that are theirs, and put in again where they belong. */
function moveLines(
  pod: PodMoves,
  items: readonly BlockItem[],
  side: Side,
  empty: boolean,
): readonly TextEdit[] {
  const { lines } = pod.document;
  const isWhole = pod.moves.length === items.length;
  const taken = takenLines(pod, items);
  const cuts = runs([
    ...taken.values(),
    ...(isWhole && !pod.keepsKey ? [keyLine(pod, items)] : []),
  ]).map(({ first, last }) => cutLines(pod.document, first, last));
  if (isWhole && pod.keepsKey) cuts.push(emptied(pod));
  const key = pod.to;
  if (key !== null && !empty) {
    if (!isSeq(key.value)) throw new CannotEdit(`${pod.toName} is not a plain list`);
    if (key.value.flow === true) return [...cuts, ...intoFlow(pod, items, key.value, taken)];
    return [...cuts, ...intoList(pod, items, key.value, taken)];
  }
  const column = columnAt(lines, startOf(pod.from.key));
  const [gap = '', ...gaps] = pod.moves.map((move) => gapOf(pod, items, move, taken));
  const texts = pod.moves.map((move, i) => {
    const keeps = items[pod.moves[i - 1]?.index ?? -1]?.keeps === true;
    return (keeps ? '' : (gaps[i - 1] ?? '')) + itemText(pod, items, move, columnOf(items, move));
  });
  if (key !== null && (side === 'after' || isFilledInPlace(pod)))
    return [...cuts, ...fill(pod, items, texts, gap)];
  const newKey = `${' '.repeat(column)}${renamed(keyText(pod), pod.toName)}:${lines.eol}`;
  const last = items.at(-1);
  const list = newKey + texts.join('');
  // The blank line of the first keeps the two lists apart, as it did the items.
  const text =
    side === 'after'
      ? (staysKeeping(pod, items) ? '' : gap) + list
      : list + (keepsBlanks(pod, items) ? '' : gap);
  const at = side === 'after' ? behind(pod, items, (last?.lastLine ?? 0) + 1) : aboveKey(pod);
  return [...dropEmptyKey(pod), ...cuts, insertLines(lines, at, text)];
}

/** Into a list in brackets: as they are where they fit into it, else it gets dashes like theirs. */
function intoFlow(
  pod: PodMoves,
  items: readonly BlockItem[],
  target: YAMLSeq,
  taken: ReadonlyMap<number, LineRange>,
): readonly TextEdit[] {
  const braces = new Map(
    pod.moves.map((move) => [move, bracesOf(pod, move, items[move.index] ?? null)]),
  );
  if ([...braces.values()].every((text) => text !== null))
    return intoBrackets(
      pod.document.lines,
      target,
      arrivals(pod, target, (move) => braces.get(move) ?? ''),
    );
  const dash = items[0]?.dashColumn ?? 0;
  const arriving = arrivals(pod, target, (move) => {
    const before = pod.moves[pod.moves.indexOf(move) - 1];
    // A blank line behind `|+` would be its content.
    const gap = items[before?.index ?? -1]?.keeps === true ? '' : gapOf(pod, items, move, taken);
    return gap + itemText(pod, items, move, dash);
  });
  return unfolded(pod, target, dash, arriving);
}

function intoList(
  pod: PodMoves,
  items: readonly BlockItem[],
  seq: YAMLSeq,
  taken: ReadonlyMap<number, LineRange>,
): readonly TextEdit[] {
  const { lines } = pod.document;
  const target = blockItems(lines, seq);
  const column = target[0]?.dashColumn ?? 0;
  const last = target.at(-1);
  const spaced =
    target.length > 1 &&
    last?.keeps !== true &&
    isBlank(lineText(lines, (target[1]?.firstLine ?? 1) - 1));
  const places = namesOf(seq);
  const byPlace = new Map<number, string>();
  // What stands above: a blank line behind `|+` would be its content.
  let keeps = last?.keeps === true;
  for (const move of pod.moves) {
    const next = move.before === null ? undefined : target[placeOf(places, move.before)];
    const line = next?.firstLine ?? behind(pod, items, (last?.lastLine ?? 0) + 1);
    const text = itemText(pod, items, move, column);
    const own = items[move.index]?.keeps === true;
    const gap = gapOf(pod, items, move, taken) || (spaced ? lines.eol : '');
    const whole = next === undefined ? (keeps ? '' : gap) + text : text + (own ? '' : gap);
    byPlace.set(line, (byPlace.get(line) ?? '') + whole);
    if (next === undefined) keeps = own;
  }
  for (const [name, names] of pod.bare) {
    const next = target[placeOf(places, name)];
    if (next === undefined) continue;
    const text = bareItems(pod, next, names);
    byPlace.set(next.firstLine, text + (byPlace.get(next.firstLine) ?? ''));
  }
  return [...byPlace].map(([line, text]) => insertLines(lines, line, text));
}

/** Whether blank lines behind the last item that moves would become content of its `|+`. */
function keepsBlanks(pod: PodMoves, items: readonly BlockItem[]): boolean {
  return items[pod.moves.at(-1)?.index ?? 0]?.keeps === true;
}

/** The same for the last item that stays. */
function staysKeeping(pod: PodMoves, items: readonly BlockItem[]): boolean {
  const moving = new Set(pod.moves.map((move) => move.index));
  return items.findLast((_, i) => !moving.has(i))?.keeps === true;
}

/** A line to insert at; blank lines below must not become content of the last item's `|+`. */
function behind(pod: PodMoves, items: readonly BlockItem[], line: number): number {
  const { lines } = pod.document;
  if (!keepsBlanks(pod, items)) return line;
  let free = line;
  while (free + 1 < lines.starts.length && isBlank(lineText(lines, free))) free++;
  return free;
}

/** The empty key stays where it stands and gets the items. */
function fill(
  pod: PodMoves,
  items: readonly BlockItem[],
  texts: readonly string[],
  gap: string,
): readonly TextEdit[] {
  const { lines } = pod.document;
  if (pod.to === null) return [];
  const key = startOf(pod.to.key);
  const line = lineAt(lines, key);
  const keyEnd = key + keyLength(pod.to.key);
  const colon = lines.text.indexOf(':', keyEnd) + 1;
  const drop = emptyValue(pod, pod.to.value, colon);
  const at = behind(pod, items, line + 1);
  const text = texts.join('');
  // The blank line of the first keeps the two lists apart, whichever of them stands above.
  const between = key > startOf(pod.from.key) ? (items.at(-1)?.lastLine ?? 0) + 1 : null;
  if (
    between !== null &&
    gap !== '' &&
    !isBlank(lineText(lines, between)) &&
    !staysKeeping(pod, items)
  )
    return [...drop, insertLines(lines, between, gap), insertLines(lines, at, text)];
  const isApart = between !== null || keepsBlanks(pod, items) || isBlank(lineText(lines, at));
  return [...drop, insertLines(lines, at, text + (isApart ? '' : gap))];
}

/** The line of a key that is left without an item. */
function keyLine(pod: PodMoves, items: readonly BlockItem[]): LineRange {
  const { lines } = pod.document;
  const line = lineAt(lines, startOf(pod.from.key));
  const lead = lineText(lines, line).slice(0, columnAt(lines, startOf(pod.from.key)));
  const isCommented = lineText(lines, line).includes('#');
  if (!isBlank(lead) || isCommented || (items[0]?.firstLine ?? 0) !== line + 1)
    throw new CannotEdit(
      `${keyText(pod)} would be left empty, and its line contains more than the key`,
    );
  return { first: line, last: line };
}

/** `[]` behind a key that stays without an item. */
function emptied(pod: PodMoves): TextEdit {
  const colon = pod.document.lines.text.indexOf(':', startOf(pod.from.key) + keyText(pod).length);
  return insertion(colon + 1, ' []');
}

function itemText(pod: PodMoves, items: readonly BlockItem[], move: Move, column: number): string {
  const { lines } = pod.document;
  const item = items[move.index];
  if (item === undefined) throw new CannotEdit('the item is gone');
  const start = lineStart(lines, item.firstLine);
  const end = nextLineStart(lines, item.lastLine);
  const inner = fieldEdits(pod, move).map((edit) => ({
    ...edit,
    start: edit.start - start,
    end: edit.end - start,
  }));
  const text = applyEdits(lines.text.slice(start, end), inner);
  const whole = text.endsWith('\n') ? text : text + lines.eol;
  return reindent(bareItems(pod, item, move.bare) + whole, column - item.dashColumn);
}

export function insertLines(lines: Lines, line: number, text: string): TextEdit {
  if (line < lines.starts.length) return insertion(lineStart(lines, line), text);
  if (lines.text.endsWith('\n')) return insertion(lines.text.length, text);
  return insertion(lines.text.length, lines.eol + text.slice(0, -lines.eol.length));
}

/** The line of the containers key, or the first of the comments directly above it. */
function aboveKey(pod: PodMoves): number {
  const { lines } = pod.document;
  const column = columnAt(lines, startOf(pod.from.key));
  let line = lineAt(lines, startOf(pod.from.key));
  if (!isBlank(lineText(lines, line).slice(0, column)))
    throw new CannotEdit('the containers key shares its line with a dash');
  while (line > 0 && commentColumn(lineText(lines, line - 1)) === column) {
    if (isEndMark(lineText(lines, line - 1))) break;
    line--;
  }
  return line;
}

function columnOf(items: readonly BlockItem[], move: Move): number {
  return items[move.index]?.dashColumn ?? 0;
}

function keyText(pod: PodMoves): string {
  const start = startOf(pod.from.key);
  return pod.document.lines.text.slice(start, start + keyLength(pod.from.key));
}

function keyLength(key: PodMoves['from']['key']): number {
  return (key.range?.[1] ?? 0) - (key.range?.[0] ?? 0);
}

/** A key's text with another name in the same quotes. */
export function renamed(key: string, name: string): string {
  const quote = /^["']/.exec(key)?.[0] ?? '';
  return `${quote}${name}${quote}`;
}
