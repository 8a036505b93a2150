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

export type Found<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: string };

export function cannot(why: string): { readonly ok: false; readonly why: string } {
  return { ok: false, why };
}

/** What moves with a container, or why it cannot move by lines alone. */
export function regionOf(
  structure: Structure,
  block: ListBlock,
  item: Item,
  way: 'moves' | 'in-place' = 'moves',
): Found<Region> {
  const { lines, controls, rows } = structure;
  if (item.name === null) return cannot('its name is not on a line of its own');
  const guards = item.guards;
  for (const guard of guards) {
    const [branch, ...others] = guard.branches;
    if (branch === undefined || branch.keyword === 'range')
      return cannot('a loop writes it, once for each entry');
    if (others.length > 0) return cannot('its condition has an else');
    if (branch.variables.length > 0) return cannot('its condition sets a variable');
    if (!standsAlone(structure, branch.open) || !standsAlone(structure, guard.close))
      return cannot('its condition is on a line with something else');
  }
  const outer = guards[0];
  if (outer !== undefined && !holdsOnly(structure, block, outer, item))
    return cannot('its condition also contains other containers');
  const inner = guards.at(-1);
  const head = firstComment(structure, outer?.first ?? item.first);
  const first = outer === undefined ? item.first : head;
  const last = outer?.last ?? item.last;
  const crossing = controls.find((each) => {
    const opens = each.first >= first && each.first <= last;
    const closes = each.last >= first && each.last <= last;
    return opens !== closes;
  });
  if (crossing !== undefined) return cannot('a condition begins or ends inside it');
  if (inner !== undefined && item.last >= inner.last) return cannot('its condition ends inside it');
  const variable = way === 'moves' ? variableFrom(structure, block.line, first, last) : null;
  if (variable !== null) return cannot(`it uses $${variable}, which is set between the containers`);
  if (isContinued(structure, block, last))
    return cannot('what follows it belongs to whichever container is last');
  if (rows[first]?.isInside === true) return cannot('it begins inside an action');
  const region = { first, last, name: item.name.line, dash: block.dash ?? 0, guards };
  // What stays where it is may have any line break around it.
  if (way === 'in-place') return { ok: true, value: region };
  if (/-\}\}\s*$/.test(lines.text.slice(0, lineStart(lines, first))))
    return cannot('the line before it removes its line break (-}})');
  if (/-\}\}\s*$/.test(lines.text.slice(0, lineStart(lines, last + 1))))
    return cannot('its last line removes the line break after it (-}})');
  return { ok: true, value: region };
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
): Found<readonly string[]> {
  const { lines, rows } = structure;
  const shift = columns - region.dash;
  const all = lines.text.slice(lineStart(lines, region.first), lineStart(lines, region.last + 1));
  const last = /\|\s*n?indent\s+\d+\s*-?\}\}/g;
  const words = all.match(/\bn?indent\b/g)?.length ?? 0;
  if (shift !== 0 && words !== (all.match(last)?.length ?? 0))
    return cannot('indentation is computed inside it, and it moves to another column');
  const out = range(region.first, region.last + 1).flatMap((line): readonly string[] => {
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
  return { ok: true, value: out };
}

function shifted(text: string, columns: number): string {
  if (text.trim() === '') return text;
  if (columns >= 0) return ' '.repeat(columns) + text;
  const spaces = text.length - text.trimStart().length;
  return text.slice(Math.min(spaces, -columns));
}
