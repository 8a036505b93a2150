import { isMap, isScalar, isSeq, type Node, type YAMLSeq } from 'yaml';
import type { ListForm } from '../../model/list-form.js';
import type { TextEdit } from '../../model/source.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import type { LineRange } from '../../text/line-edits.js';
import {
  columnAt,
  isBlank,
  lastWithComments,
  lineAt,
  lineStart,
  lineText,
} from '../../text/lines.js';
import type { YamlDocument } from '../../yaml/document.js';
import { blockItems, lastLine } from '../../yaml/items.js';
import { lineAboveKey } from '../../yaml/key.js';
import { type Entry, endOf, nameOf, startOf } from '../../yaml/nodes.js';
import { quoteOf } from '../../yaml/style.js';
import { liftedEdits, listTextAt } from './list-text.js';

/** The containers under a key of values, as they are written. */
export interface Contents {
  readonly form: ListForm;
  /** Whether they stand in brackets. */
  readonly flow: boolean;
  /** What they stand in: the document of the key, or the one of the text. */
  readonly document: YamlDocument;
  readonly items: readonly Item[];
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

/** One container, with the lines that are its own. */
export interface Item extends LineRange {
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
export function contentsAt(document: YamlDocument, pair: Entry, form: ListForm): Contents {
  const key = nameOf(pair.key);
  const node = pair.value;
  if (node === null || ('anchor' in node && node.anchor !== undefined) || node.tag !== undefined)
    throw new CannotEdit(`${key} has an anchor or a tag, or is empty`, 'SM119');
  if (form === 'text') return ofText(document, pair, key);
  if ((isSeq(node) || isMap(node)) && node.flow === true) return inBrackets(document, pair, form);
  if (form === 'list') {
    if (!isSeq(node)) throw new CannotEdit(`${key} is not written as a list`);
    return ofList(document, node);
  }
  if (!isMap(node)) throw new CannotEdit(`${key} is not written as a map`);
  const items = (node.items as Entry[]).map((entry) => entryItem(document, entry));
  return inLines(document, form, items);
}

/** Containers in brackets, each on one line: elsewhere they get lines of their own. */
function inBrackets(document: YamlDocument, pair: Entry, form: ListForm): Contents {
  const { lines } = document;
  const node = pair.value;
  const column = columnAt(lines, startOf(pair.key)) + 2;
  const entries = isMap(node) ? (node.items as Entry[]) : [];
  const nodes = isSeq(node) ? (node.items as Node[]) : entries.map(({ value }) => value);
  const items = nodes.map((own, i): Item => {
    const entry = entries[i] ?? null;
    const start = startOf(entry?.key ?? (own as Node));
    const line = lineAt(lines, start);
    const name = entry === null ? nameIn(own) : nameOf(entry.key);
    if (!isMap(own) || own.anchor !== undefined || lineAt(lines, endOf(own)) !== line)
      throw new CannotEdit(`${name} is not a plain map on one line`);
    return { name, first: line, last: line, own: line, node: own, start, entry };
  });
  return {
    ...inLines(document, form, items),
    flow: true,
    column,
    outerColumn: column,
    end: lineAt(lines, endOf(node) - 1),
    spaced: false,
    quote: isSeq(node) ? quoteOf(node) : '',
  };
}

function ofText(document: YamlDocument, pair: Entry, key: string): Contents {
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
    lift: (edits) => liftedEdits(text, document, node, edits),
  };
}

function ofList(document: YamlDocument, seq: YAMLSeq): Contents {
  const { lines } = document;
  const items = blockItems(lines, seq).map((item): Item => {
    const { node, firstLine: first, lastLine: last, dashLine: own, dashColumn } = item;
    if (item.keeps) throw new CannotEdit('a container ends in a text that keeps its blank lines');
    const start = lineStart(lines, own) + dashColumn;
    return { name: nameIn(node), first, last, own, node, start, entry: null };
  });
  return { ...inLines(document, 'list', items), quote: quoteOf(seq) };
}

function nameIn(node: Node | null): string {
  return isMap(node) ? String(node.get('name') ?? '') : '';
}

/** An entry with the comments directly above it and those below that stand deeper. */
function entryItem({ lines }: YamlDocument, entry: Entry): Item {
  const { key, value } = entry;
  const start = startOf(key);
  const last = lastWithComments(
    lines,
    lastLine(lines, value ?? key, start),
    columnAt(lines, start),
  );
  const first = lineAboveKey(lines, key);
  return { name: nameOf(key), first, last, own: lineAt(lines, start), node: value, start, entry };
}

function inLines(document: YamlDocument, form: ListForm, items: readonly Item[]): Contents {
  const [first, second] = items;
  const { lines } = document;
  const column = first === undefined ? 0 : columnAt(lines, first.start);
  return {
    form,
    flow: false,
    document,
    items,
    column,
    outerColumn: column,
    end: items.at(-1)?.last ?? 0,
    spaced: second !== undefined && isBlank(lineText(lines, second.first - 1)),
    quote: '',
    lift: (edits) => edits,
  };
}
