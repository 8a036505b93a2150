import { dirname, resolve } from 'node:path';
import type { Files } from './disk.js';

const MARK = '.sidecar-migrate-';
const NEVER: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** Temporary files of earlier runs in the folders of the given paths, and in those below them. */
export function findStrays(files: Files, cwd: string, paths: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const visit = (folder: string, deep: boolean): void => {
    const entries = files.list(folder);
    if (!('length' in entries)) return;
    for (const entry of entries) {
      if (entry.isDirectory()) {
        if (deep && !NEVER.has(entry.name)) visit(`${folder}/${entry.name}`, true);
      } else if (entry.name.includes(MARK) && entry.name.endsWith('.tmp'))
        found.add(`${folder}/${entry.name}`);
    }
  };
  for (const path of paths.length === 0 ? ['.'] : paths) {
    const absolute = resolve(cwd, path);
    if (files.kind(absolute) === 'folder') visit(absolute, true);
    else visit(dirname(absolute), false);
  }
  return [...found].sort();
}
