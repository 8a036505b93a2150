import type { TextEdit } from '../model/source.js';
import { CannotEdit } from '../text/cannot-edit.js';
import { cutLines } from '../text/line-edits.js';
import { columnAt, commentColumn, type Lines, lineAt, lineStart, lineText } from '../text/lines.js';
import { lastLine } from './items.js';
import { behindColon } from './key.js';
import { isEmptyList, type PodMoves } from './moves.js';
import { type Entry, endOf, nameOf, startOf } from './nodes.js';

/**
 * `[]`, `{}` or `null` behind a key, with the white space before it, out of the way of what comes on the
 * lines below; `head` is what has to stand behind the key then.
 */
export function emptyValue(lines: Lines, { key, value }: Entry, head = ''): readonly TextEdit[] {
  const start = behindColon(lines, key);
  // What stands for a value that is not written may be put behind white space, or nowhere.
  const isWritten = value !== null && endOf(value) > startOf(value);
  const end = isWritten ? Math.max(endOf(value), start) : start;
  const { anchor, tag } = (value ?? {}) as { anchor?: string; tag?: string };
  if (anchor !== undefined || tag !== undefined || /[#\n]/.test(lines.text.slice(start, end)))
    throw new CannotEdit(`the empty ${nameOf(key)} is written with more than its brackets`);
  const line = lineAt(lines, start);
  if (/^\s*[^#\s]/.test(lineText(lines, line).slice(end - lineStart(lines, line))))
    throw new CannotEdit(`the empty ${nameOf(key)} shares its line`);
  return end > start || head !== '' ? [{ start, end, text: head }] : [];
}

/** Whether an empty key has a comment on or above its line, shares it with a dash, or ends the file. */
export function isFilledInPlace(pod: PodMoves): boolean {
  const { lines } = pod.document;
  if (pod.to === null || !isEmptyList(pod.to)) return false;
  const line = lineAt(lines, startOf(pod.to.key));
  const text = lineText(lines, line);
  // Its line cannot go without the end of the line above, which belongs to an item.
  if (line === lines.starts.length - 1) return true;
  const above = line === 0 ? null : commentColumn(lineText(lines, line - 1));
  const column = columnAt(lines, startOf(pod.to.key));
  return (
    text.includes('#') ||
    hasExample(lineText(lines, line + 1), column) ||
    !/^\s*\S+\s*:/.test(text) ||
    /^\s*-/.test(text) ||
    above === column
  );
}

/** Whether a comment below an empty key is about what could stand there: deeper, or an item. */
function hasExample(line: string, column: number): boolean {
  const own = commentColumn(line);
  if (own === null || own < column) return false;
  return own > column || /^\s*#\s{0,9}-\s/.test(line);
}

export function dropEmptyKey(pod: PodMoves): readonly TextEdit[] {
  const { lines } = pod.document;
  if (pod.to === null || isFilledInPlace(pod)) return [];
  const first = lineAt(lines, startOf(pod.to.key));
  const last = pod.to.value === null ? first : lastLine(lines, pod.to.value, startOf(pod.to.key));
  if (last !== first) throw new CannotEdit(`the empty ${pod.toName} takes more than one line`);
  return [cutLines(lines, { first, last })];
}
