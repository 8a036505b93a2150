import { isMadeOf } from '../../text/wildcards.js';

interface Folder {
  readonly folders: Map<string, Folder>;
  /** Files of this folder with their ranks. */
  readonly files: Map<string, number>;
}

/** Stands for what is computed in a segment of a name. */
export const ANY = '\u0000';

/**
 * Paths by their folders: what a name that is computed in part may mean is looked up segment by
 * segment, and nobody matches each name against each path.
 */
export class PathTree {
  private readonly root: Folder = newFolder();
  private readonly known = new Map<string, readonly string[]>();

  constructor(private readonly paths: readonly string[]) {
    for (const [rank, path] of paths.entries()) {
      const segments = path.split('/');
      const name = segments.pop() ?? '';
      let here = this.root;
      for (const segment of segments) {
        const next = here.folders.get(segment) ?? newFolder();
        here.folders.set(segment, next);
        here = next;
      }
      here.files.set(name, rank);
    }
  }

  /** The paths below a folder that a pattern fits, in their order; `ANY` stands for any part of a segment. */
  fitting(base: string, pattern: string): readonly string[] {
    const whole = base === '.' ? pattern : `${base}/${pattern}`;
    const known = this.known.get(whole);
    if (known !== undefined) return known;
    const segments = whole.split('/');
    const name = segments.pop() ?? '';
    let folders: readonly Folder[] = [this.root];
    for (const segment of segments)
      folders = folders.flatMap((folder) => fitted(folder.folders, segment));
    const ranks = folders.flatMap(({ files }) => fitted(files, name));
    const found = ranks.sort((a, b) => a - b).flatMap((rank) => this.paths[rank] ?? []);
    this.known.set(whole, found);
    return found;
  }
}

function newFolder(): Folder {
  return { folders: new Map(), files: new Map() };
}

function fitted<T>(children: ReadonlyMap<string, T>, segment: string): readonly T[] {
  if (!segment.includes(ANY)) {
    const child = children.get(segment);
    return child === undefined ? [] : [child];
  }
  const parts = segment.split(ANY);
  return [...children].flatMap(([name, child]) => (isMadeOf(name, parts) ? [child] : []));
}
