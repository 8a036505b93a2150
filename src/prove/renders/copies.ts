import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { codeOf } from '../../files/discover/disk.js';
import type { Target } from './renderer.js';
import type { SourceTree } from './source-tree.js';
import { clearStale, copyPrefix, removeCopies } from './stale.js';

/** Two copies of the part of a tree that is rendered: as it stands, and as it would be. */
export interface Copies {
  readonly before: string;
  readonly after: string;
  remove(): void;
}

/** Copies that are there: they go with this process, also when it is interrupted. */
const standing = new Set<string>();
process.on('exit', () => {
  for (const folder of standing) removeCopies(folder);
});

/**
 * Hard copies of just the files that the targets read, with the planned texts in one of them. Links
 * are made again inside the copy, so none leads back into the tree.
 */
export function copyFor(
  targets: readonly Target[],
  tree: SourceTree,
  edits: ReadonlyMap<string, string>,
): Copies {
  clearStale(tmpdir());
  const folder = realpathSync(mkdtempSync(join(tmpdir(), copyPrefix())));
  standing.add(folder);
  const copies: Copies = {
    before: join(folder, 'before'),
    after: join(folder, 'after'),
    remove() {
      removeCopies(folder);
      standing.delete(folder);
    },
  };
  try {
    for (const path of new Set(targets.flatMap(({ reads }) => [...reads]))) {
      const bytes = tree.bytes(path);
      if (bytes === null) continue;
      const mode = tree.mode(path);
      place(copies.before, path, bytes, mode);
      place(copies.after, path, edits.get(path) ?? bytes, mode);
    }
    const links = new Map(targets.flatMap((target) => [...target.links]));
    for (const [at, to] of [...links].sort(([a], [b]) => (a < b ? -1 : 1)))
      for (const root of [copies.before, copies.after]) link(join(root, at), join(root, to));
    return copies;
  } catch (error) {
    copies.remove();
    throw error;
  }
}

/** A secret that its owner alone may read stays one. */
function place(root: string, path: string, data: string | Uint8Array, mode: number): void {
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, data, { mode: 0o600 });
  chmodSync(target, mode);
}

/** Behind a link to its folder it is there already. */
function link(at: string, to: string): void {
  mkdirSync(dirname(at), { recursive: true });
  try {
    symlinkSync(relative(realpathSync(dirname(at)), to) || '.', at);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}
