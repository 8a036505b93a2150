/** Beyond this a word is another word, and no slip of the fingers. */
const MOST = 2;

/** The known word that somebody most likely meant, or null. */
export function nearest(word: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let least = MOST + 1;
  for (const other of known) {
    if (Math.abs(other.length - word.length) > MOST) continue;
    const own = distance(word.toLowerCase(), other.toLowerCase());
    if (own < least) [best, least] = [other, own];
  }
  return best;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        (next[j - 1] ?? 0) + 1,
        (row[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}
