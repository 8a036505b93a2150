import type { ChangedFile } from '../../model/outcome.js';

/** Files that share a change, directly or through others: they are written together. */
export function groupsOf(files: readonly ChangedFile[]): readonly (readonly ChangedFile[])[] {
  const above = files.map((_, i) => i);
  const top = (i: number): number => {
    let at = i;
    while (above[at] !== at) {
      const next = above[at] ?? at;
      above[at] = above[next] ?? next;
      at = next;
    }
    return at;
  };
  const firstOf = new Map<string, number>();
  for (const [i, { changes }] of files.entries())
    for (const change of changes) {
      const first = firstOf.get(change);
      if (first === undefined) firstOf.set(change, i);
      else above[top(i)] = top(first);
    }
  const groups = new Map<number, ChangedFile[]>();
  for (const [i, file] of files.entries()) {
    const own = groups.get(top(i));
    if (own === undefined) groups.set(top(i), [file]);
    else own.push(file);
  }
  return [...groups.values()];
}
