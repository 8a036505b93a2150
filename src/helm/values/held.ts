import { isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { ListForm } from '../../model/list-form.js';
import type { TextEdit } from '../../model/source.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import type { LineRange } from '../../text/line-edits.js';
import { columnAt, isBlank, lineAt, lineText } from '../../text/lines.js';
import type { YamlDocument } from '../../yaml/document.js';
import { type BlockItem, blockItems, lastLine } from '../../yaml/items.js';
import { type Entry, nameOf, startOf } from '../../yaml/nodes.js';
import { quoteOf } from '../../yaml/style.js';
import { type Entries, entryLines, isSpaced } from './entry-lines.js';
import { liftedEdits, listTextAt } from './list-text.js';

/** The containers under a key of values, as they are written. */
export interface Held {
  readonly form: ListForm;
  /** Whether they stand in brackets. */
  readonly flow: boolean;
  /** What they stand in: the document of the key, or the one of the text. */
  readonly document: YamlDocument;
  readonly items: readonly HeldItem[];
  /** Where an item begins: in its own document, and in that of the key. */
  readonly column: number;
  readonly outerColumn: number;
  /** The last line of the last item. */
  readonly end: number;
  /** Whether blank lines part its items. */
  readonly spaced: boolean;
  /** What most of its plain texts are written in. */
  readonly quote: ReturnType<typeof quoteOf>;
  /** Edits of its document as edits of that of the key. */
  readonly lift: (edits: readonly TextEdit[]) => readonly TextEdit[];
}

export interface HeldItem extends LineRange {
  readonly name: string;
  /** The line of its dash or its key. */
  readonly own: number;
  /** Its map, or what stands instead of one. */
  readonly node: Node | null;
  /** Where its dash or its key begins; in brackets, where it begins itself. */
  readonly start: number;
  /** Of a map of containers. */
  readonly entry: Entry | null;
}

/** @throws {CannotEdit} where they are not written one below the other. */
export function heldAt(document: YamlDocument, pair: Entry, form: ListForm): Held {
  const key = nameOf(pair.key);
  const node = pair.value;
  if (node === null || ('anchor' in node && node.anchor !== undefined) || node.tag !== undefined)
    throw new CannotEdit(`${key} has an anchor or a tag, or is empty`, 'SM119');
  if (form === 'text') return ofText(document, pair, key);
  if ((isSeq(node) || isMap(node)) && node.flow === true) return inBrackets(document, pair, form);
  if (form === 'list') {
    if (!isSeq(node)) throw new CannotEdit(`${key} is not written as a list`);
    return { ...ofList(document, node), lift: (edits) => edits };
  }
  if (!isMap(node)) throw new CannotEdit(`${key} is not written as a map`);
  return ofMap(document, node as Entries);
}

/** Containers in brackets, each on one line: elsewhere they get lines of their own. */
function inBrackets(document: YamlDocument, pair: Entry, form: ListForm): Held {
  const { lines } = document;
  const node = pair.value;
  const column = columnAt(lines, startOf(pair.key)) + 2;
  const entries = isMap(node) ? (node as Entries).items : [];
  const nodes = isSeq(node) ? (node.items as Node[]) : entries.map(({ value }) => value);
  return {
    form,
    flow: true,
    document,
    items: nodes.map((own, i) => {
      const entry = entries[i] ?? null;
      const start = startOf(entry?.key ?? (own as Node));
      const line = lineAt(lines, start);
      const named = isMap(own) ? String(own.get('name') ?? '') : '';
      const name = entry === null ? named : nameOf(entry.key);
      if (!isMap(own) || own.anchor !== undefined || lineAt(lines, own.range?.[1] ?? 0) !== line)
        throw new CannotEdit(`${name} is not a plain map on one line`);
      return { name, first: line, last: line, own: line, node: own, start, entry };
    }),
    column,
    outerColumn: column,
    end: lineAt(lines, (node?.range?.[1] ?? 1) - 1),
    spaced: false,
    quote: isSeq(node) ? quoteOf(node) : '',
    lift: (edits) => edits,
  };
}

function ofText(document: YamlDocument, pair: Entry, key: string): Held {
  const text = listTextAt(pair);
  const node = pair.value;
  if (text === null || !isScalar(node))
    throw new CannotEdit(`the text of ${key} is not a list by itself`);
  const list = ofList(text.document, text.seq);
  const { lines } = document;
  const first = lineText(lines, lineAt(lines, startOf(node)) + 1);
  const indent =
    (/^ */.exec(first)?.[0].length ?? 0) - (/^ */.exec(text.document.lines.text)?.[0].length ?? 0);
  return {
    ...list,
    form: 'text',
    outerColumn: Math.max(indent, 0) + list.column,
    lift: (edits) => liftedEdits(text, document, node as Scalar, edits),
  };
}

function ofList(document: YamlDocument, seq: YAMLSeq): Omit<Held, 'lift'> {
  const { lines } = document;
  const items = blockItems(lines, seq);
  const column = items[0]?.dashColumn ?? 0;
  const [, second] = items;
  return {
    form: 'list',
    flow: false,
    document,
    items: items.map((item) => itemOf(document, item)),
    column,
    outerColumn: column,
    end: items.at(-1)?.lastLine ?? 0,
    spaced: second !== undefined && isBlank(lineText(lines, second.firstLine - 1)),
    quote: quoteOf(seq),
  };
}

function itemOf({ lines }: YamlDocument, item: BlockItem): HeldItem {
  const { node, firstLine: first, lastLine: last, dashLine: own, dashColumn } = item;
  if (item.keeps) throw new CannotEdit('a container ends in a text that keeps its blank lines');
  const start = (lines.starts[own] ?? 0) + dashColumn;
  const name = isMap(node) ? String(node.get('name') ?? '') : '';
  if (node.anchor !== undefined)
    throw new CannotEdit(`${name} has the anchor &${node.anchor}`, 'SM119');
  return { name, first, last, own, node, start, entry: null };
}

function ofMap(document: YamlDocument, entries: Entries): Held {
  const { lines } = document;
  const column = columnAt(lines, startOf(entries.items[0]?.key as Node));
  const items = entries.items.map((entry): HeldItem => {
    const name = nameOf(entry.key);
    const start = startOf(entry.key);
    const isPlain = isMap(entry.value) && (entry.value as YAMLMap).anchor === undefined;
    const range = isPlain ? entryLines(document, entries, name) : ofOther(document, entry);
    return { name, ...range, own: lineAt(lines, start), node: entry.value, start, entry };
  });
  return {
    form: 'map',
    flow: false,
    document,
    items,
    column,
    outerColumn: column,
    end: items.at(-1)?.last ?? 0,
    spaced: isSpaced(document, entries),
    quote: '',
    lift: (edits) => edits,
  };
}

/** An entry that nobody moves: an alias, an anchor, null. */
function ofOther({ lines }: YamlDocument, { key, value }: Entry): LineRange {
  const first = lineAt(lines, startOf(key));
  return { first, last: value === null ? first : lastLine(lines, value, startOf(key)) };
}
