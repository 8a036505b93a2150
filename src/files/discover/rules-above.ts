import { dirname, join, sep } from 'node:path';
import type { Problem } from '../../model/source.js';
import type { Files } from './disk.js';
import { GIT_IGNORE, type IgnoreRules, OWN_IGNORE, readIgnore } from './ignores.js';
import { isWithin } from './surroundings.js';

/** Ignore files from the repository's root down to the folder above the one that is walked. */
export function rulesAbove(
  files: Files,
  absolute: string,
  root: string | null,
  gitignore: boolean,
): readonly (IgnoreRules | Problem)[] {
  if (root === null || !`${absolute}${sep}`.startsWith(`${root}${sep}`)) return [];
  const folders: string[] = [];
  for (
    let folder = dirname(absolute);
    folder.length >= root.length && absolute !== root;
    folder = dirname(folder)
  ) {
    folders.unshift(folder);
    if (folder === root || dirname(folder) === folder) break;
  }
  const found: (IgnoreRules | Problem)[] = [];
  const add = (folder: string, name: string, base = folder): void => {
    const path = join(folder, name);
    if (files.kind(path) === 'missing') return;
    const real = files.real(path);
    if (real !== null && !isWithin(real, files.real(root) ?? root)) {
      found.push({ ...LINK_OUT, path });
      return;
    }
    const rules = readIgnore(files, folder, name, path);
    found.push('rules' in rules ? { ...rules, folder: `${base}/` } : rules);
  };
  if (gitignore) add(join(root, '.git', 'info'), 'exclude', root);
  for (const folder of folders) {
    if (gitignore) add(folder, GIT_IGNORE);
    add(folder, OWN_IGNORE);
  }
  return found;
}

const LINK_OUT = {
  kind: 'unreadable',
  place: null,
  message: 'is a link to a place outside the tree, and is not followed',
  remedy: 'name its target, if it should be migrated too',
} as const;
