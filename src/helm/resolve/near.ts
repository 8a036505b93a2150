import { posix } from 'node:path';

/** What is at a path of the tree. */
export interface Finder {
  readonly read: (path: string) => string | null;
  /** The one name of a file, for a path that leads out of the working folder and in again. */
  readonly nameOf: (path: string) => string;
}

/** The folder of a file and those above, nearest first: the root of the repository is one of them. */
export function foldersUp(path: string): readonly string[] {
  const folders = [posix.dirname(path)];
  for (let last = folders[0] ?? '.'; !/^(?:\.|\/|(?:\.\.\/)*\.\.)$/.test(last); ) {
    last = posix.dirname(last);
    folders.push(last);
  }
  return folders;
}

/** A path that is counted from a folder. */
export function fileFrom(folder: string, file: string, finder: Finder): string | null {
  const near = posix.join(folder, file);
  // Nothing leads out of the working folder that does not come from there.
  if (near.startsWith('..') && !folder.startsWith('..')) return null;
  return finder.read(near) === null ? null : finder.nameOf(near);
}

/** A path from the root of a repository, whose root may be above the folder of the run. */
export function fileNear(file: string, by: string, finder: Finder): string | null {
  for (const base of foldersUp(by)) {
    const near = fileFrom(base, file, finder);
    if (near !== null) return near;
  }
  return null;
}

/** The folder of a chart, where it lies near. */
export function folderNear(folder: string, by: string, finder: Finder): string | null {
  const chart = fileNear(posix.join(folder, 'Chart.yaml'), by, finder);
  return chart === null ? null : posix.dirname(chart);
}

/** The nearest folder with a chart, a few above a file; among templates and dependencies a file is nobody's. */
export function chartAbove(
  path: string,
  most: number,
  isThere: (path: string) => boolean,
): string | null {
  for (const folder of foldersUp(path).slice(0, most)) {
    if (isThere(posix.join(folder, 'Chart.yaml'))) return folder;
    if (/(?:^|\/)(?:charts|templates)$/.test(folder)) return null;
  }
  return null;
}
