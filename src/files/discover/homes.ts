import { dirname, join } from 'node:path';
import type { Files } from './disk.js';
import { isWithin } from './surroundings.js';

/**
 * Where a run is at home: the repository of each path, the working folder where the path lies below it,
 * else the folder of the path itself.
 */
export function homesOf(files: Files, cwd: string, asked: readonly string[]): readonly string[] {
  const realCwd = files.real(cwd) ?? cwd;
  const homes = asked.flatMap((path) => {
    const real = files.real(path) ?? path;
    const folder = files.kind(real) === 'folder' ? real : dirname(real);
    const root = gitRoot(files, folder);
    const own = [root, isWithin(folder, realCwd) ? realCwd : null].flatMap((home) => home ?? []);
    return own.length > 0 ? own : [folder];
  });
  return [...new Set(homes)];
}

/** Folders that lie in none of the others, once each. */
export function outermost(folders: readonly string[]): readonly string[] {
  const all = [...new Set(folders)];
  return all.filter((folder) => !all.some((other) => other !== folder && isWithin(folder, other)));
}

/** The outermost home that holds a folder. */
export function topOf(folder: string, homes: readonly string[]): string {
  const above = homes.filter((home) => isWithin(folder, home));
  return above.reduce((top, home) => (home.length < top.length ? home : top), above[0] ?? folder);
}

/** The folder of a repository that a path lies in, or null. */
export function gitRoot(files: Files, start: string): string | null {
  for (let folder = start; ; folder = dirname(folder)) {
    const kind = files.kind(join(folder, '.git'));
    if (kind === 'folder' || kind === 'file') return folder;
    if (dirname(folder) === folder) return null;
  }
}
