/** Characters of texts that are kept: a tree takes some forty bytes for each. */
const BUDGET = 1_000_000;

/** What is larger would push everything else out. */
const LARGEST = 250_000;

/**
 * What was made of texts that come again: a manifest stands in many folders, and an edit is read for
 * each of its proofs. Most texts never come again, so only the second time counts.
 */
export class Memo<T> {
  private readonly seen = new Set<number>();
  /** The last used last. */
  private readonly kept = new Map<string, T>();
  private size = 0;

  get(text: string): T | undefined {
    const known = this.kept.get(text);
    if (known === undefined) return undefined;
    this.kept.delete(text);
    this.kept.set(text, known);
    return known;
  }

  keep(text: string, made: T): void {
    if (text.length > LARGEST) return;
    const print = fingerprint(text);
    if (!this.seen.has(print)) {
      this.seen.add(print);
      return;
    }
    this.kept.set(text, made);
    this.size += text.length;
    for (const [oldest] of this.kept) {
      if (this.size <= BUDGET) return;
      this.kept.delete(oldest);
      this.size -= oldest.length;
    }
  }
}

/** FNV-1a. Two texts with the same one cost a place among those that are kept, and no more. */
function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
