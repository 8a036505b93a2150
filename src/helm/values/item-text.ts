import { isMap, isScalar, type Node, type YAMLMap } from 'yaml';
import type { ListForm } from '../../model/list-form.js';
import type { TextEdit } from '../../model/source.js';
import { isList } from '../../model/value.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import { editedPart, insertion } from '../../text/edits.js';
import { editedLines, insertLines, type LineRange } from '../../text/line-edits.js';
import { columnAt, lineAt, lineStart, nextLineStart } from '../../text/lines.js';
import type { YamlDocument } from '../../yaml/document.js';
import type { NewKey } from '../../yaml/field.js';
import { changeEdits, setKey } from '../../yaml/field.js';
import { innerEdits } from '../../yaml/inner.js';
import { lastLine } from '../../yaml/items.js';
import { behindColon, hasOwnLine } from '../../yaml/key.js';
import { type Entry, endOf, pairOf, startOf } from '../../yaml/nodes.js';
import { reindent } from '../../yaml/reindent.js';
import { areSorted } from '../../yaml/style.js';
import type { Contents, Item } from './contents.js';
import type { Transfer } from './transfer.js';
import { unveiled } from './veil.js';

/** A container as it will be, with the column at which its text stands. */
export interface ItemText {
  readonly name: string;
  readonly text: string;
  readonly column: number;
}

/** The lines of a container as they will be, with plain ends of lines. */
export function textOf(transfer: Transfer, item: Item): ItemText {
  const { contents, toForm } = transfer;
  const { form, document, column } = contents;
  const { name, node, start } = item;
  const edits = [...turnEdits(contents, item, toForm), ...changesOf(transfer, item)];
  if (contents.flow) {
    // What stood in brackets gets a dash, or is an entry as it was.
    const dash = toForm === 'map' || form === 'map' ? '' : '- ';
    const text = editedPart(document.lines.text, { start, end: endOf(node) }, edits);
    return { name, text: `${dash}${text}\n`, column: 0 };
  }
  const lines = evenedOut(contents, item, toForm, editedLines(document.lines, item, edits));
  const plain = lines.replaceAll('\r\n', '\n');
  return { name, text: form === 'text' ? unveiled(plain) : plain, column };
}

/** What is set in a container and what is taken out of it. */
export function changesOf({ contents, changes }: Transfer, item: Item): readonly TextEdit[] {
  const change = changes.get(item.name);
  const { document, form, quote, items } = contents;
  const { name, node } = item;
  if (change === undefined) return [];
  if (!isMap(node)) throw new CannotEdit(`${name} is not a map`);
  if (change.texts.length > 0)
    throw new CannotEdit('what changes in it cannot be written in values');
  const sorted = areSorted(items.map((each) => each.node));
  const set = change.set.filter(({ value }) => !isList(value));
  return [
    ...change.set.flatMap(({ key, value }) =>
      isList(value)
        ? listEdit(document, node, {
            key,
            scalar: `[${value.map(String).join(', ')}]`,
            sorted,
            taken: [],
          })
        : [],
    ),
    ...changeEdits(
      document,
      node,
      { ...change, set },
      { quote: form === 'map' ? '' : quote, sorted },
    ),
  ];
}

/** What makes an entry of an item, or an item of an entry, where the other side is written so. */
function turnEdits(contents: Contents, item: Item, form: ListForm): readonly TextEdit[] {
  if ((contents.form === 'map') === (form === 'map')) return [];
  if (!isMap(item.node)) throw new CannotEdit(`${item.name} is not a map`);
  return form === 'map'
    ? entryOf(contents.document, item, item.node)
    : itemOf(contents.document, item, item.node);
}

/** `- name: proxy` becomes `proxy:`. */
function entryOf(document: YamlDocument, item: Item, map: YAMLMap): readonly TextEdit[] {
  const { lines } = document;
  const pair = pairOf(map, 'name');
  const value = pair?.value;
  const first = map.items[0];
  if (pair === null || !isScalar(value) || value.anchor !== undefined || value.tag !== undefined)
    throw new CannotEdit(`the name of ${item.name} is not written in it`, 'SM119');
  const [from = 0, to = 0] = value.range ?? [];
  const name = lines.text.slice(from, to);
  if (name.includes('\n')) throw new CannotEdit(`the name of ${item.name} takes several lines`);
  const withoutName = (): readonly TextEdit[] => {
    const edits = innerEdits(document, map, { remove: [['name']], texts: [] });
    if (edits.some(({ start, end }) => lines.text.slice(start, end).includes('#')))
      throw new CannotEdit(`a comment is beside the name of ${item.name}`);
    return edits;
  };
  if (map.flow === true)
    return [{ start: item.start, end: startOf(map), text: `${name}: ` }, ...withoutName()];
  const begin = startOf(first?.key as Parameters<typeof startOf>[0]);
  if (lineAt(lines, begin) !== item.own)
    throw new CannotEdit(`the dash of ${item.name} has a line of its own`);
  if (first === (pair as unknown))
    return [{ start: item.start, end: from, text: '' }, insertion(to, ':')];
  const lead = `${name}:${lines.eol}${' '.repeat(columnAt(lines, begin))}`;
  return [{ start: item.start, end: begin, text: lead }, ...withoutName()];
}

/** `proxy:` becomes `- name: proxy`. */
function itemOf({ lines }: YamlDocument, item: Item, map: YAMLMap): readonly TextEdit[] {
  const key = item.entry?.key;
  const [start = 0, end = 0] = key?.range ?? [];
  if (key === undefined || (map.flow !== true && !hasOwnLine(lines, key)))
    throw new CannotEdit(`${item.name} is not a plain key`);
  const name = lines.text.slice(start, end);
  const colon = behindColon(lines, key);
  if (map.flow !== true)
    return [insertion(start, '- name: '), { start: end, end: colon, text: '' }];
  const first = map.items[0]?.key as Parameters<typeof startOf>[0];
  const gap = lines.text.slice(startOf(map) + 1, startOf(first));
  return [{ start, end: startOf(first), text: `- {${gap}name: ${name}, ` }];
}

/** Lines of an entry that became an item: what is below its key comes below its name. */
function evenedOut(contents: Contents, item: Item, form: ListForm, text: string): string {
  if (contents.form !== 'map' || form === 'map' || !isMap(item.node) || item.node.flow === true)
    return text;
  const { lines } = contents.document;
  const first = item.node.items[0]?.key as Parameters<typeof startOf>[0];
  const by = 2 - (columnAt(lines, startOf(first)) - contents.column);
  const rows = text.split(/(?<=\n)/);
  const head = item.own - item.first + 1;
  return rows.slice(0, head).join('') + reindent(rows.slice(head).join(''), by);
}

/** A list of words under a key: in the place of the one that is there, or above the first key. */
function listEdit(document: YamlDocument, item: YAMLMap, field: NewKey): TextEdit {
  const { lines } = document;
  const { key, scalar } = field;
  const [first] = item.items as Entry[];
  if (pairOf(item, key) === null && (item.flow === true || first === undefined))
    return setKey(document, item, field);
  const column = columnAt(lines, startOf(first?.key as Node));
  const text = `${' '.repeat(column)}${key}: ${scalar}${lines.eol}`;
  if (pairOf(item, key) === null)
    return insertLines(lines, lineAt(lines, startOf(first?.key as Node)), text);
  const range = pairRange(document, item, key);
  return { start: lineStart(lines, range.first), end: nextLineStart(lines, range.last), text };
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
