import type { ts } from 'ts-morph';
import { isBlank, lineAt, lineText } from '../../text/lines.js';
import type { Item } from './item.js';
import type { Program } from './program.js';
import type { Site } from './site.js';

/** The lines of one container: with the comments directly above it, and those on its last line. */
export interface ItemLines {
  readonly first: number;
  /** The line that it starts on. */
  readonly start: number;
  readonly last: number;
}

/** A node of its own: the entry of a list, or the statement of a call. */
export function ownNode({ element, call }: Item): ts.Node {
  return call ?? element;
}

/** Whether a node stands in the file that is read: what is imported has other lines. */
export function isHere({ node }: Site, other: ts.Node): boolean {
  return other.getSourceFile() === node.getSourceFile();
}

export function itemLines(program: Program, item: Item): ItemLines {
  const node = ownNode(item);
  const start = lineAt(program.lines, node.getStart());
  const last = lineAt(program.lines, node.end);
  return { first: firstLine(program, start), start, last };
}

/** The first of the comment lines directly above a line, or the line itself. */
export function firstLine(program: Program, line: number): number {
  let first = line;
  while (first > 0 && isCommentLine(program, first - 1)) first--;
  // A comment that begins behind something else belongs to that.
  while (first < line && startsInside(program, first)) first++;
  return first;
}

function startsInside({ lines, comments }: Program, line: number): boolean {
  const start = lines.starts[line] ?? 0;
  return comments.some((comment) => comment.start < start && comment.end > start);
}

/** Whether a line holds comments and nothing else. */
export function isCommentLine({ lines, comments }: Program, line: number): boolean {
  const text = lineText(lines, line);
  if (isBlank(text)) return false;
  const start = lines.starts[line] ?? 0;
  const end = start + text.length;
  let rest = '';
  let at = start;
  for (const comment of comments) {
    if (comment.end <= start || comment.start >= end) continue;
    rest += lines.text.slice(at, Math.max(comment.start, at));
    at = Math.max(at, comment.end);
  }
  if (at === start && rest === '') return false;
  return isBlank(rest + (at < end ? lines.text.slice(at, end) : ''));
}

export function itemsOfSite({ containers, init, added, addedInits }: Site): readonly Item[] {
  return [...(containers?.items ?? []), ...added, ...(init?.items ?? []), ...addedInits];
}
