import { isAlias, isMap, isScalar, type Node, type YAMLMap } from 'yaml';
import { CannotEdit } from '../../text/cannot-edit.js';
import type { LineRange } from '../../text/line-edits.js';
import { columnAt, commentColumn, isBlank, lineAt, lineText } from '../../text/lines.js';
import type { YamlDocument } from '../../yaml/document.js';
import { lastLine } from '../../yaml/items.js';
import { nameOf, startOf } from '../../yaml/nodes.js';

export type Entries = YAMLMap<Node, Node | null>;

/** The lines of an entry, with the comments directly above it and those below at its own depth. */
export function entryLines({ lines }: YamlDocument, entries: Entries, name: string): LineRange {
  const index = entries.items.findIndex(({ key }) => nameOf(key) === name);
  const entry = entries.items[index];
  if (entry === undefined) throw new CannotEdit(`there is no entry ${name}`);
  const value = isScalar(entry.value) && entry.value.value === null ? null : entry.value;
  if (isAlias(value) || (value !== null && !isMap(value)))
    throw new CannotEdit(`${name} is written elsewhere`, 'SM119');
  if (value?.anchor !== undefined)
    throw new CannotEdit(`${name} has the anchor &${value.anchor}`, 'SM119');
  const start = startOf(entry.key);
  const column = columnAt(lines, start);
  const previous = entries.items[index - 1];
  const floor =
    previous?.value == null ? -1 : lastLine(lines, previous.value, startOf(previous.key));
  let first = lineAt(lines, start);
  while (first - 1 > floor && commentColumn(lineText(lines, first - 1)) === column) first--;
  const last = withComments(lines, lastLine(lines, entry.value ?? entry.key, start), column);
  return { first, last };
}

/** The last line of what stands deeper than a column, with the comments below it that do, too. */
function withComments(lines: YamlDocument['lines'], from: number, column: number): number {
  let last = from;
  while ((commentColumn(lineText(lines, last + 1)) ?? 0) > column) last++;
  return last;
}

/** The last line of a map, with the comments that belong to its last entry. */
export function lastOfEntries({ lines }: YamlDocument, entries: Entries): number {
  const key = entries.items[0]?.key as Node;
  return withComments(lines, lastLine(lines, entries, startOf(key)), columnAt(lines, startOf(key)));
}

/** Blank lines that parted an item from its neighbours go with it; `end`: the last line of all. */
export function withBlanks({ lines }: YamlDocument, range: LineRange, end: number): LineRange {
  let { first, last } = range;
  const blank = (line: number): boolean => line >= 0 && isBlank(lineText(lines, line));
  if (last >= end) while (blank(first - 1)) first--;
  else while (last + 1 < lines.starts.length && blank(last + 1)) last++;
  return { first, last };
}

/** Whether a blank line stands before the entries of a map, but for the first. */
export function isSpaced({ lines }: YamlDocument, { items }: Entries): boolean {
  const second = items[1];
  if (second === undefined) return false;
  let line = lineAt(lines, startOf(second.key));
  while (commentColumn(lineText(lines, line - 1)) !== null) line--;
  return isBlank(lineText(lines, line - 1));
}
