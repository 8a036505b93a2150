import { isMap, isScalar, type Node, type Pair, type YAMLMap } from 'yaml';
import type { TextEdit } from '../model/source.js';
import { CannotEdit } from '../text/cannot-edit.js';
import { insertion } from '../text/edits.js';
import {
  columnAt,
  commentColumn,
  lastWithComments,
  lineAt,
  lineStart,
  lineText,
  nextLineStart,
} from '../text/lines.js';
import type { YamlDocument } from './document.js';
import { innerEdits } from './inner.js';
import { keyStart, pairEnd } from './items.js';
import type { Change, Move, PodMoves } from './moves.js';
import { pairOf, startOf } from './nodes.js';
import { hasSortedKeys, keyQuoteOf, pairBefore, quoteOf } from './style.js';

/** The edits inside one moving item: fields set and removed, as offsets into the document. */
export function fieldEdits(pod: PodMoves, move: Move): readonly TextEdit[] {
  const sorted = hasSortedKeys(pod.map, [String(pod.from.key), pod.toName]);
  const style = { quote: quoteOf(pod.fromSeq), sorted };
  return changeEdits(pod.document, pod.fromSeq.items[move.index], move, style);
}

/** How the containers around one are written. */
export interface ItemStyle {
  /** What their plain texts are written in. */
  readonly quote: ReturnType<typeof quoteOf>;
  /** Whether the keys of all of them are in alphabetical order. */
  readonly sorted: boolean;
}

/** The edits inside one container. */
export function changeEdits(
  document: YamlDocument,
  item: unknown,
  { set, remove, texts }: Change,
  { quote, sorted }: ItemStyle,
): readonly TextEdit[] {
  if (!isMap(item)) throw new CannotEdit('the container is not a plain map');
  const own = quote || (keyQuoteOf(item) === '"' ? '"' : '');
  const taken = remove.flatMap((path) => (path.length === 1 ? path : []));
  return [
    ...set.map(({ key, value }) =>
      setKey(document, item, { key, scalar: `${own}${String(value)}${own}`, sorted, taken }),
    ),
    ...innerEdits(document, item, { remove, texts }),
  ];
}

export interface NewKey {
  readonly key: string;
  /** As it is to be written, quotes included. */
  readonly scalar: string;
  /** Whether it goes to its alphabetical place. */
  readonly sorted: boolean;
  /** Keys of the map that go in the same change. */
  readonly taken: readonly (string | number)[];
}

/** The edit that gives a map one more key. */
export function setKey(document: YamlDocument, item: YAMLMap, field: NewKey): TextEdit {
  const there = pairOf(item, field.key);
  if (there !== null) return setThere(document, there, field);
  return item.flow === true ? setInFlow(document, item, field) : setInBlock(document, item, field);
}

/** A key that is written without a value, or with null: absent for the API server. */
function setThere(
  { lines }: YamlDocument,
  { key: node, value }: Pair<Node, Node | null>,
  { key, scalar }: NewKey,
): TextEdit {
  if (value !== null && (!isScalar(value) || value.anchor !== undefined || value.tag !== undefined))
    throw new CannotEdit(`${key} has a value that is not plain`);
  const [start = 0, end = 0] = value?.range ?? [];
  if (end > start) return { start, end, text: scalar };
  const colon = lines.text.indexOf(':', node.range?.[1] ?? 0) + 1;
  return insertion(colon, ` ${scalar}`);
}

function setInBlock(
  { lines }: YamlDocument,
  item: YAMLMap,
  { key, scalar, sorted }: NewKey,
): TextEdit {
  const index = pairBefore(item, key, sorted);
  const pair = item.items[index] as Pair<Node, Node | null>;
  const next = item.items[index + 1] as Pair<Node, Node | null> | undefined;
  const column = columnAt(lines, keyStart(item.items[0] as Pair));
  const quote = keyQuoteOf(item);
  const field = `${' '.repeat(column)}${quote}${key}${quote}: ${scalar}`;
  let last = lineAt(lines, pairEnd(pair) - 1);
  // Comments that stand deeper than the keys belong to the map or list above them.
  if (next === undefined && !isScalar(pair.value)) last = lastWithComments(lines, last, column);
  const end = nextLineStart(lines, last);
  const nested = next !== undefined && lineAt(lines, startOf(next.key)) > last + 1;
  if (!nested || isScalar(pair.value)) {
    if (end === lines.text.length && !lines.text.endsWith('\n'))
      return insertion(end, `${lines.eol}${field}`);
    return insertion(end, `${field}${lines.eol}`);
  }
  // Behind a nested value, above the next key and the comments that belong to it.
  let line = lineAt(lines, startOf(next.key));
  while (commentColumn(lineText(lines, line - 1)) === column) line--;
  return insertion(lineStart(lines, line), `${field}${lines.eol}`);
}

function setInFlow(
  { lines }: YamlDocument,
  item: YAMLMap,
  { key, scalar, sorted, taken }: NewKey,
): TextEdit {
  const index = pairBefore(item, key, sorted);
  const pair = item.items[index] as Pair<Node, Node | null>;
  const quote = keyQuoteOf(item);
  const field = `${quote}${key}${quote}: ${scalar}`;
  const end = pairEnd(pair);
  const keyLine = lineAt(lines, startOf(pair.key));
  const lead = lineText(lines, keyLine).slice(0, columnAt(lines, startOf(pair.key)));
  if (!/^\s*$/.test(lead)) return insertion(end, `, ${field}`);
  // One key a line: so the new one gets a line, behind the comma and comment of the one before.
  // A neighbour that goes takes that comma with it.
  const next = item.items[index + 1];
  const goes = taken.includes(String(next?.key));
  const rest = goes ? null : /^\s*,[ \t]*(#.*)?(?=\r?\n|$)/.exec(lines.text.slice(end));
  if (rest !== null) return insertion(end + rest[0].length, `${lines.eol}${lead}${field},`);
  return insertion(end, `,${lines.eol}${lead}${field}`);
}
