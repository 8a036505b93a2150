import { isAlias, isMap, isScalar, type Node, type Pair, type YAMLMap } from 'yaml';
import { isNodeOperation, type Operation, type PodOperation } from '../../src/model/operation.js';
import type { TextEdit } from '../../src/model/source.js';
import type { Reading } from '../../src/model/transform.js';
import { isList, type Value } from '../../src/model/value.js';
import { apply } from '../../src/plan/apply.js';
import { applyEdits } from '../../src/source/edits.js';
import {
  columnAt,
  commentColumn,
  isBlank,
  lineAt,
  lineStart,
  lineText,
  nextLineStart,
} from '../../src/source/lines.js';
import { firstDifference } from '../../src/verify/same.js';
import { type LineRange, renamed, runs } from '../manifest/block.js';
import type { ManifestData, ManifestDocument } from '../manifest/data.js';
import { insertion, setKey } from '../manifest/field.js';
import { cutLines } from '../manifest/inner.js';
import { lastLine } from '../manifest/items.js';
import { CannotEdit, isEmptyList } from '../manifest/moves.js';
import { pairOf, podNode, startOf } from '../manifest/pods.js';
import { readManifest } from '../manifest/read.js';
import { reindent } from '../manifest/reindent.js';

type Entry = Pair<Node, Node | null>;

/** One map of containers, keyed by name, and what becomes of it. */
interface Moves {
  readonly document: ManifestDocument;
  readonly map: YAMLMap;
  readonly from: Entry;
  readonly entries: YAMLMap<Node, Node | null>;
  readonly to: Entry | null;
  readonly toName: string;
  readonly names: readonly string[];
  readonly keepsKey: boolean;
  readonly operations: readonly PodOperation[];
}

/** Where a new map goes; `below`: one that is there comes down to behind the containers. */
type Side = 'after' | 'before' | 'below';

/**
 * The edits that carry entries of one map over to another. Anchors have to stay before their aliases
 * (YAML 1.2.2, 3.2.2.2), and sidecars often repeat what the main container has: all sides are tried.
 */
export function entryEdits(
  reading: Reading<ManifestData>,
  operations: readonly Operation[],
): readonly TextEdit[] {
  const moves = movesOf(reading, operations);
  const { document } = moves;
  const planned = operations.reduce(
    (value, operation) => apply(value, { ...operation, at: { ...operation.at, document: 0 } }),
    document.value,
  );
  for (const side of ['after', 'before', 'below'] as const) {
    const edits = make(moves, side);
    const text = applyEdits(document.lines.text, edits);
    const context = { kinds: reading.data.kinds, thorough: true };
    const after = readManifest({ ...reading.file, text }, context).data.documents[0]?.value;
    if (firstDifference(after, planned) !== null) continue;
    return edits.map((edit) => ({
      ...edit,
      start: edit.start + document.base,
      end: edit.end + document.base,
    }));
  }
  throw new CannotEdit('no place for the entries keeps every anchor before its aliases', 'SM119');
}

function movesOf(reading: Reading<ManifestData>, operations: readonly Operation[]): Moves {
  const own = operations.filter((operation) => !isNodeOperation(operation));
  const first = own.find((operation) => operation.op === 'move-item');
  const document = reading.data.documents.find(({ index }) => index === first?.at.document);
  const map = document === undefined ? null : podNode(document, first?.at.path ?? []);
  if (first === undefined || document === undefined || map === null || map.flow === true)
    throw new CannotEdit('the values are not written as a plain map');
  const from = pairOf(map, first.from);
  const entries = from?.value;
  if (from === null || !isMap(entries) || entries.flow === true)
    throw new CannotEdit(`${first.from} is not written as a map with one entry a line`);
  if (entries.anchor !== undefined || entries.tag !== undefined)
    throw new CannotEdit(`${first.from} carries an anchor or a tag`, 'SM119');
  return {
    document,
    map,
    from,
    entries: entries as YAMLMap<Node, Node | null>,
    to: pairOf(map, first.to),
    toName: first.to,
    names: own.flatMap((operation) => (operation.op === 'move-item' ? [operation.name] : [])),
    keepsKey: first.keepsKey === true,
    operations: own,
  };
}

