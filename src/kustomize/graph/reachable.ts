import { posix } from 'node:path';
import { push } from '../../model/groups.js';

/** A word of a text that could be a path: what stands between white space, quotes and brackets. */
const WORD = /[^\s"'[\]{},#]+/g;

export interface ReachRequest {
  /** Texts of the kustomizations of the repository, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Files that hold something of interest. */
  readonly seeds: Iterable<string>;
  /** The one name of a path. */
  readonly nameOf: (path: string) => string;
}

/**
 * The kustomizations that lead to a file, found by the words in their texts: most of them lead to
 * none, and need no parser. Too many is fine, too few would be wrong.
 */
export function kustomizationsAbove({ texts, seeds, nameOf }: ReachRequest): ReadonlySet<string> {
  const namedBy = new Map<string, string[]>();
  for (const [path, text] of texts)
    for (const target of wordsOf(path, text).map(nameOf)) push(namedBy, target, path);
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
  return wordsOf(path, text).filter((word) => /\.(?:ya?ml|json)$/.test(word));
}

/** Every word of a kustomization as the path that it would be. */
export function wordsOf(path: string, text: string): readonly string[] {
  const folder = posix.dirname(path);
  const paths = [...text.matchAll(WORD)].map(([word]) =>
    posix.join(folder, word).replace(/\/$/, ''),
  );
  return [...new Set(paths)];
}
