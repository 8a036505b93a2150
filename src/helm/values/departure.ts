import { isScalar, type Node } from 'yaml';
import type { TextEdit } from '../../model/source.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import { insertion } from '../../text/edits.js';
import { cutLines, type LineRange, runs } from '../../text/line-edits.js';
import { isBlank, lineAt, lineText, nextLineStart } from '../../text/lines.js';
import type { YamlDocument } from '../../yaml/document.js';
import { innerEdits } from '../../yaml/inner.js';
import { lastLine } from '../../yaml/items.js';
import { behindColon, hasOwnLine } from '../../yaml/key.js';
import { nameOf, startOf } from '../../yaml/nodes.js';
import type { Transfer } from './transfer.js';

/** Whether the key can get the other name, and all stays where it is. */
export function isRenamed(transfer: Transfer): boolean {
  const { contents, toForm, into, to } = transfer;
  return isEmptied(transfer) && contents.form === toForm && into === null && to === null;
}

/** Whether nothing is left under the key, and the key goes. */
function isEmptied({ contents, moving, keepsKey }: Transfer): boolean {
  return moving.length === contents.items.length && !keepsKey;
}

/** The edits that take the containers out of where they are. */
export function departure(transfer: Transfer): readonly TextEdit[] {
  const { document, contents, moving, from } = transfer;
  if (moving.length < contents.items.length)
    return contents.flow ? fromBrackets(transfer) : contents.lift(cutsOf(transfer));
  if (!isEmptied(transfer)) return kept(transfer);
  mustHoldNothingElse(transfer);
  const { lines } = document;
  const first = lineAt(lines, startOf(from.key));
  if (!hasOwnLine(lines, from.key))
    throw new CannotEdit(`${nameOf(from.key)} is the first key of its item`);
  const rest = lines.text.slice(from.key.range?.[1], nextLineStart(lines, first));
  if (/\s#/.test(rest))
    throw new CannotEdit(`a comment is on the line of ${nameOf(from.key)}, which is removed`);
  const last = lastOf(transfer) + gapBehind(transfer, first);
  return [cutLines(lines, { first, last })];
}

/** Commas and gaps go with them. */
function fromBrackets({ document, from, contents, moving }: Transfer): readonly TextEdit[] {
  const remove = moving.map((item) => [
    contents.form === 'map' ? item.name : contents.items.indexOf(item),
  ]);
  return from.value === null ? [] : innerEdits(document, from.value, { remove, texts: [] });
}

function cutsOf({ contents, moving }: Transfer): readonly TextEdit[] {
  const ranges = moving.map((item) => withBlanks(contents.document, item, contents.end));
  return runs(ranges).map((range) => cutLines(contents.document.lines, range));
}

/** The key stays, and says that it is empty in the way of its own. */
function kept({ document, contents, from }: Transfer): readonly TextEdit[] {
  const { lines } = document;
  const node = from.value;
  if (contents.flow && node !== null) {
    const [start = 0, end = 0] = node.range ?? [];
    return [{ start, end, text: contents.form === 'map' ? '{}' : '[]' }];
  }
  if (contents.form !== 'text' || !isScalar(node)) {
    const cuts = runs(contents.items).map((range) => cutLines(lines, range));
    return [
      insertion(behindColon(lines, from.key), contents.form === 'map' ? ' {}' : ' []'),
      ...cuts,
    ];
  }
  mustHoldNothingElse({ document, contents, from });
  const start = startOf(node);
  const header = /^[|>][-+0-9]*/.exec(lines.text.slice(start))?.[0];
  if (header === undefined) throw new CannotEdit(`${nameOf(from.key)} is not a block of text`);
  const line = lineAt(lines, start);
  return [
    { start, end: start + header.length, text: '""' },
    cutLines(lines, { first: line + 1, last: lastLine(lines, node, start) }),
  ];
}

/** The last line of what stands under the key. */
export function lastOf({ document: { lines }, from, contents }: Transfer): number {
  const node = from.value;
  const last = node === null ? 0 : lastLine(lines, node, startOf(node as Node));
  return contents.form === 'text' ? last : Math.max(last, contents.end);
}

/** Blank lines above the key and below its value would make two of one. */
function gapBehind(transfer: Transfer, first: number): number {
  const { document, to, into } = transfer;
  const { lines } = document;
  const last = lastOf(transfer);
  const isAlone = to !== null || into !== null;
  const isLast = last + 2 >= lines.starts.length;
  if (!isAlone || isLast || (first > 0 && !isBlank(lineText(lines, first - 1)))) return 0;
  return isBlank(lineText(lines, last + 1)) ? 1 : 0;
}

/** Lines between the containers that are none of theirs would be lost with the key. */
function mustHoldNothingElse({
  document: outer,
  contents: { document, items, end, form, flow },
  from,
}: Pick<Transfer, 'document' | 'contents' | 'from'>): void {
  const { lines } = document;
  if (flow) return;
  const first = form === 'text' ? 0 : lineAt(outer.lines, startOf(from.key)) + 1;
  const last = form === 'text' ? lines.starts.length - 1 : end;
  for (let line = first; line <= last; line++)
    if (!isBlank(lineText(lines, line)) && !items.some((i) => line >= i.first && line <= i.last))
      throw new CannotEdit('a comment under the key belongs to none of its containers');
}

/** Blank lines that parted an item from its neighbours go with it; `end`: the last line of all. */
function withBlanks({ lines }: YamlDocument, range: LineRange, end: number): LineRange {
  let { first, last } = range;
  const blank = (line: number): boolean => line >= 0 && isBlank(lineText(lines, line));
  if (last >= end) while (blank(first - 1)) first--;
  else while (last + 1 < lines.starts.length && blank(last + 1)) last++;
  return { first, last };
}
