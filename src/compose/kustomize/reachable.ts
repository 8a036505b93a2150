import { posix } from 'node:path';

/** A word of a text that could be a path: what stands between white space, quotes and brackets. */
const WORD = /[^\s"'[\]{},#]+/g;

export interface ReachRequest {
  /** Texts of the kustomizations of the repository, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Files that hold something of interest. */
  readonly seeds: Iterable<string>;
}

/**
 * The kustomizations that lead to a file, found by the words in their texts: most of them lead to
 * none, and need no parser. Too many is fine, too few would be wrong.
 */
export function kustomizationsAbove({ texts, seeds }: ReachRequest): ReadonlySet<string> {
  const namedBy = new Map<string, string[]>();
  for (const [path, text] of texts) {
    const folder = posix.dirname(path);
    for (const [word] of text.matchAll(WORD)) {
      const target = posix.join(folder, word).replace(/\/$/, '');
      const own = namedBy.get(target);
      if (own === undefined) namedBy.set(target, [path]);
      else own.push(path);
    }
  }
  const found = new Set<string>();
  const open = [...seeds];
  for (let target = open.pop(); target !== undefined; target = open.pop()) {
    const above = [...(namedBy.get(target) ?? []), ...(texts.has(target) ? [target] : [])];
    for (const path of above) {
      if (found.has(path)) continue;
      found.add(path);
      open.push(posix.dirname(path));
    }
  }
  return found;
}

/** Files that a text may name as patches: everything in it that looks like one. */
export function patchFilesOf(path: string, text: string): readonly string[] {
  const folder = posix.dirname(path);
  const words = [...text.matchAll(WORD)].map(([word]) => word);
  const files = words.filter((word) => /\.(?:ya?ml|json)$/.test(word));
  return [...new Set(files.map((word) => posix.join(folder, word)))];
}
