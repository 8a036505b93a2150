import type { Node } from 'yaml';
import type { TextEdit } from '../model/source.js';
import { CannotEdit } from '../text/cannot-edit.js';
import { renamed } from '../text/edits.js';
import { columnAt, commentColumn, isBlank, type Lines, lineAt, lineText } from '../text/lines.js';
import { isEndMark } from './items.js';
import { endOf, nameOf, startOf } from './nodes.js';

/** A key as it would be written under another name. */
export function keyNamed({ text }: Lines, key: Node, name: string): string {
  return renamed(text.slice(startOf(key), endOf(key)), name);
}

/** The edit that gives a key another name. */
export function renameKey(lines: Lines, key: Node, name: string): TextEdit {
  return { start: startOf(key), end: endOf(key), text: keyNamed(lines, key, name) };
}

/** Offset behind the colon of a key. */
export function behindColon({ text }: Lines, key: Node): number {
  return text.indexOf(':', endOf(key)) + 1;
}

/** The line of a key, or the first of the comments directly above it. */
export function lineAboveKey(lines: Lines, key: Node): number {
  const column = columnAt(lines, startOf(key));
  let line = lineAt(lines, startOf(key));
  if (!hasOwnLine(lines, key)) throw new CannotEdit(`${nameOf(key)} shares its line with a dash`);
  while (line > 0 && commentColumn(lineText(lines, line - 1)) === column) {
    if (isEndMark(lineText(lines, line - 1))) break;
    line--;
  }
  return line;
}

/** Whether nothing stands in front of a node on its line. */
export function hasOwnLine(lines: Lines, node: Node): boolean {
  const start = startOf(node);
  return isBlank(lineText(lines, lineAt(lines, start)).slice(0, columnAt(lines, start)));
}
