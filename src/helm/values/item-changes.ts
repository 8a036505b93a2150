import { isMap, type Node, type Pair, type YAMLMap } from 'yaml';
import type { PodOperation } from '../../model/operation.js';
import type { TextEdit } from '../../model/source.js';
import { isList, type Value } from '../../model/value.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import { insertion } from '../../text/edits.js';
import { cutLines, type LineRange } from '../../text/line-edits.js';
import { columnAt, lineAt, lineStart, nextLineStart } from '../../text/lines.js';
import type { YamlDocument } from '../../yaml/document.js';
import { setKey } from '../../yaml/field.js';
import { innerEdits } from '../../yaml/inner.js';
import { lastLine } from '../../yaml/items.js';
import { nameOf, pairOf, startOf } from '../../yaml/nodes.js';

/** A container as it is written, and what changes in it. */
export interface ChangedItem {
  readonly document: YamlDocument;
  readonly name: string;
  readonly item: Node | null;
  readonly operations: readonly PodOperation[];
  /** Whether the keys of all containers around it are in alphabetical order. */
  readonly sorted: boolean;
  /** What texts of the containers around it are written in. */
  readonly quote: '' | '"' | "'";
  /** Whether its name is the key above it. */
  readonly keyed: boolean;
}

/** What is set in a container and what is taken out of it. */
export function itemChanges(changed: ChangedItem): readonly TextEdit[] {
  const { document, name, item, operations, keyed } = changed;
  return operations.flatMap((operation): readonly TextEdit[] => {
    if (operation.op === 'move-item' || operation.op === 'empty-list' || operation.name !== name)
      return [];
    if (!isMap(item)) throw new CannotEdit(`${name} is not a map`);
    if (operation.op === 'set-field') return [setIn(changed, item, operation.key, operation.value)];
    if (operation.op === 'remove-node' && keyed && operation.node.length === 1) {
      return [cutLines(document.lines, pairRange(document, item, String(operation.node[0])))];
    }
    if (operation.op === 'remove-node')
      return innerEdits(document, item, { remove: [operation.node], texts: [] });
    throw new CannotEdit('what changes in it cannot be written in values');
  });
}

function setIn(
  { document, sorted, quote }: ChangedItem,
  item: YAMLMap,
  key: string,
  value: Value,
): TextEdit {
  const { lines } = document;
  const scalar = isList(value)
    ? `[${value.map(String).join(', ')}]`
    : `${quote}${String(value)}${quote}`;
  const present = pairOf(item, key);
  if (present === null && (!isList(value) || item.flow === true))
    return setKey(document, item, { key, scalar, sorted, taken: [] });
  const column = columnAt(lines, startOf(item.items[0]?.key as Node));
  const line = `${' '.repeat(column)}${key}: ${scalar}${lines.eol}`;
  if (present === null)
    return insertion(lineStart(lines, lineAt(lines, startOf(item.items[0]?.key as Node))), line);
  const { first, last } = pairRange(document, item, key);
  return { start: lineStart(lines, first), end: nextLineStart(lines, last), text: line };
}

/** The lines of one key, which nothing else may share. */
function pairRange(document: YamlDocument, item: YAMLMap, key: string): LineRange {
  const { lines } = document;
  const pair = pairOf(item, key);
  if (pair === null || item.flow === true)
    throw new CannotEdit(`${key} is not written on a line of its own`);
  const first = lineAt(lines, startOf(pair.key));
  const last = pair.value === null ? first : lastLine(lines, pair.value, startOf(pair.key));
  const text = lines.text.slice(lineStart(lines, first), nextLineStart(lines, last));
  if (text.includes('#') || item.items.length === 1 || /^\s*-/.test(text))
    throw new CannotEdit(`${key} cannot be removed: a comment is beside it, or nothing else is`);
  return { first, last };
}

/** Whether the keys of all containers of a map or a list are in alphabetical order, one at least four. */
export function areSorted(items: readonly (Node | null)[]): boolean {
  const keys = items.map((item) =>
    isMap(item) ? (item.items as Pair<Node, unknown>[]).map(({ key }) => nameOf(key)) : [],
  );
  return (
    keys.some((list) => list.length >= 4) &&
    keys.every((list) => list.every((key, i) => i === 0 || (list[i - 1] ?? '') <= key))
  );
}
