import { CannotEdit } from '../../../text/cannot-edit.js';
import { lineAt, lineStart, lineText } from '../../../text/lines.js';
import { indentOf, type ListBlock } from './blocks.js';
import type { Region } from './region.js';
import { type Control, type Structure, standsAlone } from './structure.js';

/** Where the init containers of a pod are in its template. */
export type Target =
  | { readonly kind: 'absent' }
  /** Always written, whatever is in it. */
  | { readonly kind: 'present'; readonly block: ListBlock }
  /** Written under a condition that nothing else stands under. */
  | { readonly kind: 'guarded'; readonly block: ListBlock; readonly guard: Control };

/** Finds the list of init containers beside one of containers. */
export function targetOf(
  structure: Structure,
  blocks: readonly ListBlock[],
  block: ListBlock,
): Target {
  const mapping = mappingOf(structure, block);
  const inits = blocks.filter(
    ({ key, line, column }) =>
      key === 'initContainers' &&
      column === block.column &&
      line >= mapping.first &&
      line <= mapping.last,
  );
  const [init, ...others] = inits;
  if (others.length > 0) throw new CannotEdit('the pod has several lists of init containers');
  if (init === undefined) {
    const helper = structure.actions.find(
      (action) => isPodLevel(structure, action, block) && isBetween(structure, action, mapping),
    );
    if (helper === undefined) return { kind: 'absent' };
    throw new CannotEdit(
      `what the action on line ${lineAt(structure.lines, helper.start) + 1} writes beside it may be init containers`,
    );
  }
  const extra = init.around.filter((each) => !block.around.includes(each));
  const missing = block.around.filter((each) => !init.around.includes(each));
  const [guard, ...more] = extra;
  if (missing.length > 0 || more.length > 0)
    throw new CannotEdit('init containers are inside other conditions than containers');
  if (guard === undefined) return { kind: 'present', block: init };
  const [branch, ...elses] = guard.branches;
  const isWhole =
    branch !== undefined &&
    elses.length === 0 &&
    branch.keyword !== 'range' &&
    branch.variables.length === 0 &&
    standsAlone(structure, branch.open) &&
    standsAlone(structure, guard.close) &&
    lineAt(structure.lines, branch.open.end - 1) + 1 === firstFilled(structure, guard) &&
    firstFilled(structure, guard) === init.line &&
    init.last < guard.last;
  if (isWhole) return { kind: 'guarded', block: init, guard };
  throw new CannotEdit('the condition around the init containers also contains something else');
}

function firstFilled({ rows, lines }: Structure, { open }: Control): number {
  let line = lineAt(lines, open.end - 1) + 1;
  while (rows[line]?.text === '' && lineText(lines, line).trim() === '') line++;
  return line;
}

interface Lined {
  readonly first: number;
  readonly last: number;
}

/** Lines of the mapping that a key stands in. */
function mappingOf({ rows }: Structure, { line, column }: ListBlock): Lined {
  const isIn = (i: number): boolean => {
    const row = rows[i];
    if (row === undefined || row.text.startsWith('---')) return false;
    if (row.isInside || row.text === '' || row.text.startsWith('#')) return true;
    return row.column >= column || row.text.startsWith('\uFFFC');
  };
  let first = line;
  while (isIn(first - 1)) first--;
  let last = line;
  while (isIn(last + 1)) last++;
  return { first, last };
}

function isBetween(
  { lines }: Structure,
  { start }: { start: number },
  { first, last }: Lined,
): boolean {
  const line = lineAt(lines, start);
  return line >= first && line <= last;
}

/** An action that writes keys of the pod itself, and speaks of init containers or of all of it. */
function isPodLevel(
  structure: Structure,
  action: Structure['actions'][number],
  { column }: ListBlock,
): boolean {
  const { lines, rows } = structure;
  const row = rows[lineAt(lines, action.start)];
  if (action.kind === 'assign' || row?.text.startsWith('\uFFFC') !== true) return false;
  const columns = indentOf(structure, action) ?? row.column;
  const words = lines.text.slice(action.start, action.end);
  return columns === column && /init/i.test(words);
}

/** The column of the dashes of a target. */
export function columnFor(
  structure: Structure,
  target: Target,
  region: Region,
  column: number,
): number {
  if (target.kind === 'absent') return region.dash;
  const { block } = target;
  if (block.dash !== null) return block.dash;
  const inserts = block.inline === null ? block.inserts : [block.inline, ...block.inserts];
  const columns = inserts
    .map((action) => indentOf(structure, action))
    .find((each) => each !== null);
  return columns ?? region.dash - column + block.column;
}

export function spacesOf({ lines }: Structure, line: number): string {
  return /^[ \t]*/.exec(lines.text.slice(lineStart(lines, line)))?.[0] ?? '';
}
