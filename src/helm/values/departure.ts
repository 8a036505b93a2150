import { isScalar, type Node } from 'yaml';
import type { TextEdit } from '../../model/source.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import { insertion } from '../../text/edits.js';
import { cutLines, runs } from '../../text/line-edits.js';
import { isBlank, lineAt, lineText, nextLineStart } from '../../text/lines.js';
import { innerEdits } from '../../yaml/inner.js';
import { lastLine } from '../../yaml/items.js';
import { behindColon, hasOwnLine } from '../../yaml/key.js';
import { nameOf, startOf } from '../../yaml/nodes.js';
import { withBlanks } from './entry-lines.js';
import type { Transfer } from './transfer.js';

/** Whether the key can get the other name, and all stays where it is. */
export function isRenamed(transfer: Transfer): boolean {
  const { held, toForm, into, to } = transfer;
  return isEmptied(transfer) && held.form === toForm && into === null && to === null;
}

/** Whether nothing is left under the key, and the key goes. */
function isEmptied({ held, moving, keepsKey }: Transfer): boolean {
  return moving.length === held.items.length && !keepsKey;
}

/** The edits that take the containers out of where they are. */
export function departure(transfer: Transfer): readonly TextEdit[] {
  const { document, held, moving, from } = transfer;
  if (moving.length < held.items.length)
    return held.flow ? fromBrackets(transfer) : held.lift(cutsOf(transfer));
  if (!isEmptied(transfer)) return kept(transfer);
  mustHoldNothingElse(transfer);
  const { lines } = document;
  const first = lineAt(lines, startOf(from.key));
  if (!hasOwnLine(lines, from.key))
    throw new CannotEdit(`${nameOf(from.key)} is the first key of its item`);
  const rest = lines.text.slice(from.key.range?.[1], nextLineStart(lines, first));
  if (/\s#/.test(rest))
    throw new CannotEdit(`a comment is on the line of ${nameOf(from.key)}, which is removed`);
  return [cutLines(lines, { first, last: lastOf(transfer) + gapBehind(transfer, first) })];
}

/** Commas and gaps go with them. */
function fromBrackets({ document, from, held, moving }: Transfer): readonly TextEdit[] {
  const remove = moving.map((item) => [held.form === 'map' ? item.name : held.items.indexOf(item)]);
  return from.value === null ? [] : innerEdits(document, from.value, { remove, texts: [] });
}

function cutsOf({ held, moving }: Transfer): readonly TextEdit[] {
  const ranges = moving.map((item) => withBlanks(held.document, item, held.end));
  return runs(ranges).map((range) => cutLines(held.document.lines, range));
}

/** The key stays, and says that it is empty in the way of its own. */
function kept({ document, held, from }: Transfer): readonly TextEdit[] {
  const { lines } = document;
  const node = from.value;
  if (held.flow && node !== null) {
    const [start = 0, end = 0] = node.range ?? [];
    return [{ start, end, text: held.form === 'map' ? '{}' : '[]' }];
  }
  if (held.form !== 'text' || !isScalar(node)) {
    const cuts = runs(held.items).map((range) => cutLines(lines, range));
    return [insertion(behindColon(lines, from.key), held.form === 'map' ? ' {}' : ' []'), ...cuts];
  }
  mustHoldNothingElse({ document, held, from });
  const start = startOf(node);
  const header = /^[|>][-+0-9]*/.exec(lines.text.slice(start))?.[0];
  if (header === undefined) throw new CannotEdit(`${nameOf(from.key)} is not a block of text`);
  const line = lineAt(lines, start);
  return [
    { start, end: start + header.length, text: '""' },
    cutLines(lines, { first: line + 1, last: lastLine(lines, node, start) }),
  ];
}

function lastOf({ document: { lines }, from, held }: Transfer): number {
  const node = from.value;
  const last = node === null ? 0 : lastLine(lines, node, startOf(node as Node));
  return held.form === 'text' ? last : Math.max(last, held.end);
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
  held,
  from,
}: Pick<Transfer, 'document' | 'held' | 'from'>): void {
  const { document, items, end, form, flow } = held;
  const { lines } = document;
  if (flow) return;
  const first = form === 'text' ? 0 : lineAt(outer.lines, startOf(from.key)) + 1;
  const last = form === 'text' ? lines.starts.length - 1 : end;
  for (let line = first; line <= last; line++)
    if (!isBlank(lineText(lines, line)) && !items.some((i) => line >= i.first && line <= i.last))
      throw new CannotEdit('a comment under the key belongs to none of its containers');
}
