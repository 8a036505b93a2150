import { lineAt, lineStart } from '../../../text/lines.js';
import {
  type Action,
  branchAt,
  type Control,
  controlsAround,
  type SourceLine,
  type Structure,
} from './structure.js';

/** A container that stands in a list as it is. */
export interface Item {
  /** Lines, the last included; comments right above it belong to it. */
  readonly first: number;
  readonly dash: number;
  readonly last: number;
  /** Fields by the lines that they begin on. */
  readonly name: { readonly line: number; readonly text: string } | null;
  readonly image: string | null;
  /** Conditions between the key of the list and the item, outermost first. */
  readonly guards: readonly Control[];
}

/** A list of containers in the text of a template. */
export interface ListBlock {
  readonly key: 'containers' | 'initContainers';
  readonly line: number;
  readonly column: number;
  /** What an action writes behind the key on its line. */
  readonly inline: Action | null;
  /** Line of the last that belongs to the list. */
  readonly last: number;
  /** Column of the dashes; null where no item stands there as it is. */
  readonly dash: number | null;
  readonly items: readonly Item[];
  /** Actions that write whole items. */
  readonly inserts: readonly Action[];
  /** Conditions around the key. */
  readonly around: readonly Control[];
}

const KEY = /^(containers|initContainers):(?: +#[^\uFFFC]*)?\s{0,99}(\uFFFC)?$/;

/** Every list of containers of a template. */
export function blocksIn(structure: Structure): readonly ListBlock[] {
  return structure.rows.flatMap((row, line) => {
    const match = row.isInside ? null : KEY.exec(row.text);
    if (match === null) return [];
    const key = match[1] === 'containers' ? 'containers' : 'initContainers';
    return [blockAt(structure, line, key)];
  });
}

function blockAt(structure: Structure, line: number, key: ListBlock['key']): ListBlock {
  const { lines, rows } = structure;
  const { column } = rows[line] as SourceLine;
  const start = lineStart(lines, line);
  const around = controlsAround(structure, start);
  const end = endOf(structure, line, column, around);
  const body = range(line + 1, end);
  const dashes = body.filter((i) => isDash(rows[i]));
  const dash = dashes.length === 0 ? null : Math.min(...dashes.map((i) => rows[i]?.column ?? 0));
  const heads = dashes.filter((i) => rows[i]?.column === dash);
  const inserts = insertsIn(structure, body, dash);
  const inline = structure.actions.find(
    (each) => each.kind !== 'assign' && lineAt(lines, each.start) === line,
  );
  const items = heads.map((head, n) =>
    itemAt(structure, head, heads[n + 1] ?? end, { dash: dash ?? 0, around, inserts }),
  );
  const last = body.filter((i) => !isAside(rows[i])).at(-1);
  // A condition that ends behind the last item belongs to the list.
  const closes = structure.controls.filter(
    (each) => each.first > line && each.last < end && !around.includes(each),
  );
  return {
    key,
    line,
    column,
    inline: inline ?? null,
    last: Math.max(last ?? line, ...closes.map((each) => each.last)),
    dash,
    items,
    inserts,
    around,
  };
}

/** The line behind the list: what stands less deep, or the end of a condition around its key. */
function endOf(
  structure: Structure,
  key: number,
  column: number,
  around: readonly Control[],
): number {
  const { rows, lines } = structure;
  const start = lineStart(lines, key);
  const limits = around.flatMap((control) => {
    const next = control.branches[branchAt(control, start) + 1]?.open ?? control.close;
    return [lineAt(lines, next.start)];
  });
  let end = Math.min(rows.length, ...limits);
  for (let i = key + 1; i < end; i++) {
    const row = rows[i] as SourceLine;
    if (row.isInside || isAside(row) || row.text.startsWith('\uFFFC')) continue;
    if (row.column > column || (row.column === column && isDash(row))) continue;
    end = i;
  }
  // An action in front of what follows belongs to that.
  const opened = structure.controls.filter(
    (each) => each.first > key && each.first < end && each.last >= end,
  );
  return Math.min(end, ...opened.map((each) => each.first));
}

/** Actions of a list that write items, and no field of one. */
function insertsIn(
  structure: Structure,
  body: readonly number[],
  dash: number | null,
): readonly Action[] {
  return structure.actions.filter((action) => {
    const line = lineAt(structure.lines, action.start);
    if (action.kind === 'assign' || !body.includes(line)) return false;
    if (structure.rows[line]?.text.startsWith('\uFFFC') !== true) return false;
    const columns = indentOf(structure, action);
    return dash === null || columns === null || columns <= dash;
  });
}

/** The column that `nindent` or `indent` puts the lines of an action at; null where neither does. */
export function indentOf({ lines }: Structure, { start, end }: Action): number | null {
  const columns = [...lines.text.slice(start, end).matchAll(/\bn?indent\s+(\d+)/g)].at(-1)?.[1];
  return columns === undefined ? null : Number(columns);
}

interface ListShape {
  readonly dash: number;
  readonly around: readonly Control[];
  readonly inserts: readonly Action[];
}

function itemAt(structure: Structure, head: number, next: number, shape: ListShape): Item {
  const { rows, lines } = structure;
  const guards = controlsAround(structure, lineStart(lines, head) + shape.dash).filter(
    (control) => !shape.around.includes(control),
  );
  const limits = [
    next,
    ...guards.map(({ last }) => last),
    ...guards.flatMap(({ branches }) =>
      branches.map(({ open }) => lineAt(lines, open.start)).filter((line) => line > head),
    ),
    ...shape.inserts.map(({ start }) => lineAt(lines, start)).filter((line) => line > head),
  ];
  const end = Math.min(...limits);
  const own = range(head, end);
  const deep = own.filter((i) => {
    const row = rows[i] as SourceLine;
    return (
      i === head ||
      row.isInside ||
      (!isAside(row) && row.column > shape.dash && !row.text.startsWith('\uFFFC'))
    );
  });
  const written = structure.actions.filter((action) => {
    const line = lineAt(lines, action.start);
    return line >= head && line < end && (indentOf(structure, action) ?? 0) > shape.dash;
  });
  const reach = Math.max(...deep, ...written.map((action) => lineAt(lines, action.end - 1)), head);
  // Conditions within the item end with it.
  const inner = structure.controls.filter((each) => each.first > head && each.first <= reach);
  const last = Math.max(reach, ...inner.map((each) => each.last).filter((line) => line < end));
  let first = head;
  while (rows[first - 1]?.text.startsWith('#') === true) first--;
  const fields = range(head, last + 1).flatMap((line): readonly [line: number, text: string][] => {
    const row = rows[line] as SourceLine;
    const text = lines.text.slice(lineStart(lines, line), lineStart(lines, line + 1)).trimEnd();
    if (line === head) return [[line, text.trimStart().replace(/^- +/, '')]];
    return !row.isInside && row.column === shape.dash + 2 ? [[line, text.trimStart()]] : [];
  });
  const value = (key: string) => {
    const found = fields.find(([, text]) => new RegExp(`^["']?${key}["']?: *\\S`).test(text));
    if (found === undefined) return null;
    const [line, text] = found;
    return { line, text: unquoted(text.replace(/^[^:]*: */, '')) };
  };
  return {
    first,
    dash: head,
    last,
    name: value('name'),
    image: value('image')?.text ?? null,
    guards,
  };
}

/** A scalar as it is written, without its quotes and what is said behind it. */
export function unquoted(text: string): string {
  return text.replace(/(?<! ) +#[\s\S]*$/, '').replace(/^(["'])(.*)\1$/, '$2');
}

function isDash(row: SourceLine | undefined): boolean {
  return row !== undefined && !row.isInside && (row.text === '-' || row.text.startsWith('- '));
}

/** Blank lines, comments, and lines of nothing but conditions. */
function isAside(row: SourceLine | undefined): boolean {
  return row === undefined || row.text === '' || row.text.startsWith('#');
}

export function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}
