const [TAB, LF, CR, SPACE, HASH, COLON] = [9, 10, 13, 32, 35, 58];
const QUOTES: ReadonlySet<number | undefined> = new Set([34, 39]);
/** `[]` and `{}`. */
const PAIRS: ReadonlyMap<number | undefined, number> = new Map([
  [91, 93],
  [123, 125],
]);

/** Whether a word that ends at an offset is no key, or one with an empty list or map behind it. */
export function isNothing(buffer: Buffer, end: number): boolean {
  let at = end;
  if (QUOTES.has(buffer[at])) at++;
  at = behindBlanks(buffer, at);
  if (buffer[at] !== COLON) return true;
  at = behindBlanks(buffer, at + 1);
  const close = PAIRS.get(buffer[at]);
  if (close === undefined) return false;
  at = behindBlanks(buffer, at + 1);
  if (buffer[at] !== close) return false;
  const last = buffer[behindBlanks(buffer, at + 1)];
  return last === undefined || last === LF || last === CR || last === HASH;
}

function behindBlanks(buffer: Buffer, from: number): number {
  let at = from;
  while (buffer[at] === SPACE || buffer[at] === TAB) at++;
  return at;
}
