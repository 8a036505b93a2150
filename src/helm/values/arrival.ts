import { isMap, type Node, type YAMLMap } from 'yaml';
import type { TextEdit } from '../../model/source.js';
import { type Path, valueAt } from '../../model/value.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import { cutLines, insertLines } from '../../text/line-edits.js';
import {
  columnAt,
  isBlank,
  type Lines,
  lastWithComments,
  lineAt,
  lineStart,
  lineText,
} from '../../text/lines.js';
import type { YamlDocument } from '../../yaml/document.js';
import { emptyValue } from '../../yaml/empty-key.js';
import { lastLine } from '../../yaml/items.js';
import { keyNamed, lineAboveKey } from '../../yaml/key.js';
import { isEmptyList } from '../../yaml/moves.js';
import { type Entry, nameOf, pairOf, startOf } from '../../yaml/nodes.js';
import { reindent } from '../../yaml/reindent.js';
import { contentsAt } from './contents.js';
import { lastOf } from './departure.js';
import type { ItemText } from './item-text.js';
import type { Side, Transfer } from './transfer.js';

/** The edits that put containers under the other key. */
export function arrival(
  transfer: Transfer,
  texts: readonly ItemText[],
  side: Side,
): readonly TextEdit[] {
  const { to, into } = transfer;
  if (to !== null && isEmpty(to)) return filled(transfer, to, texts);
  if (to !== null) return added(transfer, to, texts, side);
  return [into === null ? besideKey(transfer, texts, side) : inOther(transfer, into, texts)];
}

/** Nothing, or the text of nothing. */
function isEmpty(pair: Entry): boolean {
  const { value } = pair;
  return isEmptyList(pair) || (value !== null && 'value' in value && value.value === '');
}

/** Behind the containers that are there, or before one of them. */
function added(
  { document, contents, from, toForm, into, before }: Transfer,
  to: Entry,
  texts: readonly ItemText[],
  side: Side,
): readonly TextEdit[] {
  const target = contentsAt(document, to, toForm);
  if (target.flow)
    throw new CannotEdit(`${nameOf(to.key)} is written in brackets, and is not empty`);
  const { lines } = target.document;
  const blank = target.spaced ? '\n' : '';
  if (side === 'below' && toForm === 'map' && contents.form === 'map' && into === null) {
    const own = texts.map(({ text, column }) => blank + reindent(text, target.column - column));
    return broughtDown({ lines, from, to, behind: contents.end + 1, end: target.end + 1 }, own);
  }
  const come = texts.map(({ name, text, column }) => {
    const next = target.items.find((item) => item.name === before.get(name));
    if (next === undefined && before.has(name))
      throw new CannotEdit(`there is no ${before.get(name)} to put ${name} before`);
    const own = reindent(text, target.column - column);
    return next === undefined
      ? atLine(lines, target.end + 1, blank + own)
      : atLine(lines, next.first, own + blank);
  });
  return target.lift(come);
}

interface Descent {
  readonly lines: Lines;
  readonly from: Entry;
  readonly to: Entry;
  /** The lines behind the containers, and behind what is there. */
  readonly behind: number;
  readonly end: number;
}

/** The other map with all of its lines, and what is added to it, behind the containers. */
function broughtDown(
  { lines, from, to, behind, end }: Descent,
  texts: readonly string[],
): readonly TextEdit[] {
  const first = lineAboveKey(lines, to.key);
  if (first > lineAt(lines, startOf(from.key)))
    throw new CannotEdit('an alias in a moved entry would come before its anchor', 'SM119');
  let last = end;
  while (isBlank(lineText(lines, last))) last++;
  const blanks = lines.text.slice(lineStart(lines, end), lineStart(lines, last));
  const own = lines.text.slice(lineStart(lines, first), lineStart(lines, end));
  const added = texts.join('').replaceAll('\n', lines.eol);
  return [
    cutLines(lines, { first, last: last - 1 }),
    insertLines(lines, behind, `${blanks}${own}${added}`),
  ];
}