function make(moves: Moves, side: Side): readonly TextEdit[] {
  const { document, entries, names, to, from, toName } = moves;
  const { lines } = document;
  const staying = entries.items.filter(({ key }) => !names.includes(nameOf(key)));
  const inner = staying.flatMap((entry) => changesOf(moves, entry));
  const goes = staying.length === 0 && !moves.keepsKey;
  if (goes && to === null) {
    const own = entries.items.flatMap((entry) => changesOf(moves, entry));
    return [...own, renameKey(moves)];
  }
  const ranges = names.map((name) => rangeOf(moves, name));
  const texts = names.map((name, i) => textOf(moves, name, ranges[i] ?? { first: 0, last: 0 }));
  const cuts = runs(ranges.map((range) => withBlanks(moves, range, staying.length > 0))).map(
    ({ first, last }) => cutLines(document, first, last),
  );
  const keys = staying.length > 0 ? [] : [emptied(moves)];
  const column = columnAt(lines, startOf(entries.items[0]?.key as Node));
  if (to !== null && !isEmptyList(to)) {
    const target = to.value;
    if (!isMap(target) || target.flow === true || target.anchor !== undefined)
      throw new CannotEdit(`${toName} is not written as a map with one entry a line`);
    const own = columnAt(lines, startOf(target.items[0]?.key as Node));
    const line = lastLine(lines, target, startOf(to.key)) + 1;
    const blank = isSpaced(moves, target) ? lines.eol : '';
    const text = texts.map((each) => blank + reindent(each, own - column)).join('');
    if (side === 'below')
      return [...inner, ...cuts, ...keys, ...broughtDown(moves, to, line, text)];
    return [...inner, ...cuts, ...keys, inserted(moves, line, text)];
  }
  const blank = isSpaced(moves, entries) ? lines.eol : '';
  const whole = texts.join(blank);
  if (to !== null) return [...inner, ...cuts, ...keys, ...filled(moves, to, whole)];
  const lead = ' '.repeat(columnAt(lines, startOf(from.key)));
  const written = lines.text.slice(startOf(from.key), from.key.range?.[1]);
  const text = `${lead}${renamed(written, toName)}:${lines.eol}${whole}`;
  const [line, spaced] =
    side === 'before'
      ? [lineAboveKey(moves, from), text + blank]
      : [lastLine(lines, entries, startOf(from.key)) + 1, blank + text];
  return [...inner, ...cuts, ...keys, inserted(moves, line, spaced)];
}

/** The other map with all of its lines, and what is added to it, behind the containers. */
function broughtDown(moves: Moves, to: Entry, end: number, text: string): readonly TextEdit[] {
  const { document, from, entries } = moves;
  const { lines } = document;
  const first = lineAboveKey(moves, to);
  const behind = lastLine(lines, entries, startOf(from.key)) + 1;
  if (first > lineAt(lines, startOf(from.key)))
    throw new CannotEdit('an alias of a moved entry would stand before its anchor', 'SM119');
  let last = end;
  while (isBlank(lineText(lines, last))) last++;
  const blanks = lines.text.slice(lineStart(lines, end), lineStart(lines, last));
  const own = lines.text.slice(lineStart(lines, first), lineStart(lines, end));
  return [cutLines(document, first, last - 1), inserted(moves, behind, `${blanks}${own}${text}`)];
}

/** Whether a blank line stands before its entries, but for the first. */
function isSpaced({ document: { lines } }: Moves, map: YAMLMap): boolean {
  const [, second] = map.items as Entry[];
  if (second === undefined) return false;
  let line = lineAt(lines, startOf(second.key));
  while (commentColumn(lineText(lines, line - 1)) !== null) line--;
  return isBlank(lineText(lines, line - 1));
}

function nameOf(key: Node): string {
  return isScalar(key) ? String(key.value) : '';
}

function renameKey({ from, document, toName }: Moves): TextEdit {
  const [start, end] = [startOf(from.key), from.key.range?.[1] ?? 0];
  return { start, end, text: renamed(document.lines.text.slice(start, end), toName) };
}

/** The lines of an entry, with the comments directly above it and those below at its own depth. */
function rangeOf({ document: { lines }, entries }: Moves, name: string): LineRange {
  const index = entries.items.findIndex(({ key }) => nameOf(key) === name);
  const entry = entries.items[index];
  if (entry === undefined) throw new CannotEdit(`there is no entry ${name}`);
  const value = isScalar(entry.value) && entry.value.value === null ? null : entry.value;
  if (isAlias(value) || (value !== null && !isMap(value)))
    throw new CannotEdit(`${name} is not written where it stands`, 'SM119');
  if (value?.anchor !== undefined)
    throw new CannotEdit(`${name} carries the anchor &${value.anchor}`, 'SM119');
  const start = startOf(entry.key);
  const column = columnAt(lines, start);
  const previous = entries.items[index - 1];
  const floor =
    previous?.value == null ? -1 : lastLine(lines, previous.value, startOf(previous.key));
  let first = lineAt(lines, start);
  while (first - 1 > floor && commentColumn(lineText(lines, first - 1)) === column) first--;
  let last = lastLine(lines, entry.value ?? entry.key, start);
  while ((commentColumn(lineText(lines, last + 1)) ?? 0) > column) last++;
  return { first, last };
}

/** Blank lines that parted the entry from its neighbours go with it. */
function withBlanks(
  { document: { lines }, entries }: Moves,
  range: LineRange,
  stays: boolean,
): LineRange {
  let { first, last } = range;
  if (!stays) return range;
  const end = lastLine(lines, entries, startOf(entries.items[0]?.key as Node));
  const blank = (line: number): boolean => line >= 0 && isBlank(lineText(lines, line));
  if (last >= end) while (blank(first - 1)) first--;
  else while (last + 1 < lines.starts.length && blank(last + 1)) last++;
  return { first, last };
}

