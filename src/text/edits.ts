import type { TextEdit } from '../model/source.js';

/**
 * The text with the edits made; offsets are those of the text given, and what lies between the edits is
 * untouched. Insertions at one offset are made in the order of the list.
 *
 * @throws {RangeError} where edits overlap, leave the text or have no place: a bug in who planned them.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let end = 0;
  let previous: TextEdit | null = null;
  for (const edit of inOrder(edits)) {
    if (previous !== null && areShared(previous, edit)) continue;
    previous = edit;
    const isPlace = Number.isInteger(edit.start) && Number.isInteger(edit.end);
    if (!isPlace || edit.start < end || edit.end < edit.start || edit.end > text.length)
      throw new RangeError(`edit ${edit.start}-${edit.end} overlaps another or leaves the text`);
    parts.push(text.slice(end, edit.start), edit.text);
    end = edit.end;
  }
  parts.push(text.slice(end));
  return parts.join('');
}

export function insertion(offset: number, text: string): TextEdit {
  return { start: offset, end: offset, text };
}

/** Edits of a part of a text as those of the whole, or with a negative number the other way round. */
export function shifted(edits: readonly TextEdit[], by: number): readonly TextEdit[] {
  return edits.map((edit) => ({ ...edit, start: edit.start + by, end: edit.end + by }));
}

/** A part of a text with edits of the text made that lie in it. */
export function editedPart(
  text: string,
  { start, end }: Pick<TextEdit, 'start' | 'end'>,
  edits: readonly TextEdit[],
): string {
  return applyEdits(text.slice(start, end), shifted(edits, -start));
}

/** Whether two sets of edits touch the same characters. Insertions side by side do not. */
function overlap(a: readonly TextEdit[], b: readonly TextEdit[]): boolean {
  return a.some((x) => b.some((y) => meet(x, y)));
}

/** The sets that meet none before them, of those that are left. One sweep tells that none meets any. */
export function apart<K>(sets: ReadonlyMap<K, readonly TextEdit[]>): ReadonlySet<K> {
  const all = [...sets].flatMap(([key, edits]) => edits.map((edit) => ({ key, edit })));
  all.sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end);
  let furthest = all[0];
  let isClear = true;
  for (const next of all.slice(1)) {
    if (furthest !== undefined && furthest.key !== next.key && meet(furthest.edit, next.edit))
      isClear = false;
    if (furthest === undefined || next.edit.end >= furthest.edit.end) furthest = next;
  }
  if (isClear) return new Set(sets.keys());
  const left = new Map<K, readonly TextEdit[]>();
  for (const [key, edits] of sets)
    if (![...left.values()].some((other) => overlap(other, edits))) left.set(key, edits);
  return new Set(left.keys());
}

function meet(x: TextEdit, y: TextEdit): boolean {
  if (areShared(x, y)) return false;
  return (x.start < y.end && y.start < x.end) || (isInsertion(x, y) && x.start === y.start);
}

function areShared(x: TextEdit, y: TextEdit): boolean {
  const both = x.shared === true && y.shared === true;
  return both && x.start === y.start && x.end === y.end && x.text === y.text;
}

/** By place; an insertion comes before a replacement that starts there. */
export function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits
    .map((edit, i) => ({ edit, i }))
    .sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.i - b.i)
    .map(({ edit }) => edit);
}

/** The same edits with one for those that touch: then nobody has to know in which order they are made. */
export function joined(edits: readonly TextEdit[]): readonly TextEdit[] {
  const all: TextEdit[] = [];
  for (const edit of inOrder(edits)) {
    const last = all.at(-1);
    if (last !== undefined && areShared(last, edit)) continue;
    const touches = last !== undefined && last.end === edit.start;
    if (!touches || last.shared === true || edit.shared === true) all.push(edit);
    else all.splice(-1, 1, { start: last.start, end: edit.end, text: last.text + edit.text });
  }
  return all;
}

function isInsertion(a: TextEdit, b: TextEdit): boolean {
  return a.start === a.end && b.start === b.end;
}

/** The one edit that makes a text another. */
export function difference(before: string, after: string): TextEdit {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - start;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

/** A key's text with another name in the same quotes. */
export function renamed(key: string, name: string): string {
  const quote = /^["']/.exec(key)?.[0] ?? '';
  return `${quote}${name}${quote}`;
}
