import { dirname, resolve, sep } from 'node:path';
import type { Files } from './disk.js';

const NAME = /^\.sidecar-migrate-[0-9a-f]{16}\.journal$/;
const NEVER: ReadonlySet<string> = new Set(['.git', 'node_modules', '.hg', '.svn']);

/**
 * Journals of earlier runs that may speak of files of this one: in the folders of the given paths and below, and
 * in those above up to the run's own root. Links are not followed.
 */
export function findJournals(
  files: Files,
  cwd: string,
  paths: readonly string[],
  topOf: (folder: string) => string,
): readonly string[] {
  const found = new Set<string>();
  const visit = (folder: string, deep: boolean): void => {
    const entries = files.list(folder);
    if (!('length' in entries)) return;
    for (const entry of entries) {
      if (entry.isDirectory()) {
        if (deep && !NEVER.has(entry.name))
          visit(`${folder === sep ? '' : folder}/${entry.name}`, true);
      } else if (entry.isFile() && NAME.test(entry.name))
        found.add(`${folder === sep ? '' : folder}/${entry.name}`);
    }
  };
  for (const path of paths.length === 0 ? ['.'] : paths) {
    const given = resolve(cwd, path);
    const absolute = files.real(given) ?? given;
    const isFolder = files.kind(absolute) === 'folder';
    if (isFolder) visit(absolute, true);
    const start = isFolder ? absolute : dirname(absolute);
    const top = topOf(start);
    for (let folder = start; ; folder = dirname(folder)) {
      visit(folder, false);
      if (folder === top || dirname(folder) === folder) break;
    }
  }
  return [...found].sort();
}
