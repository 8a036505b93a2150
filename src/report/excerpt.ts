import type { createColors } from 'picocolors';
import type { Place } from '../model/source.js';
import { at } from './entries.js';
import { printable } from './escape.js';
import { type Line, line, verbatim } from './layout.js';

/** The text of a file of this run, or null. */
export type TextOf = (path: string) => string | null;

/** A place, and what at it is meant. */
export interface Marked {
  readonly place: Place;
  /** The words that are underlined, where the line has them. */
  readonly words: string;
}

const LONGEST = 400;

/** The lines of one or two places, each with what is meant underlined. */
export function excerptLines(
  marks: readonly Marked[],
  textOf: TextOf,
  options: {
    readonly colors: ReturnType<typeof createColors>;
    readonly indent: number;
    readonly columns: number;
  },
): readonly Line[] {
  const found = marks.flatMap((mark) => {
    const text = lineAt(mark, textOf);
    return text === null ? [] : [{ ...text, mark }];
  });
  const { colors, indent, columns } = options;
  const gutter = Math.max(0, ...found.map(({ number }) => String(number).length));
  const room = Math.max(10, columns - indent - gutter - 3);
  return found.flatMap(({ text, number, start, length, mark: { place } }, i) => {
    const bar = colors.dim('│');
    const code = text.slice(0, room);
    const under = '^'.repeat(Math.max(1, Math.min(length, room - start)));
    return [
      ...(i === 0 ? [] : [line(`${colors.dim('and')} ${at(place)}`, indent)]),
      verbatim(`${colors.dim(String(number).padStart(gutter))} ${bar} ${printable(code)}`, indent),
      ...(start < room
        ? [
            verbatim(
              `${' '.repeat(gutter)} ${bar} ${' '.repeat(start)}${colors.yellow(under)}`,
              indent,
            ),
          ]
        : []),
    ];
  });
}

interface Found {
  readonly text: string;
  readonly number: number;
  readonly start: number;
  readonly length: number;
}

/** How many lines below a place are looked through for the words: the keys of an item have no order. */
const BELOW = 30;

function lineAt({ place, words }: Marked, textOf: TextOf): Found | null {
  const text = textOf(place.path);
  if (text === null) return null;
  const lines = linesFrom(text, place.line);
  const own = lines.findIndex((each) => words !== '' && each.includes(words));
  const number = own < 0 ? 0 : own;
  const whole = lines[number];
  if (whole === undefined || whole.length > LONGEST) return null;
  const start = own < 0 ? Math.max(0, place.column - 1) : whole.indexOf(words);
  const length = own < 0 ? whole.trimEnd().length - start : words.length;
  return {
    text: whole.replaceAll('\t', ' ').trimEnd(),
    number: place.line + number,
    start,
    length,
  };
}

/** The line of a number, and those below it. */
function linesFrom(text: string, number: number): readonly string[] {
  let start = 0;
  for (let i = 1; i < number; i++) {
    const end = text.indexOf('\n', start);
    if (end < 0) return [];
    start = end + 1;
  }
  const lines: string[] = [];
  for (let i = 0; i < BELOW && start <= text.length; i++) {
    const end = text.indexOf('\n', start);
    lines.push(text.slice(start, end < 0 ? text.length : end));
    start = end < 0 ? text.length + 1 : end + 1;
  }
  return lines;
}
