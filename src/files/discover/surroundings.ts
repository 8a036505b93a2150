import { homedir, tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { KUSTOMIZATIONS } from '../scan/kustomization.js';
import type { Files } from './disk.js';

/** As far up from a file as a base and its overlays usually stand from each other. */
const LEVELS = 2;

/**
 * The folder whose files may speak of what a path holds, where no repository says so: the path alone,
 * unless it is part of a kustomization. Then the working folder, or a few folders above the path or
 * the working folder, where one of them lies within the tree of bases and overlays.
 */
export function surroundings(files: Files, cwd: string, path: string): string {
  const start = files.kind(path) === 'folder' ? path : dirname(path);
  // Folders that lie side by side need not have to do with each other.
  if (!isKustomized(files, start)) return path;
  if (!isWithin(path, cwd)) return above(start) ?? path;
  if (isKustomized(files, cwd)) return above(cwd) ?? cwd;
  return isShared(cwd) ? (above(start) ?? path) : cwd;
}

/** Null where nothing above has to do with it. */
function above(start: string): string | null {
  let folder = start;
  for (let up = 0; up < LEVELS && !isShared(dirname(folder)); up++) folder = dirname(folder);
  return isShared(folder) ? null : folder;
}

function isKustomized(files: Files, folder: string): boolean {
  return [folder, dirname(folder)].some((each) =>
    KUSTOMIZATIONS.some((name) => files.kind(join(each, name)) === 'file'),
  );
}

/** What lies side by side there has nothing to do with each other. */
function isShared(folder: string): boolean {
  return [sep, homedir(), dirname(homedir()), tmpdir()].includes(folder);
}

export function isWithin(path: string, folder: string): boolean {
  return `${path}${sep}`.startsWith(folder === sep ? sep : `${folder}${sep}`);
}
