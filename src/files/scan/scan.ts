import { findKnown, type Letters, offsetsIn } from './find.js';
import { podsIn } from './pod.js';

/** What a file could matter for, by its bytes alone. */
export interface Scan {
  /** May hold a pod spec with two containers. */
  readonly pods: boolean;
  /** May add a container to a pod that stands elsewhere, if its image is one of a sidecar. */
  readonly additions: boolean;
  /** May hold a comment that speaks to this tool. */
  readonly directives: boolean;
  /** Whether a key that ends in `ontainers` or `idecars` has something behind it. */
  readonly keys: boolean;
  /** Whether a key that ends in `idecar` has settings: charts make sidecars of their own by them. */
  readonly settings: boolean;
  /** The bytes as letters, where they were worth decoding: nobody does so twice. */
  readonly letters: Letters | null;
}

// Without their first letters the words are found in `initContainers`, `sidecars`, `sidecar-migrate:`.
const CONTAINERS = Buffer.from('ontainers');
const SIDECAR = Buffer.from('idecar');

/** What a file has that nothing is looked for in. */
export const NOTHING: Scan = {
  pods: false,
  additions: false,
  directives: false,
  keys: false,
  settings: false,
  letters: null,
};

/** A few searches in the bytes: most files need no more, and no decoding. */
export function scan(bytes: Uint8Array): Scan {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sidecars = offsetsIn(buffer, SIDECAR);
  const containers = offsetsIn(buffer, CONTAINERS);
  // Most values name lists that are empty: nobody need decode them.
  const keys =
    sidecars.some((at) => isSaid(buffer, at)) ||
    containers.some((at) => !isNothing(buffer, at + CONTAINERS.length));
  const settings = sidecars.some((at) => isKeyEnd(buffer, at + SIDECAR.length));
  const isPatched = containers.some((at) => buffer[at - 2] === SLASH);
  if (!keys && !isPatched) return settings ? { ...NOTHING, settings } : NOTHING;
  if (sidecars.length === 0 && !isPatched && !containers.some((at) => isListKey(buffer, at)))
    return { ...NOTHING, keys, settings };
  // Keys and dashes are ASCII: what other bytes stand for does not matter here.
  const text = buffer.toString('latin1');
  const find = findKnown(text, [
    { word: 'ontainers', offsets: containers },
    { word: 'idecar', offsets: sidecars },
  ]);
  const found = podsIn(text, sidecars.length > 0, find);
  return {
    pods: found === 'pods',
    additions: found === 'additions',
    directives: sidecars.length > 0 && SPOKEN.test(text),
    keys,
    settings,
    letters: { text, find },
  };
}

/** Whether `sidecar` begins the name of a list that holds something, or a comment that speaks to this tool. */
function isSaid(buffer: Buffer, at: number): boolean {
  const end = at + SIDECAR.length;
  if (buffer[end] === DASH) return true;
  return buffer[end] === LETTER_S && !isNothing(buffer, end + 1);
}

/** `sidecar:`, `nativeSidecar:`, also in quotes. */
function isKeyEnd(buffer: Buffer, end: number): boolean {
  const own = buffer[end];
  return own === COLON || (own === QUOTE && buffer[end + 1] === COLON);
}

const COLON = 58;
const QUOTE = 34;
const DASH = 45;
/** In front of `containers` in a path of a JSON patch. */
const SLASH = 47;
const LETTER_S = 115;

/** A comment that begins with the tool's name. */
const SPOKEN = /[#/*][ \t]{0,9}sidecar-migrate(?=[:\s]|$)/im;

/** Whether `containers` or `initContainers` stands there as a key: `extraContainers` is none. */
function isListKey(buffer: Buffer, at: number): boolean {
  const around = buffer.toString('latin1', Math.max(0, at - 11), at + CONTAINERS.length + 2);
  return LIST_KEY.test(around);
}

const LIST_KEY = /(?:additionalC|initC|(?<![A-Za-z])c)ontainers["' \t:]/;

const [TAB, LF, CR, SPACE, HASH] = [9, 10, 13, 32, 35];
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
