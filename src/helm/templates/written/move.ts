import { CannotEdit } from '../../../text/cannot-edit.js';
import { lineAt, lineStart } from '../../../text/lines.js';
import type { Item, ListBlock } from './blocks.js';
import { movedLines, type Region, regionOf } from './region.js';
import { type Action, branchAt, type Control, type Structure } from './structure.js';
import { columnFor, spacesOf, type Target, targetOf } from './target.js';

export interface Moved {
  /** The template as it would have to be. */
  readonly text: string;
  readonly target: Target['kind'];
}

/** Lines that go, the second not among them, and what stands there instead. */
interface LineEdit {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/**
 * The text of a template with one container among the init containers.
 *
 * @throws {CannotEdit} where a person has to do it.
 */
export function moveItem(
  structure: Structure,
  blocks: readonly ListBlock[],
  block: ListBlock,
  item: Item,
): Moved {
  const region = regionOf(structure, block, item);
  const target = targetOf(structure, blocks, block);
  const column = columnFor(structure, target, region, block.column);
  const put = putInto(structure, block, region, target, movedLines(structure, region, column));
  const { first, last } = region;
  const edits: LineEdit[] = [...put, { from: first, to: last + 1, lines: [] }];
  return { text: edited(structure, edits), target: target.kind };
}

function putInto(
  structure: Structure,
  block: ListBlock,
  region: Region,
  target: Target,
  moved: readonly string[],
): readonly LineEdit[] {
  switch (target.kind) {
    case 'absent':
      return absent(structure, block, region, moved);
    case 'present':
      return present(structure, target.block, moved);
    case 'guarded':
      return guarded(structure, target, region, moved);
  }
}

/** A key of its own, right before `containers`, under the condition of its only container. */
function absent(
  structure: Structure,
  block: ListBlock,
  region: Region,
  moved: readonly string[],
): readonly LineEdit[] {
  const { rows } = structure;
  let line = block.line;
  while (rows[line - 1]?.text.startsWith('#') === true && rows[line - 1]?.column === block.column)
    line--;
  // At the first column nothing is lost with the break: `{{- define "pod" -}}`.
  if (block.column > 0 && eatsBreak(structure, line))
    throw new CannotEdit('the line before the containers removes its line break (-}})');
  const key = `${' '.repeat(block.column)}initContainers:`;
  const inner = region.guards.at(-1);
  if (inner === undefined) return insertion(line, [key, ...moved]);
  const open = inner.branches[0]?.open.end ?? 0;
  const head = lineAt(structure.lines, open - 1) - region.first + 1;
  return insertion(line, [...moved.slice(0, head), key, ...moved.slice(head)]);
}

function insertion(line: number, lines: readonly string[]): readonly LineEdit[] {
  return [{ from: line, to: line, lines }];
}

/** Behind the last of a list that is always there. */
function present(
  structure: Structure,
  init: ListBlock,
  moved: readonly string[],
): readonly LineEdit[] {
  if (init.inline !== null) throw new CannotEdit(BARE_LIST);
  const bare = init.inserts.find((action) => isBare(structure, init, action));
  if (bare !== undefined && /toYaml/.test(structure.lines.text.slice(bare.start, bare.end)))
    throw new CannotEdit(BARE_LIST);
  if (eatsBreak(structure, init.last + 1))
    throw new CannotEdit('the last init container removes the line break after it (-}})');
  return insertion(init.last + 1, moved);
}

const BARE_LIST =
  'init containers are written without checking whether there are any: an empty list among others is not valid YAML';

/** An action that no condition within the list guards. */
function isBare({ controls, lines }: Structure, init: ListBlock, { start }: Action): boolean {
  return !controls.some(
    ({ open, close }) =>
      open.end <= start && start < close.start && lineAt(lines, open.start) > init.line,
  );
}

/** The condition gets another reason, and what stood under it alone keeps it. */
function guarded(
  structure: Structure,
  { block: init, guard }: Target & { readonly kind: 'guarded' },
  region: Region,
  moved: readonly string[],
): readonly LineEdit[] {
  const { lines } = structure;
  const [branch] = guard.branches;
  if (branch === undefined) throw new CannotEdit('its condition cannot be evaluated');
  const spaces = spacesOf(structure, guard.first);
  const open = lines.text.slice(branch.open.start, branch.open.end);
  const [, left = '{{-', right = '}}'] = /^(\{\{-?)[\s\S]*?(-?\}\})$/.exec(open) ?? [];
  const action = (words: string): string => `${spaces}${left} ${words} ${right}`;
  const key = `${' '.repeat(init.column)}initContainers:`;
  const inline =
    init.inline === null
      ? []
      : [`${' '.repeat(init.column)}${lines.text.slice(init.inline.start, init.inline.end)}`];
  if (right.startsWith('-'))
    throw new CannotEdit(
      'the condition around the init containers removes the line break after it (-}})',
    );
  const afterOpen = lineAt(lines, branch.open.end - 1) + 1;
  const close = lineAt(lines, guard.close.start);
  if (eatsBreak(structure, close))
    throw new CannotEdit('the last init container removes the line break after it (-}})');
  const end = `${spaces}{{- end }}`;
  const same = action(`${branch.keyword} ${branch.words}`);
  const own = region.guards.map((each) => each.branches[0]?.words ?? '');
  if (own.length === 0)
    return [
      { from: guard.first, to: guard.first, lines: [key] },
      { from: init.line, to: init.line + 1, lines: inline },
      { from: close + 1, to: close + 1, lines: moved },
    ];
  const reason = own.length === 1 ? operand(own[0] ?? '') : `(and ${own.map(operand).join(' ')})`;
  const either = branch.words.startsWith('or ')
    ? `if ${branch.words} ${reason}`
    : `if or ${operand(branch.words)} ${reason}`;
  const needsOwn = !areGuarded(structure, init, branch.words);
  return [
    { from: guard.first, to: afterOpen, lines: [action(either)] },
    { from: init.line, to: init.line + 1, lines: [key, ...(needsOwn ? [same] : []), ...inline] },
    { from: close, to: close, lines: [...(needsOwn ? [end] : []), ...moved] },
  ];
}

function operand(words: string): string {
  return /^[.$][\w.$]*$/.test(words) ? words : `(${words})`;
}

/** Whether each part of a list stands under one of the reasons that its condition is made of. */
function areGuarded(structure: Structure, init: ListBlock, words: string): boolean {
  if (!words.startsWith('or ') || init.inline !== null) return false;
  const reasons = operands(words.slice(3)).map(plain);
  const starts = [
    ...init.items.map(({ dash }) => lineStart(structure.lines, dash)),
    ...init.inserts.map(({ start }) => start),
  ];
  const inner = structure.controls.filter(
    ({ open, close }) =>
      lineAt(structure.lines, open.start) > init.line &&
      lineAt(structure.lines, close.start) <= init.last,
  );
  const isReason = (control: Control, at: number): boolean =>
    control.open.end <= at &&
    at < control.close.start &&
    branchAt(control, at) === 0 &&
    reasons.includes(plain(control.branches[0]?.words ?? ''));
  return starts.every((at) => inner.some((control) => isReason(control, at)));
}

function plain(words: string): string {
  const own = words.replace(/\s+/g, ' ').trim();
  return own.startsWith('(') && own.endsWith(')') ? own.slice(1, -1).trim() : own;
}

/** Operands of a call, by its parentheses. */
function operands(words: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let current = '';
  for (const char of words) {
    if (char === '(') depth++;
    if (char === ')') depth--;
    if (/\s/.test(char) && depth === 0) {
      if (current !== '') found.push(current);
      current = '';
    } else current += char;
  }
  return current === '' ? found : [...found, current];
}

/** Whether the action at the end of the line before takes the break between the two away. */
function eatsBreak({ lines }: Structure, line: number): boolean {
  return /-\}\}\s*$/.test(lines.text.slice(0, lineStart(lines, line)));
}

function edited({ lines }: Structure, edits: readonly LineEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.from - b.from || a.to - b.to);
  const parts: string[] = [];
  let line = 0;
  for (const { from, to, lines: own } of sorted) {
    parts.push(lines.text.slice(lineStart(lines, line), lineStart(lines, from)));
    for (const text of own) parts.push(text + lines.eol);
    line = Math.max(line, to);
  }
  parts.push(lines.text.slice(lineStart(lines, line)));
  return parts.join('');
}
