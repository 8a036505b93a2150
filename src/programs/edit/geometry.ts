import { ts } from 'ts-morph';
import type { TextEdit } from '../../model/source.js';
import { isBlank, lineAt, lineStart, lineText, nextLineStart } from '../../text/lines.js';
import type { Group, Item } from '../workloads/item.js';
import { firstLine, itemLines } from '../workloads/item-lines.js';
import type { Program } from '../workloads/program.js';

export function membersOf(group: Group): ts.NodeArray<ts.Node> {
  return ts.isArrayLiteralExpression(group) ? group.elements : group.properties;
}

export interface Brackets {
  readonly open: string;
  readonly close: string;
  /** The space inside of them, on one line. */
  readonly pad: string;
}

export function bracketsOf(group: Group): Brackets {
  const pad = /^[[{] +\S/.test(group.getText()) ? ' ' : '';
  return ts.isArrayLiteralExpression(group)
    ? { open: '[', close: ']', pad }
    : { open: '{', close: '}', pad };
}

/** Offset of the comma behind a node, past comments; -1 where none follows. */
export function commaAfter({ lines, comments }: Program, end: number): number {
  let at = end;
  for (;;) {
    while (/\s/.test(lines.text[at] ?? '')) at++;
    const comment = comments.find(({ start }) => start === at);
    if (comment === undefined) return lines.text[at] === ',' ? at : -1;
    at = comment.end;
  }
}

/** White space at the start of the line of an offset. */
export function indentAt({ lines }: Program, offset: number): string {
  return /^\uFEFF?([ \t]*)/.exec(lineText(lines, lineAt(lines, offset)))?.[1] ?? '';
}

/** One step of indentation of a list whose items stand on lines of their own. */
export function stepOf(program: Program, array: Group): string {
  const [first] = membersOf(array);
  const outer = indentAt(program, array.end - 1);
  const inner = first === undefined ? '' : indentAt(program, first.getStart());
  if (inner.length > outer.length && inner.startsWith(outer)) return inner.slice(outer.length);
  return /^\t/m.test(program.lines.text) ? '\t' : '  ';
}

/** Whether each item of a list stands on lines of its own. */
export function isBlock(program: Program, array: Group): boolean {
  const { lines } = program;
  if (membersOf(array).length === 0) return false;
  const alone = (offset: number): boolean =>
    isBlank(lines.text.slice(lineStart(lines, lineAt(lines, offset)), offset));
  let last = lineAt(lines, array.getStart());
  for (const element of membersOf(array)) {
    if (!alone(element.getStart())) return false;
    if (lineAt(lines, element.getStart()) <= last) return false;
    const comma = commaAfter(program, element.end);
    last = lineAt(lines, element.end);
    if (comma >= 0 && lineAt(lines, comma) !== last) return false;
  }
  return alone(array.end - 1) && lineAt(lines, array.end - 1) > last;
}

/** The lines of an item with the comments that are its own. */
export function blockLines(
  program: Program,
  item: Item,
): { readonly first: number; readonly last: number } {
  const { first, last } = itemLines(program, item);
  return { first, last };
}

/** Lines, with the blank ones that would be left over at the start or the end of a list, or doubled. */
export function cutLines(program: Program, first: number, last: number): TextEdit {
  const { lines } = program;
  let from = first;
  while (from > 0 && isBlank(lineText(lines, from - 1)) && closesAt(program, last + 1)) from--;
  let to = last;
  const opens = from > 0 && /[[{]\s*$/.test(lineText(lines, from - 1));
  while (opens && to + 2 < lines.starts.length && isBlank(lineText(lines, to + 1))) to++;
  return { start: lineStart(lines, from), end: nextLineStart(lines, to), text: '' };
}

function closesAt({ lines }: Program, line: number): boolean {
  return /^\s*[\]}]/.test(lineText(lines, line)) || isBlank(lineText(lines, line));
}

/** Where a block begins that stands on the line of an offset, its own comments included. */
export function startWithComments(program: Program, offset: number): number {
  const { lines } = program;
  return lineStart(lines, firstLine(program, lineAt(lines, offset)));
}

/** Where a property can be put behind another: the start of the line below it, or null. */
export function lineBehind(program: Program, property: ts.Node): number | null {
  const { lines } = program;
  const comma = commaAfter(program, property.end);
  const line = lineAt(lines, property.end);
  if (comma < 0 || lineAt(lines, comma) !== line) return null;
  const rest = lines.text.slice(comma + 1, lineStart(lines, line) + lineText(lines, line).length);
  return /^\s*(?:\/\/.*)?$/.test(rest) ? nextLineStart(lines, line) : null;
}
