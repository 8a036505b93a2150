import type { Place } from '../model/source.js';
import { columnAt, type Lines, lineAt } from './lines.js';

/** The place of an offset, counted from 1 as editors and compilers do. */
export function placeIn(lines: Lines, path: string, offset: number): Place {
  return { path, line: lineAt(lines, offset) + 1, column: columnAt(lines, offset) + 1, offset };
}
