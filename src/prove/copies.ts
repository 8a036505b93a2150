import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { codeOf } from '../discover/disk.js';
import type { Target } from './renderer.js';
import type { SourceTree } from './source-tree.js';

/** Two copies of the part of a tree that is rendered: as it stands, and as it would be. */
export interface Copies {
  readonly before: string;
  readonly after: string;
  remove(): void;
}

/** Copies that are there: they go with this process, also when it is interrupted. */
const standing = new Set<string>();
process.on('exit', () => {
  for (const folder of standing) rmSync(folder, { recursive: true, force: true });
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
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sidecar-migrate-prove-')));
  standing.add(folder);
  const copies: Copies = {
    before: join(folder, 'before'),
    after: join(folder, 'after'),
    remove() {
      rmSync(folder, { recursive: true, force: true });
      standing.delete(folder);
    },
  };
  try {
    for (const path of new Set(targets.flatMap(({ reads }) => [...reads]))) {
      const bytes = tree.bytes(path);
      if (bytes === null) continue;
      place(copies.before, path, bytes);
      place(copies.after, path, edits.get(path) ?? bytes);
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

function place(root: string, path: string, data: string | Uint8Array): void {
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, data);
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