/** The empty key stays where it stands. */
function filled(transfer: Transfer, to: Entry, texts: readonly ItemText[]): readonly TextEdit[] {
  const { lines } = transfer.document;
  const line = lineAt(lines, startOf(to.key));
  const column = columnAt(lines, startOf(to.key)) + offsetOf(transfer);
  return [
    ...emptyValue(lines, to, headOf(transfer)),
    atLine(lines, line + 1, joined(transfer, texts, column)),
  ];
}

function besideKey(transfer: Transfer, texts: readonly ItemText[], side: Side): TextEdit {
  const { document, from, toName, contents } = transfer;
  const { lines } = document;
  const column = columnAt(lines, startOf(from.key));
  const body = joined(transfer, texts, column + offsetOf(transfer));
  const text = `${' '.repeat(column)}${keyNamed(lines, from.key, toName)}:${headOf(transfer)}\n${body}`;
  const blank = contents.spaced ? '\n' : '';
  if (side === 'before') return atLine(lines, lineAboveKey(lines, from.key), text + blank);
  return atLine(lines, lastOf(transfer) + 1, blank + text);
}

/** In another map: the deepest one that is there gets the key, with the maps around it that are not. */
function inOther(transfer: Transfer, into: Path, texts: readonly ItemText[]): TextEdit {
  const { document, path, toName } = transfer;
  const { lines } = document;
  let host: YAMLMap | null = isMap(document.tree.contents) ? document.tree.contents : null;
  let depth = 0;
  for (const step of into) {
    const pair: Entry | null = host === null ? null : pairOf(host, String(step));
    if (pair === null) break;
    host = isMap(pair.value) && pair.value.anchor === undefined ? pair.value : null;
    depth++;
  }
  const missing = [...into.slice(depth), toName].map(String);
  const [firstKey] = host?.items ?? [];
  if (host === null || host.flow === true || firstKey === undefined)
    throw new CannotEdit(`${into.slice(0, depth).join('.')} is not written as a plain map`);
  if (valueAt(document.value, into.slice(0, depth + 1)) !== undefined && depth < into.length)
    throw new CannotEdit(`${into.slice(0, depth + 1).join('.')} comes from a merge key`, 'SM119');
  const isOnTheWay = into.slice(0, depth).every((step, i) => step === path[i]);
  const neighbour = isOnTheWay ? pairOf(host, String(path[depth])) : null;
  const beside = (neighbour ?? host.items.at(-1)) as Entry;
  const column = columnAt(lines, startOf(firstKey.key as Node));
  const heads = missing.map((key, i) => {
    const end = i === missing.length - 1 ? headOf(transfer) : '';
    return `${' '.repeat(column + 2 * i)}${key}:${end}\n`;
  });
  const body = joined(transfer, texts, column + 2 * (missing.length - 1) + offsetOf(transfer));
  return atLine(lines, behind(document, beside, column), heads.join('') + body);
}

/** The line behind a key's value, and behind the comments that stand deeper below it. */
function behind({ lines }: YamlDocument, { key, value }: Entry, column: number): number {
  const start = startOf(key);
  const last = value === null ? lineAt(lines, start) : lastLine(lines, value, start);
  return lastWithComments(lines, last, column) + 1;
}

function joined({ contents }: Transfer, texts: readonly ItemText[], column: number): string {
  return texts
    .map((each) => reindent(each.text, column - each.column))
    .join(contents.spaced ? '\n' : '');
}

/** Columns from a key to what it holds: as it was, if that fits. */
function offsetOf({ document: { lines }, from, contents, toForm }: Transfer): number {
  const own = contents.outerColumn - columnAt(lines, startOf(from.key));
  return toForm === 'list' ? Math.max(own, 0) : own > 0 ? own : 2;
}

function headOf({ toForm }: Transfer): string {
  return toForm === 'text' ? ' |' : '';
}

/** Whole lines, with the ends of lines of the document. */
function atLine(lines: Lines, line: number, text: string): TextEdit {
  return insertLines(lines, line, text.replaceAll('\n', lines.eol));
}
