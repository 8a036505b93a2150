import { isMap, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import type { CopyItem, EmptyList, PodOperation } from '../model/operation.js';
import type { TextEdit } from '../model/source.js';
import { isList } from '../model/value.js';
import { firstDifference } from '../operations/same.js';
import { CannotEdit } from '../text/cannot-edit.js';
import { applyEdits, insertion } from '../text/edits.js';
import { insertLines } from '../text/line-edits.js';
import { columnAt, lineAt, lineText } from '../text/lines.js';
import { dashColumn, intoBrackets, intoDashes } from './arrivals.js';
import type { YamlDocument } from './document.js';
import { emptyValue } from './empty-key.js';
import { changeEdits } from './field.js';
import { keyNamed, lineAboveKey, renameKey } from './key.js';
import { indexOf, isEmptyList } from './moves.js';
import { isBlockSeq, mapNodeAt, pairOf, startOf } from './nodes.js';
import { readDocument } from './read.js';
import { reindent } from './reindent.js';
import { hasSortedKeys, quoteOf } from './style.js';

/** Operations on lists that nothing is moved out of. */
export type LayerOperation = CopyItem | EmptyList;

export function isLayerOperation(operation: PodOperation): operation is LayerOperation {
  return operation.op === 'copy-item' || operation.op === 'empty-list';
}

/** What a layer of values gets because of a move in another: a copy, or a list that says it is empty. */
export function layerEdits(
  document: YamlDocument,
  operations: readonly LayerOperation[],
): readonly TextEdit[] {
  const copies = operations.filter((operation) => operation.op === 'copy-item');
  return [
    ...operations.flatMap((each) => (each.op === 'empty-list' ? [emptyEdit(document, each)] : [])),
    ...(copies.length > 0 ? copyEdits(document, copies) : []),
  ];
}

interface Target {
  readonly document: YamlDocument;
  readonly map: YAMLMap;
  readonly pair: Pair<Node, Node | null>;
  readonly list: string;
}

function copyEdits(document: YamlDocument, copies: readonly CopyItem[]): readonly TextEdit[] {
  const [first] = copies;
  const map = first === undefined ? null : mapNodeAt(document, first.at.path);
  const pair = first === undefined || map === null ? null : pairOf(map, first.list);
  if (first === undefined || map === null || pair === null)
    throw new CannotEdit('the list that a copy goes to is not written in this place');
  const target = { document, map, pair, list: first.list };
  if (isEmptyList(pair)) return filled(target, copies);
  const { value } = pair;
  if (!isSeq(value) || value.anchor !== undefined)
    throw new CannotEdit(`${first.list} is not a plain list`);
  const { lines } = document;
  const isBlock = isBlockSeq(value);
  const column = isBlock ? dashColumn(lines, value) : 0;
  const arriving = copies.map((copy) => ({
    before: copy.before === null ? null : indexOf(value, copy.before),
    text: isBlock ? reindent(textOf(target, copy), column) : bracesOf(target, copy),
  }));
  return isBlock ? intoDashes(lines, value, arriving) : intoBrackets(lines, value, arriving);
}

/** A copy that stands in brackets, as it goes into others. */
function bracesOf(target: Target, copy: CopyItem): string {
  const text = textOf(target, copy).slice('- '.length).trimEnd();
  if (text.startsWith('{')) return text;
  throw new CannotEdit(`${copy.list} is written in brackets, and the copy of ${copy.name} is not`);
}

/** The empty key stays where it stands and gets the copies. */
function filled(target: Target, copies: readonly CopyItem[]): readonly TextEdit[] {
  const { document, map, pair } = target;
  const { lines } = document;
  const key = startOf(pair.key);
  if (map.flow === true)
    throw new CannotEdit(`the empty ${target.list} is not written on a line of its own`);
  const column = columnAt(lines, key) + dashIndent(document);
  const text = copies.map((copy) => reindent(textOf(target, copy), column)).join('');
  return [...emptyValue(lines, pair), insertLines(lines, lineAt(lines, key) + 1, text)];
}

/** How far the lists of a document stand behind their keys. */
function dashIndent({ lines }: YamlDocument): number {
  const list = /^( *)[^\s#-][^\n]*:[ \t]*\r?\n( *)- /m.exec(lines.text);
  const [, key, dash] = list ?? [];
  return key === undefined || dash === undefined ? 2 : Math.max(0, dash.length - key.length);
}

/** The item as it will be, from its dash at the first column. */
function textOf({ document, map, list }: Target, copy: CopyItem): string {
  const { text, value, name } = copy;
  const read = (each: string): YamlDocument => {
    const only = readDocument(each);
    if (only === null) throw new CannotEdit(`${name} cannot be copied as it is written`);
    return only;
  };
  const own = read(text);
  const items = isSeq(own.tree.contents) ? own.tree.contents : null;
  const node = items?.items[0];
  const written = isList(own.value) ? own.value[0] : null;
  if (items === null || !isMap(node) || typeof written !== 'object' || written === null)
    throw new CannotEdit(`${name} cannot be copied as it is written`);
  const gone = Object.keys(written).filter((key) => !Object.hasOwn(value, key));
  const come = Object.entries(value).filter(([key]) => !Object.hasOwn(written, key));
  const change = {
    remove: gone.map((key) => [key]),
    texts: [],
    set: come.map(([key, set]) => ({ key, value: set })),
  };
  const style = { quote: quoteOf(items), sorted: hasSortedKeys(map, [list]) };
  const made = applyEdits(text, changeEdits(own, node, change, style));
  if (firstDifference(read(made).value, [value]) !== null)
    throw new CannotEdit(`a copy of ${name} would differ from the plan`);
  return made.replaceAll('\n', document.lines.eol);
}

/** `[]` above the other key, or in its place. */
function emptyEdit(document: YamlDocument, { at, list, beside, instead }: EmptyList): TextEdit {
  const { lines } = document;
  const map = mapNodeAt(document, at.path);
  const pair = map === null ? null : pairOf(map, beside);
  if (map === null || pair === null) throw new CannotEdit(`${beside} is not written in this place`);
  if (instead) return renameKey(lines, pair.key, list);
  const start = startOf(pair.key);
  const name = keyNamed(lines, pair.key, list);
  if (map.flow === true) return insertion(start, `${name}: [], `);
  const line = lineAboveKey(lines, pair.key);
  const lead = lineText(lines, lineAt(lines, start)).slice(0, columnAt(lines, start));
  return insertLines(lines, line, `${lead}${name}: []${lines.eol}`);
}
