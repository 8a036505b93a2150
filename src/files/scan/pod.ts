import { type Find, findIn } from './find.js';
import { EXTRAS_KINDS, mayAdd, namesKind } from './kind.js';
import { linesFrom } from './lines.js';

/** The keys that hold containers in any kind that is known; in others it is `containers` too. */
const KEY = /(?:additionalC|initC|(?<![A-Za-z])c)ontainers$|(?<![A-Za-z])sidecars$/;

/**
 * Whether a text is worth parsing: whether one of its container lists may have two items, or one
 * beside a native sidecar. `yaml` takes a millisecond for what these lines tell in a microsecond;
 * whatever they cannot tell for sure is parsed. A caller that knows of no `sidecars` says so.
 */
export function mayHoldPod(text: string, hasSidecars = true, find: Find = findIn(text)): boolean {
  return podsIn(text, hasSidecars, find) === 'pods';
}

/** The same, and a list of one that may be added to a pod that stands elsewhere. */
export function mayHoldPodOrAddition(text: string): boolean {
  return podsIn(text, true, findIn(text)) !== 'none';
}

/**
 * `pods` as above; `additions`: a list of one beside a kind that is no workload of Kubernetes itself,
 * or a path into a list. Only its image tells whether that is one.
 */
export function podsIn(
  text: string,
  hasSidecars: boolean,
  find: Find,
): 'pods' | 'additions' | 'none' {
  let single = false;
  let init = false;
  for (const { name, key, behind } of listKeys(text, hasSidecars, find)) {
    const count = countItems(text, key, behind);
    if (name.startsWith('init')) init ||= count > 0;
    else if (count > 1) return 'pods';
    else single ||= count === 1;
  }
  const native = init && text.includes('Always');
  if (single && native) return 'pods';
  // Where an operator makes the main container one is enough, and all may have moved.
  if ((single || native) && namesKind(text, (kind) => EXTRAS_KINDS.has(kind))) return 'pods';
  return (single || native || PATCH_PATH.test(text)) && namesKind(text, mayAdd)
    ? 'additions'
    : 'none';
}

/** The place in a JSON patch (RFC 6902) that adds to a list of containers. */
const PATCH_PATH =
  /path["']?:\s{0,9}["']?\/[\w/~-]{0,200}\/containers\/?(?:-|\d{1,3})?["']?\s*[,}#\n]/;

const WORDS = ['ontainers', 'sidecars'] as const;

interface ListKey {
  readonly name: string;
  /** Offsets of the key's first character, and behind its colon. */
  readonly key: number;
  readonly behind: number;
}

/** Whether the line of an offset begins with `#`; of a long line only what is near is looked at. */
function isComment(text: string, at: number): boolean {
  const near = text.slice(Math.max(0, at - 200), at);
  const line = near.slice(near.lastIndexOf('\n') + 1);
  return line.length < 200 && line.trimStart().startsWith('#');
}

function* listKeys(text: string, hasSidecars: boolean, find: Find): Generator<ListKey> {
  for (const word of hasSidecars ? WORDS : WORDS.slice(0, 1))
    for (let at = find(word, 0); at >= 0; at = find(word, at + word.length)) {
      let end = at + word.length;
      const name = KEY.exec(text.slice(Math.max(0, at - 12), end))?.[0];
      // A key in a comment has no list, and what comes below need not be read for it again.
      if (name === undefined || isComment(text, at)) continue;
      if (text[end] === '"' || text[end] === "'") end++;
      while (text[end] === ' ' || text[end] === '\t') end++;
      if (text[end] === ':') yield { name, key: at + word.length - name.length, behind: end + 1 };
    }
}

/** A line that may follow a list: another key, another item, the end of something. */
const OTHER_LINE = /^(?:["']?[\w$./-]+["']?\s*:|-|\}|\]|\.\.\.)/;

/** A line behind which a list may begin: a key without a value, with an anchor or a tag, a dash. */
const OPENS = /(?::|^-|: {1,9}[&!][^ ]{1,99}|: {1,9}[|>][+-]?\d?)(?:\s{1,99}#[\s\S]*)?$/;

/** How many items a list has by its dashes; two where only a parser could tell. */
function countItems(text: string, key: number, behind: number): number {
  const lineEnd = text.indexOf('\n', behind);
  const rest = text.slice(behind, lineEnd < 0 ? text.length : lineEnd).trim();
  if (/^\[\s*\]|^\{\s*\}|^null\b|^~/.test(rest)) return 0;
  // The schema of an API says what containers are: a map is no list of them.
  if (/^\{\s*(?:"|$)/.test(rest)) return 0;
  if (rest !== '' && !rest.startsWith('#')) return 2;
  if (lineEnd < 0) return 0;
  const column = key - (text.lastIndexOf('\n', key) + 1);
  let dash = -1;
  let count = 0;
  // Columns of lists inside the item at hand, and whether the line before may begin another.
  const nested = new Set<number>();
  let opens = false;
  for (const { indent, line } of linesFrom(text, lineEnd + 1)) {
    if (line === '' || line.startsWith('#')) continue;
    const isDash = line === '-' || line.startsWith('- ') || line.startsWith('-\t');
    if (dash < 0) {
      // No dash where the list should begin: it is empty, or no list.
      if (!isDash || indent < column - 1) return OTHER_LINE.test(line) ? 0 : 2;
      dash = indent;
    }
    if (indent > dash) {
      // A dash where no list may begin is a slip: what follows may be another item.
      if (isDash && !nested.has(indent) && !opens) return 2;
      if (isDash) nested.add(indent);
      opens = OPENS.test(line);
      continue;
    }
    if (indent === dash && isDash) count++;
    // So is one between the key and the list.
    else if (isDash && indent >= column - 1) return 2;
    else if (OTHER_LINE.test(line)) return count;
    else return 2;
    if (count > 1) return count;
    nested.clear();
    opens = OPENS.test(line);
  }
  return count;
}
