import { lstatSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { grouped } from '../../model/groups.js';
import type { Environment } from '../../process/find.js';
import { judgeFiles, type Unsafe } from './git-files.js';
import { type Git, gitIn } from './git-run.js';

/** A repository that could not be asked. */
export interface Unasked {
  readonly root: string;
  readonly message: string;
  readonly remedy: string;
}

export interface GitWord {
  readonly unsafe: readonly Unsafe[];
  readonly unasked: readonly Unasked[];
}

export interface GitRequest {
  /** Absolute, links resolved. */
  readonly paths: readonly string[];
  readonly env: Environment;
  readonly cwd: string;
}

/**
 * Which of the files have changes that no commit holds, untracked and ignored ones too. Outside of any
 * repository nothing can be said, and nothing is; a repository that cannot be asked is not a clean one.
 */
export async function askGit(request: GitRequest): Promise<GitWord> {
  const unsafe: Unsafe[] = [];
  const unasked: Unasked[] = [];
  for (const [root, paths] of byRoot(request.paths)) {
    const stray = root === null ? strayVariable(request) : null;
    if (stray !== null) unasked.push(stray);
    if (root === null) continue;
    const word = await askOne(root, paths, request);
    if ('message' in word) unasked.push(word);
    else unsafe.push(...word.unsafe);
  }
  return { unsafe, unasked };
}

async function askOne(
  root: string,
  paths: readonly string[],
  { env, cwd }: GitRequest,
): Promise<Unasked | { readonly unsafe: readonly Unsafe[] }> {
  const refuse = (message: string, remedy: string): Unasked => ({ root, message, remedy });
  const git = gitIn(root, env);
  if (git === null) return refuse('there is no git on PATH', 'install git');
  const folders = await git('rev-parse', '--show-toplevel', '--absolute-git-dir');
  if (!folders.ok) return refuse(...reasonFor(folders.message, root));
  const [top = '', gitDir = ''] = folders.text.split('\n');
  if (realOf(top) !== root)
    return refuse(`git takes ${top} for its work tree`, 'check its core.worktree');
  const elsewhere = variableElsewhere(env, cwd, root, gitDir);
  if (elsewhere !== null)
    return refuse(`${elsewhere} in the environment names another repository`, `unset ${elsewhere}`);
  const names = paths.map((path) => relative(root, path).split(sep).join('/'));
  const word = await judgeFiles(git, root, names, await headOf(git));
  return 'message' in word ? refuse(...reasonFor(word.message, root)) : word;
}

/** null before the first commit. */
async function headOf(git: Git): Promise<string | null> {
  const head = await git('rev-parse', '--quiet', '--verify', 'HEAD^{commit}');
  return head.ok ? head.text.trim() : null;
}

function reasonFor(message: string, root: string): readonly [message: string, remedy: string] {
  if (message.includes('dubious ownership'))
    return [
      'it belongs to another user, and git does not trust it',
      `git config --global --add safe.directory ${root}`,
    ];
  return [message, `see what git -C ${root} status says`];
}

/** Grouped by the nearest folder with a .git of any kind, also one that leads nowhere. */
function byRoot(paths: readonly string[]): ReadonlyMap<string | null, readonly string[]> {
  const known = new Map<string, string | null>();
  return grouped(paths, (path) => rootOf(dirname(path), known));
}

function rootOf(folder: string, known: Map<string, string | null>): string | null {
  const found = known.get(folder);
  if (found !== undefined) return found;
  const above = dirname(folder);
  const root = hasGit(folder) ? folder : above === folder ? null : rootOf(above, known);
  known.set(folder, root);
  return root;
}

/** What a repository has; git itself passes over a folder with that name and none of it. */
const OF_A_REPOSITORY = ['HEAD', 'objects', 'refs', 'config', 'index', 'commondir'];

function hasGit(folder: string): boolean {
  const path = join(folder, '.git');
  const kind = kindOf(path);
  if (kind !== 'folder') return kind !== 'missing';
  return OF_A_REPOSITORY.some((name) => kindOf(join(path, name)) !== 'missing');
}

function kindOf(path: string): 'folder' | 'other' | 'missing' {
  try {
    return lstatSync(path).isDirectory() ? 'folder' : 'other';
  } catch (error) {
    // What cannot be looked at may be there.
    return error instanceof Error && 'code' in error && error.code === 'ENOENT'
      ? 'missing'
      : 'other';
  }
}

/** Outside of any repository that the disk shows, the environment may still name one. */
function strayVariable({ env, cwd }: GitRequest): Unasked | null {
  if ((env.GIT_DIR ?? '') === '') return null;
  return {
    root: cwd,
    message: 'GIT_DIR in the environment names a repository, and the files are in none',
    remedy: 'unset GIT_DIR',
  };
}

/** A variable that would lead git to other files than those of this repository, or null. */
function variableElsewhere(
  env: Environment,
  cwd: string,
  root: string,
  gitDir: string,
): string | null {
  const expected: readonly (readonly [string, string, string])[] = [
    ['GIT_DIR', cwd, gitDir],
    ['GIT_WORK_TREE', cwd, root],
    ['GIT_INDEX_FILE', root, join(gitDir, 'index')],
  ];
  for (const [name, from, path] of expected) {
    const value = env[name] ?? '';
    if (value !== '' && realOf(resolve(from, value)) !== realOf(path)) return name;
  }
  return null;
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
