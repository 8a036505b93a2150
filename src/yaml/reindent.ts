import { CannotEdit } from '../text/cannot-edit.js';

/** Shifts whole lines by some columns; empty lines stay empty, end-of-line characters as they are. */
export function reindent(text: string, by: number): string {
  if (by === 0) return text;
  return text
    .split(/(?<=\n)/)
    .map((line) => shift(line, by))
    .join('');
}

function shift(line: string, by: number): string {
  if (/^\r?\n?$/.test(line)) return line;
  if (by > 0) return ' '.repeat(by) + line;
  const spaces = /^ */.exec(line)?.[0].length ?? 0;
  const rest = line.slice(Math.min(-by, spaces));
  if (spaces < -by && !/^\s*(#.*)?\r?\n?$/.test(line))
    throw new CannotEdit('a line of the container is indented less than its list would be');
  return rest;
}
