import { isAbsolute, join, posix, relative, sep } from 'node:path';
import { decode } from '../../files/decode.js';
import type { Files } from '../../files/discover/disk.js';

/** What stands at a path, links resolved. */
export type Found =
  | {
      readonly kind: 'file' | 'folder';
      /** Its real path, from the root. */
      readonly path: string;
      /** The path that leads through a link to it, or null. */
      readonly link: string | null;
    }
  | { readonly kind: 'missing' }
  /** Out of the tree, by its path or through a link. */
  | { readonly kind: 'outside' };

/** A tree as renderers look at it; paths are from its root, with `/`. */
export interface SourceTree {
  /** Every file, in the order of paths; links are not followed. */
  files(): Iterable<string>;
  /** Links that lead to another place of the tree: where they stand, and what they lead to. */
  links(): Iterable<readonly [at: string, to: string]>;
  /** What a file in this folder means by a path. */
  find(folder: string, path: string): Found;
  /** null for what is no text. */
  read(path: string): string | null;
  bytes(path: string): Uint8Array | null;
  /** Permission bits. */
  mode(path: string): number;
}

const NEVER: ReadonlySet<string> = new Set(['.git', 'node_modules', '.hg', '.svn']);

/** A tree on disk; the root has its links resolved. */
export function sourceTree(files: Files, root: string): SourceTree {
  function* walk(folder: string): Generator<{ readonly path: string; readonly isLink: boolean }> {
    const entries = files.list(join(root, folder));
    if (!('length' in entries)) return;
    for (const entry of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = posix.join(folder, entry.name);
      if (entry.isFile()) yield { path, isLink: false };
      else if (NEVER.has(entry.name)) continue;
      else if (entry.isSymbolicLink()) yield { path, isLink: true };
      else if (entry.isDirectory()) yield* walk(path);
    }
  }
  const bytes = (path: string): Uint8Array | null => {
    const read = files.read(join(root, path), path);
    return read instanceof Uint8Array ? read : null;
  };
  const find: SourceTree['find'] = (folder, path) => {
    const logical = posix.normalize(posix.join(folder, path)).replace(/(?<=.)\/$/, '');
    if (isAbsolute(path) || logical === '..' || logical.startsWith('../'))
      return { kind: 'outside' };
    const absolute = files.real(join(root, logical));
    if (absolute === null) return { kind: 'missing' };
    const real = relative(root, absolute).split(sep).join('/') || '.';
    if (real === '..' || real.startsWith('../') || isAbsolute(real)) return { kind: 'outside' };
    const kind = files.kind(absolute);
    if (kind !== 'file' && kind !== 'folder') return { kind: 'missing' };
    return { kind, path: real, link: real === logical ? null : logical };
  };
  return {
    *files() {
      for (const { path, isLink } of walk('.')) if (!isLink) yield path;
    },
    *links() {
      for (const { path, isLink } of walk('.')) {
        const to = isLink ? find('.', path) : null;
        if (to?.kind !== 'file' && to?.kind !== 'folder') continue;
        if (!to.path.split('/').some((part) => NEVER.has(part))) yield [path, to.path];
      }
    },
    find,
    bytes,
    mode: (path) => files.mode(join(root, path)),
    read(path) {
      const found = bytes(path);
      const text = found === null ? null : decode(found, path);
      return typeof text === 'string' ? text : null;
    },
  };
}
