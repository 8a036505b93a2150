import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { diskFiles } from '../discover/disk.js';
import { gitRoot } from '../discover/disk-input.js';

/** Kept under the length that every system takes for a command line. */
const BATCH = 200;

/**
 * Which of the files have changes that no commit holds, untracked and ignored ones too: `--write`
 * could not be undone there. Paths are absolute; those given back are from their repository's root.
 * Where there is no repository, or no git, nothing is uncommitted.
 */
export function uncommitted(paths: readonly string[]): readonly string[] {
  const files = diskFiles();
  const byFolder = new Map<string, string[]>();
  for (const path of paths) {
    const root = gitRoot(files, dirname(path));
    if (root !== null) byFolder.set(root, [...(byFolder.get(root) ?? []), path]);
  }
  return [...byFolder].flatMap(([root, own]) => statusOf(root, own));
}

function statusOf(root: string, paths: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (let i = 0; i < paths.length; i += BATCH) {
    const result = spawnSync('git', [...ARGUMENTS, ...paths.slice(i, i + BATCH)], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' },
      maxBuffer: 64 * 1024 * 1024,
    });
    if (result.error !== undefined || result.status !== 0) return [];
    for (const entry of result.stdout.split('\0')) if (entry !== '') found.push(entry.slice(3));
  }
  return found;
}

const ARGUMENTS = [
  // A repository's own settings must not make this run anything.
  ...['-c', 'core.fsmonitor=false', '--literal-pathspecs', 'status', '--porcelain=v1', '-z'],
  ...['--no-renames', '--untracked-files=all', '--ignored=matching', '--'],
];