/** The lines of a moving entry as they will be, at the column where they are. */
function textOf(moves: Moves, name: string, { first, last }: LineRange): string {
  const { lines } = moves.document;
  const entry = moves.entries.items.find(({ key }) => nameOf(key) === name);
  const start = lineStart(lines, first);
  const edits = entry === undefined ? [] : changesOf(moves, entry);
  const text = applyEdits(
    lines.text.slice(start, nextLineStart(lines, last)),
    edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start })),
  );
  return text.endsWith('\n') ? text : text + lines.eol;
}

/** What is set in an entry and what is taken out of it. */
function changesOf(moves: Moves, entry: Entry): readonly TextEdit[] {
  const { document, operations } = moves;
  const name = nameOf(entry.key);
  return operations.flatMap((operation): readonly TextEdit[] => {
    if (operation.op === 'move-item' || operation.op === 'empty-list' || operation.name !== name)
      return [];
    if (!isMap(entry.value)) throw new CannotEdit(`${name} is no map`);
    if (operation.op === 'set-field')
      return [setIn(moves, entry.value, operation.key, operation.value)];
    if (operation.op === 'remove-node' && operation.node.length === 1) {
      const [range] = [pairRange(document, entry.value, String(operation.node[0]))];
      return [cutLines(document, range.first, range.last)];
    }
    throw new CannotEdit('what changes in it cannot be written in a map of containers');
  });
}

function setIn(moves: Moves, item: YAMLMap, key: string, value: Value): TextEdit {
  const { document } = moves;
  const { lines } = document;
  const scalar = isList(value) ? `[${value.map(String).join(', ')}]` : String(value);
  const present = pairOf(item, key);
  if (present === null && (!isList(value) || item.flow === true))
    return setKey(document, item, { key, scalar, sorted: isSorted(moves), taken: [] });
  const column = columnAt(lines, startOf(item.items[0]?.key as Node));
  const line = `${' '.repeat(column)}${key}: ${scalar}${lines.eol}`;
  if (present === null)
    return insertion(lineStart(lines, lineAt(lines, startOf(item.items[0]?.key as Node))), line);
  const { first, last } = pairRange(document, item, key);
  return { start: lineStart(lines, first), end: nextLineStart(lines, last), text: line };
}

/** The lines of one key, which nothing else may share. */
function pairRange(document: ManifestDocument, item: YAMLMap, key: string): LineRange {
  const { lines } = document;
  const pair = pairOf(item, key);
  if (pair === null || item.flow === true)
    throw new CannotEdit(`${key} is not written on a line of its own`);
  const first = lineAt(lines, startOf(pair.key));
  const last = pair.value === null ? first : lastLine(lines, pair.value, startOf(pair.key));
  const text = lines.text.slice(lineStart(lines, first), nextLineStart(lines, last));
  if (text.includes('#') || item.items.length === 1)
    throw new CannotEdit(
      `${key} cannot be taken out: a comment stands with it, or nothing else does`,
    );
  return { first, last };
}

function isSorted({ entries }: Moves): boolean {
  const keys = entries.items.map(({ value }) =>
    isMap(value) ? (value.items as Entry[]).map(({ key }) => nameOf(key)) : [],
  );
  return (
    keys.some((list) => list.length >= 4) &&
    keys.every((list) => list.every((key, i) => i === 0 || (list[i - 1] ?? '') <= key))
  );
}

/** The key of a map that is left without an entry: gone, or empty where it has to stay. */
function emptied({ document, from, keepsKey }: Moves): TextEdit {
  const { lines } = document;
  const line = lineAt(lines, startOf(from.key));
  if (keepsKey) {
    const colon = lines.text.indexOf(':', from.key.range?.[1] ?? 0) + 1;
    return insertion(colon, ' {}');
  }
  const lead = lineText(lines, line).slice(0, columnAt(lines, startOf(from.key)));
  if (!isBlank(lead)) throw new CannotEdit(`${nameOf(from.key)} is the first key of its item`);
  return cutLines(document, line, line);
}

/** The empty key stays where it stands and gets the entries. */
function filled({ document: { lines } }: Moves, to: Entry, text: string): readonly TextEdit[] {
  const line = lineAt(lines, startOf(to.key));
  const colon = lines.text.indexOf(':', to.key.range?.[1] ?? 0) + 1;
  const end = to.value?.range?.[1] ?? colon;
  const drop = end > colon ? [{ start: colon, end, text: '' }] : [];
  return [...drop, insertion(nextLineStart(lines, line), text)];
}

function inserted({ document: { lines } }: Moves, line: number, text: string): TextEdit {
  if (line < lines.starts.length) return insertion(lineStart(lines, line), text);
  if (lines.text.endsWith('\n')) return insertion(lines.text.length, text);
  return insertion(lines.text.length, lines.eol + text.slice(0, -lines.eol.length));
}

/** The line of a key, or the first of the comments directly above it. */
function lineAboveKey({ document: { lines } }: Moves, { key }: Entry): number {
  const column = columnAt(lines, startOf(key));
  let line = lineAt(lines, startOf(key));
  if (!isBlank(lineText(lines, line).slice(0, column)))
    throw new CannotEdit(`${nameOf(key)} shares its line with a dash`);
  while (line > 0 && commentColumn(lineText(lines, line - 1)) === column) line--;
  return line;
}
