import { isSeq, type YAMLSeq } from 'yaml';
import type { TextEdit } from '../model/source.js';
import { CannotEdit } from '../text/cannot-edit.js';
import { insertion } from '../text/edits.js';
import { cutLines, editedLines, insertLines, type LineRange, runs } from '../text/line-edits.js';
import { columnAt, isBlank, lineAt, lineStart, lineText } from '../text/lines.js';
import { arrivals, dashColumn, intoBrackets, intoDashes, lineBehind } from './arrivals.js';
import { bracesOf, unfolded } from './brackets.js';
import { dropEmptyKey, emptyValue, isFilledInPlace } from './empty-key.js';
import { fieldEdits } from './field.js';
import { type BlockItem, blockItems } from './items.js';
import { behindColon, hasOwnLine, keyNamed, lineAboveKey, renameKey } from './key.js';
import {
  type Cluster,
  cluster,
  isEmptyList,
  type Move,
  namesOf,
  type PodMoves,
  placeOf,
} from './moves.js';
import { nameOf, startOf } from './nodes.js';
import { reindent } from './reindent.js';
import { quoteOf } from './style.js';
import { gapOf, takenLines } from './taken-lines.js';

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
  if (where === 'all') return [...inner, renameKey(lines, pod.from.key, pod.toName), ...bare];
  const border = items[where === 'tail' ? (pod.moves[0]?.index ?? 0) : pod.moves.length];
  if (border === undefined) throw new CannotEdit('there is no item to split at');
  const column = columnAt(lines, startOf(pod.from.key));
  const name = keyNamed(lines, pod.from.key, where === 'tail' ? pod.toName : nameOf(pod.from.key));
  const newKey = `${' '.repeat(column)}${name}:${lines.eol}`;
  const edits = [...inner, insertion(lineStart(lines, border.firstLine), newKey), ...bare];
  return where === 'tail' ? edits : [...edits, renameKey(lines, pod.from.key, pod.toName)];
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
  ]).map((range) => cutLines(lines, range));
  if (isWhole && pod.keepsKey) cuts.push(insertion(behindColon(lines, pod.from.key), ' []'));
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
    return (
      (keeps ? '' : (gaps[i - 1] ?? '')) +
      itemText(pod, items, move, items[move.index]?.dashColumn ?? 0)
    );
  });
  if (key !== null && (side === 'after' || isFilledInPlace(pod)))
    return [...cuts, ...fill(pod, items, texts, gap)];
  const newKey = `${' '.repeat(column)}${keyNamed(lines, pod.from.key, pod.toName)}:${lines.eol}`;
  const last = items.at(-1);
  const list = newKey + texts.join('');
  // The blank line of the first keeps the two lists apart, as it did the items.
  const text =
    side === 'after'
      ? (staysKeeping(pod, items) ? '' : gap) + list
      : list + (keepsBlanks(pod, items) ? '' : gap);
  const at =
    side === 'after'
      ? lineBehind(lines, (last?.lastLine ?? 0) + 1, keepsBlanks(pod, items))
      : lineAboveKey(lines, pod.from.key);
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
  const column = dashColumn(lines, seq);
  const places = namesOf(seq);
  const come = pod.moves.map((move) => ({
    before: move.before === null ? null : placeOf(places, move.before),
    text: itemText(pod, items, move, column),
    gap: gapOf(pod, items, move, taken),
    keeps: items[move.index]?.keeps === true,
  }));
  const bare = [...pod.bare].flatMap(([name, names]) => {
    const next = target[placeOf(places, name)];
    return next === undefined
      ? []
      : [insertLines(lines, next.firstLine, bareItems(pod, next, names))];
  });
  return [...bare, ...intoDashes(lines, seq, come)];
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
  const drop = emptyValue(lines, pod.to);
  const at = lineBehind(lines, line + 1, keepsBlanks(pod, items));
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
  const isCommented = lineText(lines, line).includes('#');
  if (!hasOwnLine(lines, pod.from.key) || isCommented || (items[0]?.firstLine ?? 0) !== line + 1)
    throw new CannotEdit(
      `${nameOf(pod.from.key)} would be left empty, and its line contains more than the key`,
    );
  return { first: line, last: line };
}

function itemText(pod: PodMoves, items: readonly BlockItem[], move: Move, column: number): string {
  const { lines } = pod.document;
  const item = items[move.index];
  if (item === undefined) throw new CannotEdit('the item is gone');
  const range = { first: item.firstLine, last: item.lastLine };
  const whole = editedLines(lines, range, fieldEdits(pod, move));
  return reindent(bareItems(pod, item, move.bare) + whole, column - item.dashColumn);
}
