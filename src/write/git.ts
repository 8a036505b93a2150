import { spawnSync } from 'node:child_process';

/** Kept under the length that every system takes for a command line. */
const BATCH = 200;

/**
 * Which of the files have changes that no commit holds, untracked and ignored ones too: `--write`
 * could not be undone there. null where there is no repository, or no git.
 */
export function uncommitted(paths: readonly string[], cwd: string): readonly string[] | null {
  const found: string[] = [];
  for (let i = 0; i < paths.length; i += BATCH) {
    const batch = paths.slice(i, i + BATCH);
    const result = spawnSync(
      'git',
      // A repository's own settings must not make this run anything.
      [
        '-c',
        'core.fsmonitor=false',
        '-c',
        'status.relativePaths=true',
        '--literal-pathspecs',
        'status',
        '--porcelain=v1',
        '-z',
        '--no-renames',
        '--untracked-files=all',
        '--ignored=matching',
        '--',
        ...batch,
      ],
      {
        cwd,
        encoding: 'utf8',
        env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' },
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    if (result.error !== undefined || result.status !== 0) return null;
    for (const entry of result.stdout.split('\0')) if (entry !== '') found.push(entry.slice(3));
  }
  return found;
}
