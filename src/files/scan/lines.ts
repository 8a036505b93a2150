export interface ScannedLine {
  /** Characters before the first that is no space. */
  readonly indent: number;
  /** The rest, without white space at its end. */
  readonly line: string;
}

/** The lines of a text from an offset on, one at a time. */
export function* linesFrom(text: string, from: number): Generator<ScannedLine> {
  for (let start = from; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    let first = start;
    while (first < end && text[first] === ' ') first++;
    yield { indent: first - start, line: text.slice(first, end).trimEnd() };
    start = end + 1;
  }
}
