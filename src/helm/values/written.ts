import { isMap, isSeq, type Node, visit } from 'yaml';
import type { Path } from '../../model/value.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import {
  isBlank,
  type Lines,
  lineAt,
  lineStart,
  lineText,
  nextLineStart,
} from '../../text/lines.js';
import type { Comment, YamlDocument } from '../../yaml/document.js';
import { type BlockItem, blockItems } from '../../yaml/items.js';
import { isBlockSeq, mapNodeAt, pairOf, startOf } from '../../yaml/nodes.js';
import { reindent } from '../../yaml/reindent.js';

/**
 * The items of a list as they are written, by name, from their dashes at the first column: to stand in
 * another file. Comments stay where they are, and what an anchor or an alias ties to its file does, too.
 */
export function writtenItems(
  document: YamlDocument,
  path: Path,
  key: string,
): ReadonlyMap<string, string> {
  const map = mapNodeAt(document, path);
  const seq = map === null ? null : (pairOf(map, key)?.value ?? null);
  const texts = new Map<string, string>();
  if (!isSeq(seq)) return texts;
  const items = isBlockSeq(seq) ? blockItems(document.lines, seq) : [];
  for (const [i, node] of (seq.items as Node[]).entries()) {
    const name = isMap(node) ? node.get('name') : undefined;
    if (typeof name !== 'string' || isTied(node)) continue;
    const text = isBlockSeq(seq) ? blockText(document, items[i]) : flowText(document, node);
    if (text !== null) texts.set(name, text);
  }
  return texts;
}

function isTied(node: Node): boolean {
  let tied = false;
  visit(node, {
    Alias() {
      tied = true;
      return visit.BREAK;
    },
    Node(_, each) {
      if (each.anchor === undefined) return undefined;
      tied = true;
      return visit.BREAK;
    },
  });
  return tied;
}

function blockText({ lines, comments }: YamlDocument, item: BlockItem | undefined): string | null {
  if (item === undefined || item.keeps) return null;
  const kept: string[] = [];
  const byLine = new Map(comments.map((comment) => [lineAt(lines, comment.offset), comment]));
  for (let line = item.dashLine; line <= item.contentLine; line++) {
    const text = withoutComment(lines, line, byLine.get(line));
    if (text !== null) kept.push(`${text}\n`);
  }
  return atFirstColumn(kept.join(''), item.dashColumn);
}

/** null: a line of nothing else. */
function withoutComment(lines: Lines, line: number, comment: Comment | undefined): string | null {
  const text = lineText(lines, line);
  if (comment === undefined) return text;
  const own = text.slice(0, comment.offset - lineStart(lines, line));
  return isBlank(own) ? null : own.trimEnd();
}

/** An item in brackets, as long as it takes one line and no comment. */
function flowText({ lines }: YamlDocument, node: Node): string | null {
  const [start, end] = node.range ?? [0, 0];
  const line = lineAt(lines, startOf(node));
  return end > nextLineStart(lines, line) ? null : `- ${lines.text.slice(start, end)}\n`;
}

function atFirstColumn(text: string, column: number): string | null {
  try {
    return reindent(text, -column);
  } catch (error) {
    if (error instanceof CannotEdit) return null;
    throw error;
  }
}
