import { CannotEdit } from '../../../text/cannot-edit.js';
import { lineStart } from '../../../text/lines.js';
import { type Item, type ListBlock, range } from './blocks.js';
import { type Control, type Structure, standsAlone } from './structure.js';

/** The lines that move: a container with its comments, and the condition that it alone stands under. */
export interface Region {
  readonly first: number;
  readonly last: number;
  /** Line of its name, behind which `restartPolicy` goes. */
  readonly name: number;
  readonly dash: number;
  /** The condition, as a list of its words; empty where there is none. */
  readonly guards: readonly Control[];
}

/**
 * What moves with a container.
 *
 * @throws {CannotEdit} where it cannot move by lines alone.
 */
export function regionOf(
  structure: Structure,
  block: ListBlock,
  item: Item,
  way: 'moves' | 'in-place' = 'moves',
): Region {
  const { lines, controls, rows } = structure;
  if (item.name === null) throw new CannotEdit('its name is not on a line of its own');
  const guards = item.guards;
  for (const guard of guards) {
    const [branch, ...others] = guard.branches;
    if (branch === undefined || branch.keyword === 'range')
      throw new CannotEdit('a loop writes it, once for each entry');
    if (others.length > 0) throw new CannotEdit('its condition has an else');
    if (branch.variables.length > 0) throw new CannotEdit('its condition sets a variable');
    if (!standsAlone(structure, branch.open) || !standsAlone(structure, guard.close))
      throw new CannotEdit('its condition is on a line with something else');
  }
  const outer = guards[0];
  if (outer !== undefined && !holdsOnly(structure, block, outer, item))
    throw new CannotEdit('its condition also contains other containers');
  const inner = guards.at(-1);
  const head = firstComment(structure, outer?.first ?? item.first);
  const first = outer === undefined ? item.first : head;
  const last = outer?.last ?? item.last;
  const crossing = controls.find((each) => {
    const opens = each.first >= first && each.first <= last;
    const closes = each.last >= first && each.last <= last;
    return opens !== closes;
  });
  if (crossing !== undefined) throw new CannotEdit('a condition begins or ends inside it');
  if (inner !== undefined && item.last >= inner.last)
    throw new CannotEdit('its condition ends inside it');
  const variable = way === 'moves' ? variableFrom(structure, block.line, first, last) : null;
  if (variable !== null)
    throw new CannotEdit(`it uses $${variable}, which is set between the containers`);
  if (isContinued(structure, block, last))
    throw new CannotEdit('what follows it belongs to whichever container is last');
  if (rows[first]?.isInside === true) throw new CannotEdit('it begins inside an action');
  const region = { first, last, name: item.name.line, dash: block.dash ?? 0, guards };
  // What stays where it is may have any line break around it.
  if (way === 'in-place') return region;
  if (/-\}\}\s*$/.test(lines.text.slice(0, lineStart(lines, first))))
    throw new CannotEdit('the line before it removes its line break (-}})');
  if (/-\}\}\s*$/.test(lines.text.slice(0, lineStart(lines, last + 1))))
    throw new CannotEdit('its last line removes the line break after it (-}})');
  return region;
}

function holdsOnly(
  { lines }: Structure,
  { items, inserts }: ListBlock,
  { open, close }: Control,
  item: Item,
): boolean {
  const isIn = (offset: number): boolean => offset > open.start && offset < close.start;
  return (
    items.every((each) => each === item || !isIn(lineStart(lines, each.dash))) &&
    inserts.every(({ start }) => !isIn(start))
  );
}

/** Whether fields stand behind the lines: with and without them they are those of another container. */
function isContinued({ rows, lines }: Structure, block: ListBlock, last: number): boolean {
  const next = range(last + 1, block.last + 1).find((line) => {
    const row = rows[line];
    return row !== undefined && row.text !== '' && !row.text.startsWith('#');
  });
  const row = next === undefined ? undefined : rows[next];
  if (row === undefined || next === undefined) return false;
  if (row.column <= (block.dash ?? 0) && row.text.startsWith('-')) return false;
  const start = lineStart(lines, next);
  return !block.inserts.some((action) => action.start === start + row.column);
}

/** Comments right above a condition belong to what stands under it. */
function firstComment({ rows, lines }: Structure, line: number): number {
  let first = line;
  while (
    rows[first - 1]?.text.startsWith('#') === true ||
    /^\s*\{\{-?\s*\/\*.*\*\/\s*-?\}\}\s*$/.test(textOf(lines.text, lines.starts, first - 1))
  )
    first--;
  return first;
}

function textOf(text: string, starts: readonly number[], line: number): string {
  return text.slice(starts[line] ?? 0, starts[line + 1] ?? text.length).replace(/\r?\n$/, '');
}

/** A variable of the lines that something between the key and them sets. */
function variableFrom(
  { lines }: Structure,
  key: number,
  first: number,
  last: number,
): string | null {
  const text = (from: number, to: number): string =>
    lines.text.slice(lineStart(lines, from), lineStart(lines, to));
  const set = new Set(
    [...text(key, first).matchAll(/\$(\w+)\s*(?:,\s*\$(\w+)\s*)?:?=/g)].flatMap(
      ([, one = '', two = '']) => [one, two],
    ),
  );
  const own = text(first, last + 1);
  for (const [, name = ''] of own.matchAll(/\$(\w+)/g))
    if (set.has(name) && !new RegExp(`\\$${name}\\s*:=`).test(own)) return name;
  return null;
}

/** The lines of a region as they go to another column, with the policy that makes the container native. */
export function movedLines(
  structure: Structure,
  region: Region,
  columns: number,
): readonly string[] {
  const { lines, rows } = structure;
  const shift = columns - region.dash;
  const all = lines.text.slice(lineStart(lines, region.first), lineStart(lines, region.last + 1));
  const last = /\|\s*n?indent\s+\d+\s*-?\}\}/g;
  const words = all.match(/\bn?indent\b/g)?.length ?? 0;
  if (shift !== 0 && words !== (all.match(last)?.length ?? 0))
    throw new CannotEdit('indentation is computed inside it, and it moves to another column');
  return range(region.first, region.last + 1).flatMap((line): readonly string[] => {
    const text = textOf(lines.text, lines.starts, line);
    const own = rows[line]?.isInside === true ? text : shifted(text, shift);
    const moved = own.replace(
      /(\|\s*n?indent\s+)(\d+)(\s*-?\}\})/g,
      (_, before: string, count: string, behind: string) =>
        `${before}${Number(count) + shift}${behind}`,
    );
    return line === region.name
      ? [moved, `${' '.repeat(columns + 2)}restartPolicy: Always`]
      : [moved];
  });
}

function shifted(text: string, columns: number): string {
  if (text.trim() === '') return text;
  if (columns >= 0) return ' '.repeat(columns) + text;
  const spaces = text.length - text.trimStart().length;
  return text.slice(Math.min(spaces, -columns));
}
