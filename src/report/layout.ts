/** One logical line of the summary, before it is wrapped. */
export interface Line {
  /** May hold colours. */
  readonly text: string;
  /** Columns in front of the first line, and in front of those that it is wrapped into. */
  readonly indent: number;
  readonly hang: number;
  /** Lines of files: they are never wrapped. */
  readonly verbatim?: true;
}

/** Breaks text at spaces so that no line is longer than the columns, where it can. */
export type Wrap = (text: string, columns: number) => string;

/** null: lines are as long as they are. */
export interface Page {
  readonly columns: number;
  readonly wrap: Wrap;
}

export function line(text: string, indent = 0, hang = indent + 2): Line {
  return { text, indent, hang };
}

export function verbatim(text: string, indent: number): Line {
  return { text, indent, hang: indent, verbatim: true };
}

/** Lines as they are printed. */
export function laidOut(lines: readonly Line[], page: Page | null): readonly string[] {
  return lines.flatMap(({ text, indent, hang, verbatim: isVerbatim }) => {
    const start = ' '.repeat(indent);
    if (page === null || isVerbatim === true) return [`${start}${text}`];
    const room = Math.max(20, page.columns - hang);
    const [first = '', ...rest] = page.wrap(text, room).split('\n');
    return [`${start}${first}`, ...rest.map((part) => `${' '.repeat(hang)}${part.trimStart()}`)];
  });
}
