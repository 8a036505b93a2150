/** Where the lines of a text start, for finding places and whole lines by offset. */
export interface Lines {
  readonly text: string;
  /** Offset of each line's first character; the last may be the end of the text. */
  readonly starts: readonly number[];
  /** What the text ends its lines with. */
  readonly eol: '\n' | '\r\n';
}

export function linesOf(text: string): Lines {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  const first = text.indexOf('\n');
  return { text, starts, eol: first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n' };
}

/** Index of the line, from 0, that an offset is on. */
export function lineAt(lines: Lines, offset: number): number {
  let low = 0;
  let high = lines.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines.starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Characters between the start of its line and an offset; a BOM takes no column. */
export function columnAt(lines: Lines, offset: number): number {
  const start = lines.starts[lineAt(lines, offset)] ?? 0;
  const bom = start === 0 && lines.text.startsWith('\uFEFF') ? 1 : 0;
  return Math.max(0, offset - start - bom);
}

export function lineStart(lines: Lines, line: number): number {
  return lines.starts[line] ?? lines.text.length;
}

/** Offset behind a line's end-of-line characters: the start of the next line, or the end. */
export function nextLineStart(lines: Lines, line: number): number {
  return lines.starts[line + 1] ?? lines.text.length;
}

/** A line without its end-of-line characters. */
export function lineText(lines: Lines, line: number): string {
  return lines.text.slice(lineStart(lines, line), nextLineStart(lines, line)).replace(/\r?\n$/, '');
}

export function isBlank(line: string): boolean {
  return /^\s*$/.test(line);
}

/** The column of the `#` of a line that holds nothing but a comment, or null. */
export function commentColumn(line: string): number | null {
  const match = /^(\s*)#/.exec(line);
  return match?.[1]?.length ?? null;
}

/** A line, or the last of the comments below it that stand deeper than a column. */
export function lastWithComments(lines: Lines, line: number, column: number): number {
  let last = line;
  while ((commentColumn(lineText(lines, last + 1)) ?? 0) > column) last++;
  return last;
}
