import { ts } from 'ts-morph';
import type { TextEdit } from '../../model/source.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import { renamed } from '../../text/edits.js';
import { isBlank, lineAt, lineStart, lineText } from '../../text/lines.js';
import type { Group, List } from '../workloads/item.js';
import { firstLine } from '../workloads/item-lines.js';
import type { Program } from '../workloads/program.js';
import { bracketsOf, commaAfter, indentAt, isBlock, membersOf } from './geometry.js';
import { moveItems } from './move-items.js';
import type { ListRequest, Move } from './moves.js';

/** The edits for the lists of one workload: a split where no line has to move, else lines that move. */
export function listEdits(request: ListRequest): readonly TextEdit[] {
  const { program, site, moves, fields } = request;
  const { containers, init } = site;
  const array = containers?.array;
  if (containers === null || array == null)
    throw new CannotEdit('the list is not written as an array');
  const inPlace =
    ts.isPropertyAssignment(containers.property) && containers.property.initializer === array;
  // All of them go, and calls add what stays: the list becomes the other one.
  if (init === null && moves.length === membersOf(array).length && moves.every(isLast)) {
    const inner = moves.flatMap((move) => fields.get(move) ?? []);
    return [...inner, otherKey(containers.property, site.keys.init)];
  }
  if (!inPlace && moves.length === membersOf(array).length)
    throw new CannotEdit('nothing would be left in the list');
  const border = init === null && inPlace ? borderOf(array, moves) : null;
  if (border === null || !canSplit(program, array, border)) return moveItems(request, array);
  const inner = moves.flatMap((move) => fields.get(move) ?? []);
  return [...inner, ...split(request, containers.property.name, array, border)];
}

function otherKey(property: List['property'], to: string): TextEdit {
  const start = property.name.getStart();
  if (ts.isShorthandPropertyAssignment(property)) return { start, end: start, text: `${to}: ` };
  const text = renamed(property.name.getText(), to);
  return { start, end: property.name.end, text };
}

function isLast({ before }: Move): boolean {
  return before === null;
}

interface Border {
  /** Of the first element of the second list. */
  readonly index: number;
  /** Whether the sidecars are those in front. */
  readonly isHead: boolean;
}

function borderOf(array: Group, moves: readonly Move[]): Border | null {
  const members: readonly ts.Node[] = membersOf(array);
  const indexes = moves.map(({ item }) => members.indexOf(item.element));
  const first = indexes[0] ?? -1;
  if (first < 0 || moves.some(({ before }) => before !== null)) return null;
  if (!indexes.every((index, i) => index === first + i)) return null;
  const end = first + indexes.length;
  if (end === members.length) return first === 0 ? null : { index: first, isHead: false };
  return first === 0 ? { index: end, isHead: true } : null;
}

/** A comment between the two on one line would have to belong to one of them. */
function canSplit(program: Program, array: Group, { index }: Border): boolean {
  if (isBlock(program, array)) return true;
  const [previous, next] = [membersOf(array)[index - 1], membersOf(array)[index]];
  if (previous === undefined || next === undefined) return false;
  return /^\s*,\s*$/.test(program.lines.text.slice(previous.end, next.getStart()));
}

function split(
  { program, site }: ListRequest,
  name: ts.PropertyName,
  array: Group,
  { index, isHead }: Border,
): readonly TextEdit[] {
  const [previous, next] = [membersOf(array)[index - 1], membersOf(array)[index]];
  if (previous === undefined || next === undefined)
    throw new CannotEdit('there is nothing to split');
  const { lines } = program;
  const own = name.getText();
  const other = renamed(own, site.keys.init);
  const rename: readonly TextEdit[] = isHead
    ? [{ start: name.getStart(), end: name.end, text: other }]
    : [];
  const key = isHead ? own : other;
  const comma = commaAfter(program, previous.end);
  if (!isBlock(program, array))
    return [...rename, inlineSplit(program, array, previous, next, key)];
  const indent = indentAt(program, array.end - 1);
  let line = firstLine(program, lineAt(lines, next.getStart()));
  const end = lineStart(lines, line);
  while (isBlank(lineText(lines, line - 1))) line--;
  const start = lineStart(lines, line);
  const { open, close } = bracketsOf(array);
  const text = `${indent}${close},${lines.eol}${indent}${key}: ${open}${lines.eol}`;
  // A list without a comma behind its last item stays such a list.
  const drop: readonly TextEdit[] = membersOf(array).hasTrailingComma
    ? []
    : [{ start: comma, end: comma + 1, text: '' }];
  return [...rename, ...drop, { start, end, text }];
}

/** `}, {` becomes `}], initContainers: [{` where it stands. */
function inlineSplit(
  { lines }: Program,
  array: Group,
  previous: ts.Node,
  next: ts.Node,
  key: string,
): TextEdit {
  const between = lines.text.slice(previous.end, next.getStart());
  const { open, close, pad } = bracketsOf(array);
  if (!between.includes('\n'))
    return {
      start: previous.end,
      end: next.getStart(),
      text: `${pad}${close}, ${key}: ${open}${pad}`,
    };
  const comma = between.indexOf(',');
  const end = previous.end + comma + 1;
  return { start: previous.end, end, text: `${pad}${close}, ${key}: ${open}` };
}
