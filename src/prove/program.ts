import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { devNull } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Rendered } from './renderer.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The first program of that name on PATH; never one of the working folder. */
export function findProgram(name: string, env: Environment): string | null {
  const names = process.platform === 'win32' ? [`${name}.exe`] : [name];
  for (const folder of (env.PATH ?? '').split(delimiter).filter(isAbsolute))
    for (const candidate of names.map((file) => join(folder, file)))
      if (isExecutable(candidate)) return candidate;
  return null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

export interface Limits {
  readonly milliseconds: number;
  readonly bytes: number;
}

const LIMITS: Limits = { milliseconds: 60_000, bytes: 64 * 1024 * 1024 };

/** Settings of these programs that the tree's owner did not mean for a render. */
const DROPPED = /^(?:KUBE|KUSTOMIZE|HELM|GIT_|(?:https?|all|no)_proxy$)/i;

/**
 * The user's environment, without a cluster, and with no way out: proxies that nobody answers, and
 * no protocol for git. References are looked at before anything runs; this is for what they hide.
 */
export function sealedEnvironment(env: Environment): Record<string, string> {
  const kept = Object.entries(env).flatMap(([key, value]) =>
    value === undefined || DROPPED.test(key) ? [] : [[key, value] as const],
  );
  const nowhere = 'http://127.0.0.1:9';
  return {
    ...Object.fromEntries(kept),
    KUBECONFIG: devNull,
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_TERMINAL_PROMPT: '0',
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    ALL_PROXY: nowhere,
  };
}

/** Programs that are running: they end with this process. */
const running = new Set<() => void>();
process.on('exit', () => {
  for (const kill of running) kill();
});

/** Runs a program without a shell, and gives what it writes to standard output. */
export async function runProgram(
  command: readonly [string, ...string[]],
  cwd: string,
  env: Environment,
  limits: Limits = LIMITS,
): Promise<Rendered> {
  const { text, failure, said } = await runToEnd(command, cwd, sealedEnvironment(env), limits);
  if (failure === null) return { ok: true, text };
  return {
    ok: false,
    message: failure.byItself ? said.trim() || failure.message : failure.message,
  };
}

/** What a program left behind. */
export interface Ended {
  /** All of its standard output. */
  readonly text: string;
  /** The start of what it wrote to standard error. */
  readonly said: string;
  /** The end of what it wrote to either. */
  readonly last: string;
  /** null: it ended well. `byItself`: nobody stopped it, and its own words say why. */
  readonly failure: { readonly message: string; readonly byItself: boolean } | null;
}

const SAID = 4096;

/** Runs a program in just this environment, and ends it with all that it started where it goes too far. */
export function runToEnd(
  [program, ...args]: readonly [string, ...string[]],
  cwd: string,
  env: Readonly<Record<string, string>>,
  limits: Limits,
): Promise<Ended> {
  return new Promise((resolve) => {
    // A group of its own: a shell does not take its children along when it is killed.
    const detached = process.platform !== 'win32';
    const child = spawn(program, args, {
      cwd,
      env,
      detached,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const kill = (): void => {
      if (child.pid === undefined) return;
      try {
        process.kill(detached ? -child.pid : child.pid, 'SIGKILL');
      } catch {
        // It has ended already.
      }
    };
    running.add(kill);
    const out: Buffer[] = [];
    let size = 0;
    let said = '';
    let last = '';
    let gaveUp: string | null = null;
    const giveUp = (reason: string): void => {
      gaveUp ??= reason;
      kill();
    };
    const timer = setTimeout(
      () => giveUp(`took longer than ${limits.milliseconds / 1000} seconds`),
      limits.milliseconds,
    );
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      last = (last + chunk.toString()).slice(-SAID);
      if (size > limits.bytes) giveUp(`printed more than ${limits.bytes / 1024 / 1024} MB`);
      else out.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      last = (last + chunk.toString()).slice(-SAID);
      if (said.length < SAID) said += chunk.toString();
    });
    const end = (failure: Ended['failure']): void => {
      clearTimeout(timer);
      running.delete(kill);
      resolve({ text: Buffer.concat(out).toString(), said, last, failure });
    };
    child.on('error', ({ message }) => end({ message, byItself: false }));
    child.on('close', (code) => {
      if (gaveUp !== null) end({ message: gaveUp, byItself: false });
      else if (code === 0) end(null);
      else end({ message: `it ended with code ${code}`, byItself: true });
    });
  });
}
