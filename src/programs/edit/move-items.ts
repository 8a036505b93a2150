import { ts } from 'ts-morph';
import type { TextEdit } from '../../model/source.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import { editedPart, insertion, renamed } from '../../text/edits.js';
import { isBlank, lineAt, lineStart, nextLineStart } from '../../text/lines.js';
import { strangeName } from '../syntax/binding.js';
import { nodesIn } from '../syntax/parse.js';
import type { Group, Item } from '../workloads/item.js';
import {
  blockLines,
  bracketsOf,
  commaAfter,
  cutLines,
  indentAt,
  isBlock,
  lineBehind,
  membersOf,
  startWithComments,
  stepOf,
} from './geometry.js';
import type { ListRequest, Move } from './moves.js';

type Source = Group;

/** Items cut out with the lines that are theirs, and put in where they belong. */
export function moveItems(request: ListRequest, array: Source): readonly TextEdit[] {
  const { program } = request;
  const cuts = isBlock(program, array) ? blockCuts(request, array) : inlineCuts(request, array);
  return [...cuts, ...insertItems(request, array)];
}

/** The same items, put in where they belong. */
export function insertItems(request: ListRequest, array: Source): readonly TextEdit[] {
  const { program, site } = request;
  const place = site.init?.array ?? site.containers?.property;
  for (const { item, name } of place === undefined ? [] : request.moves) {
    const strange = place === undefined ? null : strangeName(item.element, place);
    if (strange !== null)
      throw new CannotEdit(`${strange} of ${name} has another meaning in the new place`);
  }
  const { init } = site;
  if (init === null) return newList(request, array);
  const target = init.array;
  if (target === null) throw new CannotEdit(`${site.keys.init} is not written in place`);
  if (membersOf(target).length === 0) return [intoEmpty(request, array, target)];
  return isBlock(program, target)
    ? intoBlock(request, array, target)
    : intoInline(request, array, target);
}

function blockCuts({ program, moves }: ListRequest, array: Source): readonly TextEdit[] {
  const going = new Set<ts.Node>(moves.map(({ item }) => item.element));
  const stays = membersOf(array).filter((element) => !going.has(element));
  const last = stays.at(-1);
  const dropsEnd = membersOf(array).at(-1) !== last && !membersOf(array).hasTrailingComma;
  const comma = last === undefined ? -1 : commaAfter(program, last.end);
  const ranges = moves
    .map(({ item }) => blockLines(program, item))
    .sort((a, b) => a.first - b.first);
  const merged: { first: number; last: number }[] = [];
  for (const range of ranges) {
    const previous = merged.at(-1);
    if (previous !== undefined && isAllBlank(program, previous.last + 1, range.first))
      previous.last = range.last;
    else merged.push({ ...range });
  }
  return [
    ...merged.map(({ first, last: end }) => cutLines(program, first, end)),
    ...(dropsEnd && comma >= 0 ? [{ start: comma, end: comma + 1, text: '' }] : []),
  ];
}

function isAllBlank({ lines }: ListRequest['program'], from: number, to: number): boolean {
  return isBlank(
    lines.text.slice(
      lineStart(lines, from),
      Math.max(lineStart(lines, from), lineStart(lines, to)),
    ),
  );
}

function inlineCuts({ program, moves }: ListRequest, array: Source): readonly TextEdit[] {
  const going = new Set<ts.Node>(moves.map(({ item }) => item.element));
  const elements = membersOf(array);
  const goes = (node: ts.Node | undefined): boolean => node !== undefined && going.has(node);
  const cuts: TextEdit[] = [];
  for (let i = 0; i < elements.length; i++) {
    const start = elements[i];
    if (start === undefined || !goes(start)) continue;
    let j = i;
    while (goes(elements[j + 1])) j++;
    const [previous, next, end] = [elements[i - 1], elements[j + 1], elements[j]];
    const from = next === undefined ? (previous?.end ?? array.getStart() + 1) : start.getStart();
    const comma = end === undefined || previous !== undefined ? -1 : commaAfter(program, end.end);
    const to = next === undefined ? Math.max(end?.end ?? 0, comma + 1) : next.getStart();
    const hasComment = program.comments.some(
      (comment) =>
        comment.start >= from &&
        comment.end <= to &&
        !elements.some((own) => comment.start >= own.getStart() && comment.end <= own.end),
    );
    if (hasComment) throw new CannotEdit('a comment is between what moves and what stays');
    cuts.push({ start: from, end: to, text: '' });
    i = j;
  }
  return cuts;
}

/** A container by itself, with what changes in it. */
function nodeText({ program, fields }: ListRequest, move: Move): string {
  const { element } = move.item;
  const part = { start: element.getStart(), end: element.end };
  return editedPart(program.lines.text, part, fields.get(move) ?? []);
}

interface Written {
  readonly indent: string;
  readonly comma: boolean;
}

/** The same as lines: with its own comments where it stands on lines of its own. */
function linesOfMove(request: ListRequest, array: Source, move: Move, to: Written): string {
  const { program, fields } = request;
  const { lines } = program;
  const { element } = move.item;
  const from = indentAt(program, element.getStart());
  if (from !== to.indent && hasLongText(element))
    throw new CannotEdit('a text of several lines in it would be indented differently');
  if (!isBlock(program, array))
    return `${reindented(to.indent + nodeText(request, move), from, to.indent)}${to.comma ? ',' : ''}${lines.eol}`;
  const { first, last } = blockLines(program, move.item);
  const part = { start: lineStart(lines, first), end: nextLineStart(lines, last) };
  const comma = commaAfter(program, element.end);
  const edits: TextEdit[] = [...(fields.get(move) ?? [])];
  if (to.comma && comma < 0) edits.push(insertion(element.end, ','));
  if (!to.comma && comma >= 0) edits.push({ start: comma, end: comma + 1, text: '' });
  return reindented(editedPart(lines.text, part, edits), from, to.indent);
}

