import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { TextEdit } from '../model/source.js';
import type { Path } from '../model/value.js';
import { CannotEdit } from '../text/cannot-edit.js';
import { cutLines, type LineRange } from '../text/line-edits.js';
import { columnAt, isBlank, lastWithComments, lineAt, lineText } from '../text/lines.js';
import type { YamlDocument } from './document.js';
import { blockItems, contentEnd, keyStart, lastLine, pairEnd } from './items.js';
import type { Inner } from './moves.js';
import { startOf } from './nodes.js';
import { textEdits } from './texts.js';

/** The edits for what is taken out and rewritten below a node, as offsets into the document. */
export function innerEdits(
  document: YamlDocument,
  root: Node,
  { remove, texts }: Inner,
): readonly TextEdit[] {
  return [
    ...byParent(remove).flatMap(({ parent, steps }) =>
      removals(document, below(root, parent), steps),
    ),
    ...texts.flatMap(({ node, edits }) => textEdits(document, below(root, node), edits)),
  ];
}

interface Siblings {
  readonly parent: Path;
  readonly steps: (string | number)[];
}

function byParent(paths: readonly Path[]): readonly Siblings[] {
  const groups = new Map<string, Siblings>();
  for (const path of paths) {
    const parent = path.slice(0, -1);
    const group = groups.get(parent.join('/')) ?? { parent, steps: [] };
    group.steps.push(path.at(-1) ?? '');
    groups.set(parent.join('/'), group);
  }
  return [...groups.values()];
}

/** The node at a path, as long as it is written there and nowhere else. */
function below(root: Node, path: Path): Node {
  let node: unknown = root;
  for (const step of path) {
    if (isMap(node)) node = node.items.find((pair) => isKey(pair.key, step))?.value;
    else if (isSeq(node)) node = node.items[Number(step)];
    if (!isScalar(node) && !isMap(node) && !isSeq(node))
      throw new CannotEdit(`${path.join('.')} is not written in this place`);
    if (isAlias(node) || node.anchor !== undefined)
      throw new CannotEdit(`${path.join('.')} is shared by an anchor`, 'SM119');
  }
  return node as Node;
}

function isKey(key: unknown, step: string | number): boolean {
  return isScalar(key) && key.value === step;
}

/** The edits that take items out of a list, or keys out of a map. */
export function removals(
  document: YamlDocument,
  parent: Node,
  steps: readonly (string | number)[],
): readonly TextEdit[] {
  if (!isMap(parent) && !isSeq(parent))
    throw new CannotEdit('there is no list or map to remove it from');
  const indexes = steps
    .map((step) =>
      isMap(parent) ? parent.items.findIndex((pair) => isKey(pair.key, step)) : Number(step),
    )
    .sort((a, b) => a - b);
  if (indexes.some((index) => parent.items[index] === undefined))
    throw new CannotEdit(`${steps.join(', ')} is not written in this place`);
  if (indexes.length === parent.items.length)
    throw new CannotEdit('nothing would be left of a list or a map');
  return parent.flow === true
    ? flowCuts(document.lines.text, parent.items.map(spanOf), indexes)
    : linesOf(document, parent, indexes).map((range) => cutLines(document.lines, range));
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function spanOf(item: unknown): Span {
  const pair = item as Pair<Node, Node | null>;
  if ('key' in pair) return { start: startOf(pair.key), end: pairEnd(pair) };
  const node = item as Node;
  return { start: startOf(node), end: contentEnd(node) ?? startOf(node) };
}

/** Runs of neighbours go in one cut, so that no comma is taken twice; comments between them would be lost. */
function flowCuts(
  text: string,
  spans: readonly Span[],
  indexes: readonly number[],
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (let i = 0; i < indexes.length; i++) {
    const first = indexes[i] ?? 0;
    while (indexes[i + 1] === (indexes[i] ?? 0) + 1) i++;
    const last = indexes[i] ?? 0;
    // With the comma behind it or, at the end, with the one before it.
    const isLast = last === spans.length - 1;
    for (let gap = isLast ? first - 1 : first; gap < (isLast ? last : last + 1); gap++)
      if (text.slice(spans[gap]?.end, spans[gap + 1]?.start).includes('#'))
        throw new CannotEdit('a comment is between what is removed and what stays');
    const start = isLast ? spans[first - 1]?.end : spans[first]?.start;
    const end = isLast ? spans[last]?.end : spans[last + 1]?.start;
    edits.push({ start: start ?? 0, end: end ?? 0, text: '' });
  }
  return edits;
}

/** Lines of what goes, with the comments below at its own depth, and those between two that go. */
function linesOf(
  document: YamlDocument,
  parent: Node,
  indexes: readonly number[],
): readonly LineRange[] {
  const { lines } = document;
  const merged: LineRange[] = [];
  for (const index of indexes) {
    const range = isSeq(parent)
      ? itemLines(document, blockItems(lines, parent)[index])
      : pairLines(document, isMap(parent) ? parent.items[index] : undefined);
    const previous = merged.at(-1);
    if (previous !== undefined && onlyComments(document, previous.last + 1, range.first))
      merged.splice(-1, 1, { first: previous.first, last: range.last });
    else merged.push(range);
  }
  return merged;
}

function itemLines(
  document: YamlDocument,
  item: ReturnType<typeof blockItems>[number] | undefined,
): LineRange {
  if (item === undefined) throw new CannotEdit('there is no such item');
  mustBeAlone(document, item.dashLine, item.dashColumn);
  return { first: item.dashLine, last: item.lastLine };
}

function pairLines(document: YamlDocument, item: unknown): LineRange {
  const { lines } = document;
  const pair = item as Pair<Node, Node | null>;
  const start = keyStart(pair);
  const first = lineAt(lines, start);
  const column = columnAt(lines, start);
  mustBeAlone(document, first, column);
  const last =
    pair.value === null
      ? lineAt(lines, pairEnd(pair) - 1)
      : lastLine(lines, pair.value, startOf(pair.value));
  return { first, last: Math.max(first, lastWithComments(lines, last, column)) };
}

/** What shares its line with the dash or the key above cannot go by lines. */
function mustBeAlone({ lines }: YamlDocument, line: number, column: number): void {
  if (
    !isBlank(
      lineText(lines, line)
        .replace(/^\uFEFF/, '')
        .slice(0, column),
    )
  )
    throw new CannotEdit('what is removed is the first key of its container or item');
}

function onlyComments({ lines }: YamlDocument, from: number, to: number): boolean {
  for (let line = from; line < to; line++)
    if (!/^\s*(?:#.*)?$/.test(lineText(lines, line))) return false;
  return true;
}
