/** Offset of a word from another one on, or -1. */
export type Find = (word: string, from: number) => number;

export function findIn(text: string): Find {
  return (word, from) => text.indexOf(word, from);
}

/** A text whose words were found before: looking for them is most of what a scan costs. */
export interface Letters {
  readonly text: string;
  readonly find: Find;
}

/** Every offset of a word in bytes. */
export function offsetsIn(buffer: Buffer, word: Buffer): readonly number[] {
  const offsets: number[] = [];
  for (let at = buffer.indexOf(word); at >= 0; at = buffer.indexOf(word, at + word.length))
    offsets.push(at);
  return offsets;
}

/** Finds words that hold one of those known, at some letters from its begin; others are looked for. */
export function findKnown(
  text: string,
  known: readonly { readonly word: string; readonly offsets: readonly number[] }[],
): Find {
  return (word, from) => {
    for (const { word: part, offsets } of known) {
      const lead = word.indexOf(part);
      if (lead < 0) continue;
      const found = offsets.find((at) => at - lead >= from && text.startsWith(word, at - lead));
      return found === undefined ? -1 : found - lead;
    }
    return text.indexOf(word, from);
  };
}