function reindented(text: string, from: string, to: string): string {
  if (from === to) return text;
  return text
    .split('\n')
    .map((line) => (line.startsWith(from) ? to + line.slice(from.length) : line))
    .join('\n');
}

function hasLongText(node: ts.Node): boolean {
  for (const inner of nodesIn(node))
    if (
      (ts.isTemplateExpression(inner) || ts.isNoSubstitutionTemplateLiteral(inner)) &&
      inner.getText().includes('\n')
    )
      return true;
  return false;
}

/** A list of its own, behind the containers; before them where no comma follows them. */
function newList(request: ListRequest, array: Source): readonly TextEdit[] {
  const { program, site, moves } = request;
  const property = site.containers?.property;
  if (property === undefined) throw new CannotEdit('there is no list of containers');
  const { lines } = program;
  const key = renamed(property.name.getText(), site.keys.init);
  const start = property.getStart();
  const ownLine = isBlank(lines.text.slice(lineStart(lines, lineAt(lines, start)), start));
  if (!isBlock(program, array) && !hasLines(property)) {
    const texts = moves.map((move) => nodeText(request, move));
    const { open, close, pad } = bracketsOf(array);
    return [insertion(property.end, `, ${key}: ${open}${pad}${texts.join(', ')}${pad}${close}`)];
  }
  if (!ownLine) throw new CannotEdit('the containers key shares its line with something else');
  const indent = indentAt(program, start);
  const step = stepOf(program, array);
  const trailing = membersOf(array).hasTrailingComma || !isBlock(program, array);
  const items = moves.map((move, i) =>
    linesOfMove(request, array, move, {
      indent: indent + step,
      comma: trailing || i < moves.length - 1,
    }),
  );
  const { open, close } = bracketsOf(array);
  const text = `${indent}${key}: ${open}${lines.eol}${items.join('')}${indent}${close},${lines.eol}`;
  return [insertion(lineBehind(program, property) ?? startWithComments(program, start), text)];
}

function hasLines(property: ts.Node): boolean {
  return property.parent.getText().includes('\n');
}

function intoEmpty(request: ListRequest, array: Source, target: Source): TextEdit {
  const { program, moves } = request;
  const { lines } = program;
  if (program.comments.some(({ start, end }) => start > target.getStart() && end < target.end))
    throw new CannotEdit(`a comment is in the empty ${request.site.keys.init}`);
  const { open, close } = bracketsOf(target);
  if (!isBlock(program, array)) {
    const texts = moves.map((move) => nodeText(request, move));
    const { pad } = bracketsOf(array);
    const inner = `${pad}${texts.join(', ')}${pad}`;
    return { start: target.getStart(), end: target.end, text: `${open}${inner}${close}` };
  }
  const indent = indentAt(program, target.getStart());
  const step = stepOf(program, array);
  const items = moves.map((move, i) =>
    linesOfMove(request, array, move, {
      indent: indent + step,
      comma: membersOf(array).hasTrailingComma || i < moves.length - 1,
    }),
  );
  const text = `${open}${lines.eol}${items.join('')}${indent}${close}`;
  return { start: target.getStart(), end: target.end, text };
}

function intoBlock(request: ListRequest, array: Source, target: Source): readonly TextEdit[] {
  const { program, moves } = request;
  const { lines } = program;
  const first = membersOf(target)[0];
  const last = membersOf(target).at(-1);
  if (first === undefined || last === undefined)
    throw new CannotEdit(`${request.site.keys.init} is empty`);
  const indent = indentAt(program, first.getStart());
  const trailing = membersOf(target).hasTrailingComma;
  const atEnd = moves.filter(({ before }) => before === null);
  const edits: TextEdit[] = [];
  for (const move of moves) {
    const isLast = move === atEnd.at(-1);
    const text = linesOfMove(request, array, move, { indent, comma: trailing || !isLast });
    edits.push(insertion(placeFor(request, move.before, last), text));
  }
  if (atEnd.length > 0 && !trailing) edits.push(insertion(last.end, ','));
  if (lines.text.slice(last.end, target.end).includes('\n')) return edits;
  throw new CannotEdit(`${request.site.keys.init} does not end on a line of its own`);
}

function placeFor({ program }: ListRequest, before: Item | null, last: ts.Node): number {
  const { lines } = program;
  if (before === null) return nextLineStart(lines, lineAt(lines, last.end));
  return startWithComments(program, before.element.getStart());
}

function intoInline(request: ListRequest, array: Source, target: Source): readonly TextEdit[] {
  const { program, moves } = request;
  const last = membersOf(target).at(-1);
  return moves.map((move) => {
    if (isBlock(program, array)) {
      const { first, last: end } = blockLines(program, move.item);
      const from = lineStart(program.lines, first);
      const to = nextLineStart(program.lines, end);
      const { element } = move.item;
      const outside = program.comments.some(
        ({ start }) =>
          start >= from && start < to && (start < element.getStart() || start >= element.end),
      );
      if (outside) throw new CannotEdit('its comments have no line in initContainers');
    }
    const text = nodeText(request, move);
    return move.before === null
      ? insertion(last?.end ?? target.end - 1, `, ${text}`)
      : insertion(move.before.element.getStart(), `${text}, `);
  });
}
