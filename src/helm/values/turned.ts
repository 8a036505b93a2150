import { isMap, isScalar, type YAMLMap } from 'yaml';
import type { ListForm } from '../../model/list-form.js';
import type { TextEdit } from '../../model/source.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import { insertion } from '../../text/edits.js';
import { columnAt, isBlank, lineAt, lineText } from '../../text/lines.js';
import type { YamlDocument } from '../../yaml/document.js';
import { innerEdits } from '../../yaml/inner.js';
import { pairOf, startOf } from '../../yaml/nodes.js';
import { reindent } from '../../yaml/reindent.js';
import type { Held, HeldItem } from './held.js';

/** What makes an entry of an item, or an item of an entry, where the other side is written so. */
export function turnEdits(held: Held, item: HeldItem, form: ListForm): readonly TextEdit[] {
  if ((held.form === 'map') === (form === 'map')) return [];
  if (!isMap(item.node)) throw new CannotEdit(`${item.name} is not a map`);
  return form === 'map'
    ? entryOf(held.document, item, item.node)
    : itemOf(held.document, item, item.node);
}

/** `- name: proxy` becomes `proxy:`. */
function entryOf(document: YamlDocument, item: HeldItem, map: YAMLMap): readonly TextEdit[] {
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
function itemOf({ lines }: YamlDocument, item: HeldItem, map: YAMLMap): readonly TextEdit[] {
  const key = item.entry?.key;
  const [start = 0, end = 0] = key?.range ?? [];
  const lead = lineText(lines, item.own).slice(0, columnAt(lines, start));
  if (key === undefined || (map.flow !== true && !isBlank(lead)))
    throw new CannotEdit(`${item.name} is not a plain key`);
  const name = lines.text.slice(start, end);
  const colon = lines.text.indexOf(':', end) + 1;
  if (map.flow !== true)
    return [insertion(start, '- name: '), { start: end, end: colon, text: '' }];
  const first = map.items[0]?.key as Parameters<typeof startOf>[0];
  const gap = lines.text.slice(startOf(map) + 1, startOf(first));
  return [{ start, end: startOf(first), text: `- {${gap}name: ${name}, ` }];
}

/** Lines of an entry that became an item: what is below its key comes below its name. */
export function evenedOut(held: Held, item: HeldItem, form: ListForm, text: string): string {
  if (held.form !== 'map' || form === 'map' || !isMap(item.node) || item.node.flow === true)
    return text;
  const { lines } = held.document;
  const first = item.node.items[0]?.key as Parameters<typeof startOf>[0];
  const by = 2 - (columnAt(lines, startOf(first)) - held.column);
  const rows = text.split(/(?<=\n)/);
  const head = item.own - item.first + 1;
  return rows.slice(0, head).join('') + reindent(rows.slice(head).join(''), by);
}
