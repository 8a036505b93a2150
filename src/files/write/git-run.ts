import { devNull } from 'node:os';
import { type Ended, runToEnd } from '../../process/child.js';
import { type Environment, findProgram, safePath } from '../../process/find.js';

/** What git printed, or why it could not be asked. */
export type GitAnswer =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: number | null; readonly message: string };

/** Asks git about one repository, in a way that lets nothing of the repository run. */
export type Git = (...args: readonly string[]) => Promise<GitAnswer>;

const LIMITS = { milliseconds: 10_000, bytes: 256 * 1024 * 1024 };

/**
 * The repository's own configuration is read by git, and was written by others. Only commands that filter
 * nothing, render nothing and connect to nothing are asked; this is for what they might start all the same.
 */
const SEALED = [
  'core.fsmonitor=false',
  `core.hooksPath=${devNull}`,
  'core.pager=cat',
  'core.sshCommand=false',
  'core.untrackedCache=false',
  'credential.helper=',
  'protocol.allow=never',
].flatMap((setting) => ['-c', setting]);

/** null where there is no git. */
export function gitIn(root: string, env: Environment): Git | null {
  const ask = rawGitIn(root, env);
  if (ask === null) return null;
  return async (...args) => {
    const { text, said, failure } = await ask(args);
    if (failure === null) return { ok: true, text };
    const words = said.split('\n').find((line) => /^(?:fatal|error): /.test(line));
    const message = failure.byItself
      ? `git says: ${(words ?? failure.message).replace(/^(?:fatal|error): /, '')}`
      : `git ${failure.message}`;
    return { ok: false, code: failure.code, message };
  };
}

/** The same with the bytes that git prints, and what it reads. */
export type RawGit = (args: readonly string[], input?: Uint8Array) => Promise<Ended>;

export function rawGitIn(root: string, env: Environment): RawGit | null {
  const program = findProgram('git', env, [root]);
  if (program === null) return null;
  const environment = environmentFor(root, env);
  return (args, input) =>
    runToEnd(
      [program, ...SEALED, '--no-pager', '--literal-pathspecs', ...args],
      root,
      environment,
      LIMITS,
      input ?? null,
    );
}

function environmentFor(root: string, env: Environment): Record<string, string> {
  const kept = Object.entries(env).flatMap(([key, value]) =>
    value === undefined || /^(?:GIT_|SSH_ASKPASS)/i.test(key) ? [] : [[key, value] as const],
  );
  return {
    ...Object.fromEntries(kept),
    PATH: safePath(env, [root]),
    LC_ALL: 'C',
    // git 2.45 and 2.39.4: objects that are missing are not fetched.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
  };
}
