/** A piece of a page that can be told shorter: what it says of itself, and its list. */
export interface Part {
  /** Stands whatever happens; ends with a blank line, or is empty. */
  readonly head: string;
  /** Each ends its own line; as many as there is room for. */
  readonly items: readonly string[];
  /** What an item is: `pods`. */
  readonly noun: string;
}

export interface Fitted {
  readonly text: string;
  /** `12 pods`, for each list that was cut. */
  readonly leftOut: readonly string[];
}

/** Room for the words that say how much of a list was left out. */
const MORE = 80;

interface Open {
  readonly part: Part;
  taken: number;
  isFull: boolean;
}

/**
 * Parts as one text of so many bytes at most: what has no list stands; of the lists one item after the
 * other, as long as there is room; a list of which not even the head fits is left out.
 */
export function fitted(parts: readonly Part[], most: number): Fitted {
  let room = most;
  for (const { head, items } of parts) if (items.length === 0) room -= sizeOf(head) + 1;
  const open = parts.map((part): Open | null => {
    const size = part.items.length === 0 ? 0 : sizeOf(part.head) + MORE;
    if (size > room) return null;
    room -= size;
    return { part, taken: 0, isFull: part.items.length === 0 };
  });
  for (let isOpen = true; isOpen; ) {
    isOpen = false;
    for (const each of open) {
      if (each === null || each.isFull) continue;
      const size = sizeOf(each.part.items[each.taken] ?? '');
      each.isFull = size > room;
      if (each.isFull) continue;
      room -= size;
      each.taken++;
      each.isFull = each.taken === each.part.items.length;
      isOpen = true;
    }
  }
  const rests = parts.map(({ items, noun }, i) => ({
    rest: items.length - (open[i]?.taken ?? 0),
    noun,
  }));
  return {
    text: open.map((each) => (each === null ? '' : told(each))).join(''),
    leftOut: rests.filter(({ rest }) => rest > 0).map(({ rest, noun }) => `${rest} ${noun}`),
  };
}

function told({ part: { head, items, noun }, taken }: Open): string {
  const rest = items.length - taken;
  const more = rest > 0 ? `- … and ${rest} more ${noun}, left out here\n` : '';
  const list = `${items.slice(0, taken).join('')}${more}`;
  return `${head}${list}${list === '' ? '' : '\n'}`;
}

/** Forges count characters, and some of them bytes: a text that fits by bytes fits by both. */
export function sizeOf(text: string): number {
  return Buffer.byteLength(text);
}
