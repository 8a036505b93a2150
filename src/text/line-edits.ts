import type { TextEdit } from '../model/source.js';
import { editedPart, insertion } from './edits.js';
import { type Lines, lineStart, nextLineStart } from './lines.js';

export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** Neighbouring ranges in one: an end of line is taken once. */
export function runs(ranges: readonly LineRange[]): readonly LineRange[] {
  const merged: LineRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.first - b.first)) {
    const previous = merged.at(-1);
    if (previous === undefined || previous.last + 1 < range.first) merged.push(range);
    else merged.splice(-1, 1, { first: previous.first, last: Math.max(previous.last, range.last) });
  }
  return merged;
}

/** Whole lines, with the right end of line where they are the last of a file without one. */
export function cutLines(lines: Lines, { first, last }: LineRange): TextEdit {
  const end = nextLineStart(lines, last);
  const start = lineStart(lines, first);
  if (end < lines.text.length || lines.text.endsWith('\n') || first === 0)
    return { start, end, text: '' };
  return { start: start - lines.eol.length, end, text: '' };
}

/** Whole lines in front of a line; the last of a file without an end of line has none. */
export function insertLines(lines: Lines, line: number, text: string): TextEdit {
  if (line < lines.starts.length) return insertion(lineStart(lines, line), text);
  if (lines.text.endsWith('\n')) return insertion(lines.text.length, text);
  return insertion(lines.text.length, lines.eol + text.slice(0, -lines.eol.length));
}

/** Lines as they will be, each with its end. */
export function editedLines(
  lines: Lines,
  { first, last }: LineRange,
  edits: readonly TextEdit[],
): string {
  const part = { start: lineStart(lines, first), end: nextLineStart(lines, last) };
  const text = editedPart(lines.text, part, edits);
  return text.endsWith('\n') ? text : text + lines.eol;
}
