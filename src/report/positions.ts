/** A point of a text: line and column from 1. */
export interface Position {
  readonly line: number;
  /** In UTF-16 code units, as editors and SARIF count. */
  readonly column: number;
  /** In bytes of UTF-8, as reviewdog counts. */
  readonly byte: number;
}

/** From offsets of a text to points in it; the lines are found once. */
export function positionsOf(text: string): (offset: number) => Position {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const start = starts[low] ?? 0;
    return {
      line: low + 1,
      column: offset - start + 1,
      byte: Buffer.byteLength(text.slice(start, offset)) + 1,
    };
  };
}
