import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Out of the repository, so that a clean checkout finds what another one fetched. */
const CACHE = join(
  process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
  'sidecar-migrate-tests',
);

const known = new Map<string, string | null>();

/**
 * The folder of what is fetched once from the npm registry. `fill` gets an empty folder and says
 * which one below it is kept. Where it cannot be had: null and one loud line, or an error where `CI`
 * is set.
 */
export function fetched(
  name: string,
  what: string,
  fill: (folder: string) => string,
): string | null {
  const before = known.get(name);
  if (before !== undefined) return before;
  const target = join(CACHE, name);
  let found: string | null = target;
  try {
    if (!existsSync(target)) fetchInto(target, fill);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (process.env.CI !== undefined) throw error;
    console.warn(`SKIPPED: everything that needs ${what}, which cannot be had: ${why}`);
    found = null;
  }
  known.set(name, found);
  return found;
}

/** Into a folder of its own first: two test files may be at it at once, and either may be killed. */
function fetchInto(target: string, fill: (folder: string) => string): void {
  mkdirSync(dirname(target), { recursive: true });
  const folder = mkdtempSync(`${target}-`);
  try {
    renameSync(fill(folder), target);
  } catch (error) {
    // Another test file may have been faster; what it put there is the same.
    if (!existsSync(target)) throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
}
