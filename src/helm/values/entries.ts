import { isMap, type Node, type YAMLMap } from 'yaml';
import type { ManifestData } from '../../manifest/data.js';
import { isNodeOperation, type Operation, type PodOperation } from '../../model/operation.js';
import type { TextEdit } from '../../model/source.js';
import type { Reading } from '../../model/transform.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import { insertion } from '../../text/edits.js';
import { cutLines, editedLines, insertLines, type LineRange, runs } from '../../text/line-edits.js';
import { columnAt, isBlank, lineAt, lineStart, lineText, nextLineStart } from '../../text/lines.js';
import type { YamlDocument } from '../../yaml/document.js';
import { behindColon, hasOwnLine, keyNamed, lineAboveKey, renameKey } from '../../yaml/key.js';
import { isEmptyList } from '../../yaml/moves.js';
import { type Entry, mapNodeAt, nameOf, pairOf, startOf } from '../../yaml/nodes.js';
import { reindent } from '../../yaml/reindent.js';
import { type Entries, entryLines, isSpaced, lastOfEntries, withBlanks } from './entry-lines.js';
import { areSorted, itemChanges } from './item-changes.js';
import { tried } from './tried.js';

/** One map of containers, keyed by name, and what becomes of it. */
interface Moves {
  readonly document: YamlDocument;
  readonly map: YAMLMap;
  readonly from: Entry;
  readonly entries: Entries;
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
  return tried({
    reading,
    operations,
    plan: (document) => movesOf(document, operations),
    ways: ['after', 'before', 'below'] as const,
    edits: make,
    texts: [],
    otherwise: 'no position for the entries keeps every anchor before its aliases',
  });
}

function movesOf(document: YamlDocument, operations: readonly Operation[]): Moves {
  const own = operations.filter((operation) => !isNodeOperation(operation));
  const first = own.find((operation) => operation.op === 'move-item');
  const map = mapNodeAt(document, first?.at.path ?? []);
  if (first === undefined || map === null || map.flow === true)
    throw new CannotEdit('the values are not written as a plain map');
  const from = pairOf(map, first.from);
  const entries = from?.value;
  if (from === null || !isMap(entries) || entries.flow === true)
    throw new CannotEdit(`${first.from} is not written as a map with one entry per line`);
  if (entries.anchor !== undefined || entries.tag !== undefined)
    throw new CannotEdit(`${first.from} has an anchor or a tag`, 'SM119');
  return {
    document,
    map,
    from,
    entries: entries as Entries,
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
    return [...own, renameKey(lines, from.key, toName)];
  }
  const ranges = names.map((name) => entryLines(document, entries, name));
  const texts = names.map((name, i) => textOf(moves, name, ranges[i] ?? { first: 0, last: 0 }));
  const end = lastOfEntries(document, entries);
  const cuts = runs(
    ranges.map((range) => (staying.length > 0 ? withBlanks(document, range, end) : range)),
  ).map((range) => cutLines(lines, range));
  const keys = staying.length > 0 ? [] : [emptied(moves)];
  const column = columnAt(lines, startOf(entries.items[0]?.key as Node));
  if (to !== null && !isEmptyList(to)) {
    const target = to.value;
    if (!isEntries(target) || target.flow === true || target.anchor !== undefined)
      throw new CannotEdit(`${toName} is not written as a map with one entry per line`);
    const own = columnAt(lines, startOf(target.items[0]?.key as Node));
    const line = lastOfEntries(document, target) + 1;
    const blank = isSpaced(document, target) ? lines.eol : '';
    const text = texts.map((each) => blank + reindent(each, own - column)).join('');
    if (side === 'below')
      return [...inner, ...cuts, ...keys, ...broughtDown(moves, to, line, text)];
    return [...inner, ...cuts, ...keys, insertLines(lines, line, text)];
  }
  const blank = isSpaced(document, entries) ? lines.eol : '';
  const whole = texts.join(blank);
  if (to !== null) return [...inner, ...cuts, ...keys, ...filled(moves, to, whole)];
  const lead = ' '.repeat(columnAt(lines, startOf(from.key)));
  const text = `${lead}${keyNamed(lines, from.key, toName)}:${lines.eol}${whole}`;
  const [line, spaced] =
    side === 'before'
      ? [lineAboveKey(lines, from.key), text + blank]
      : [lastOfEntries(document, entries) + 1, blank + text];
  return [...inner, ...cuts, ...keys, insertLines(lines, line, spaced)];
}

function isEntries(node: Node | null): node is Entries {
  return isMap(node);
}

/** The other map with all of its lines, and what is added to it, behind the containers. */
function broughtDown(moves: Moves, to: Entry, end: number, text: string): readonly TextEdit[] {
  const { document, from, entries } = moves;
  const { lines } = document;
  const first = lineAboveKey(lines, to.key);
  const behind = lastOfEntries(document, entries) + 1;
  if (first > lineAt(lines, startOf(from.key)))
    throw new CannotEdit('an alias in a moved entry would come before its anchor', 'SM119');
  let last = end;
  while (isBlank(lineText(lines, last))) last++;
  const blanks = lines.text.slice(lineStart(lines, end), lineStart(lines, last));
  const own = lines.text.slice(lineStart(lines, first), lineStart(lines, end));
  return [
    cutLines(lines, { first, last: last - 1 }),
    insertLines(lines, behind, `${blanks}${own}${text}`),
  ];
}

/** The lines of a moving entry as they will be, at the column where they are. */
function textOf(moves: Moves, name: string, range: LineRange): string {
  const entry = moves.entries.items.find(({ key }) => nameOf(key) === name);
  const edits = entry === undefined ? [] : changesOf(moves, entry);
  return editedLines(moves.document.lines, range, edits);
}

/** What is set in an entry and what is taken out of it. */
function changesOf({ document, operations, entries }: Moves, entry: Entry): readonly TextEdit[] {
  return itemChanges({
    document,
    name: nameOf(entry.key),
    item: entry.value,
    operations,
    sorted: areSorted(entries.items.map(({ value }) => value)),
    quote: '',
    keyed: true,
  });
}

/** The key of a map that is left without an entry: gone, or empty where it has to stay. */
function emptied({ document, from, keepsKey }: Moves): TextEdit {
  const { lines } = document;
  const line = lineAt(lines, startOf(from.key));
  if (keepsKey) {
    return insertion(behindColon(lines, from.key), ' {}');
  }
  if (!hasOwnLine(lines, from.key))
    throw new CannotEdit(`${nameOf(from.key)} is the first key of its item`);
  if (lineText(lines, line).includes('#'))
    throw new CannotEdit(`a comment is on the line of ${nameOf(from.key)}, which is removed`);
  return cutLines(lines, { first: line, last: line });
}

/** The empty key stays where it stands and gets the entries. */
function filled({ document: { lines } }: Moves, to: Entry, text: string): readonly TextEdit[] {
  const line = lineAt(lines, startOf(to.key));
  const colon = behindColon(lines, to.key);
  const end = to.value?.range?.[1] ?? colon;
  const drop = end > colon ? [{ start: colon, end, text: '' }] : [];
  return [...drop, insertion(nextLineStart(lines, line), text)];
}
