import type { WriteDisk } from './disk.js';
import { homeOf, parseTemporary, type TemporaryName } from './names.js';

export interface Recovered {
  /** Targets whose interrupted change was finished. */
  readonly finished: readonly string[];
  /** Temporary files that were taken away, their change never begun. */
  readonly removed: readonly string[];
}

/**
 * What a killed run left behind, from the temporary files in the folders given. Its renames had
 * begun when the first file of a change is gone while later ones are there: that change is
 * finished, so that no half of it stays. Everything else was only staged, and goes.
 */
export function recover(temporaries: readonly string[], disk: WriteDisk): Recovered {
  const finished: string[] = [];
  const removed: string[] = [];
  for (const group of byOwner(temporaries, disk)) {
    const begun = group.every(({ name }) => name.number > 1);
    for (const { path, name } of group) {
      if (begun && isUnchanged(name, disk)) {
        disk.rename(path, name.target);
        finished.push(name.target);
      } else {
        disk.remove(path);
        removed.push(path);
      }
    }
  }
  return { finished, removed };
}

/**
 * Folders to look through beside those of a run: of a change that spans several, one alone does not
 * tell whether its renames had begun.
 */
export function homesOf(temporaries: readonly string[]): readonly string[] {
  const names = temporaries.flatMap((path) => parseTemporary(path) ?? []);
  return [...new Set(names.filter(({ up }) => up > 0).map(homeOf))];
}

interface Left {
  readonly path: string;
  readonly name: TemporaryName;
}

function byOwner(temporaries: readonly string[], disk: WriteDisk): Iterable<readonly Left[]> {
  const groups = new Map<string, Left[]>();
  for (const path of temporaries) {
    const name = parseTemporary(path);
    if (name === null || disk.isAlive(name.pid)) continue;
    const id = `${name.pid}-${name.change}`;
    groups.set(id, [...(groups.get(id) ?? []), { path, name }]);
  }
  return groups.values();
}

function isUnchanged(name: TemporaryName, disk: WriteDisk): boolean {
  try {
    return disk.hash(name.target) === name.hash;
  } catch {
    return false; // gone, or not to be read: nothing that could be finished
  }
}
