import { devNull } from 'node:os';
import { type Ended, type Limits, runToEnd } from '../../process/child.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Compiling comes first in many projects. */
const LIMITS: Limits = { milliseconds: 10 * 60_000, bytes: 256 * 1024 * 1024 };

/** What npm and shells tell their children of the folder that they were started in. */
const OF_THE_ORIGINAL =
  /^(?:npm_(?:package|lifecycle|command|config_local_prefix)|INIT_CWD$|OLDPWD$|PWD$|KUBECONFIG$)/i;

/**
 * The user's own environment: the command is theirs, and may need all of it. But for what would lead it
 * out of its copy, and for a cluster.
 */
function synthEnvironment(env: Environment, cwd: string): Record<string, string> {
  const kept = Object.entries(env).flatMap(([key, value]) =>
    value === undefined || OF_THE_ORIGINAL.test(key) ? [] : [[key, value] as const],
  );
  return { ...Object.fromEntries(kept), PWD: cwd, KUBECONFIG: devNull, GIT_TERMINAL_PROMPT: '0' };
}

/** Runs a command line as the user would type it. */
export function runCommand(line: string, cwd: string, env: Environment): Promise<Ended> {
  const shell: readonly [string, ...string[]] =
    process.platform === 'win32'
      ? [env.ComSpec ?? 'cmd.exe', '/d', '/s', '/c', line]
      : ['/bin/sh', '-c', line];
  return runToEnd(shell, cwd, synthEnvironment(env, cwd), LIMITS);
}

const LINES = 6;

/** Where in its code Node was, and which Node: nothing that tells why. */
const FRAME = /^at \S.*(?::\d+:\d+\)?|\))$|^Node\.js v\d/;

/** The last lines of what a command said, in one: the error comes at the end. */
export function lastLines({ last, failure }: Ended): string {
  const lines = last
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !FRAME.test(line));
  const words = lines.slice(-LINES).join(' | ');
  const why = failure?.message ?? '';
  return words === '' || failure?.byItself === false ? why : words;
}
