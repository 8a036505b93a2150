import picomatch from 'picomatch';

/** A glob over printed paths; without a `/` it speaks of the name alone, as in a .gitignore. */
export function pathGlob(pattern: string): (path: string) => boolean {
  const normal = pattern.replace(/^\.\//, '');
  const matches = picomatch(normal, { dot: true, basename: !normal.includes('/') });
  // A folder's name stands for everything in it.
  const inside = picomatch(`${normal.replace(/\/$/, '')}/**`, { dot: true });
  return (path) => matches(path) || inside(path);
}

export function anyGlob(patterns: readonly string[]): ((path: string) => boolean) | null {
  if (patterns.length === 0) return null;
  const globs = patterns.map(pathGlob);
  return (path) => globs.some((glob) => glob(path));
}

/** The folder that a glob starts from and its whole pattern, or null for a plain path. */
export function globParts(
  text: string,
): { readonly base: string; readonly pattern: string } | null {
  const scan = picomatch.scan(text);
  if (!scan.isGlob) return null;
  return { base: scan.base === '' ? '.' : scan.base, pattern: text.replace(/^\.\//, '') };
}
