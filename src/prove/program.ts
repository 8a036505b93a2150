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
export function runProgram(
  command: readonly [string, ...string[]],
  cwd: string,
  env: Environment,
  limits: Limits = LIMITS,
): Promise<Rendered> {
  const [program, ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: sealedEnvironment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const kill = (): void => void child.kill('SIGKILL');
    running.add(kill);
    const out: Buffer[] = [];
    let size = 0;
    let said = '';
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
      if (size > limits.bytes) giveUp(`printed more than ${limits.bytes / 1024 / 1024} MB`);
      else out.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (said.length < 4096) said += chunk.toString();
    });
    const end = (result: Rendered): void => {
      clearTimeout(timer);
      running.delete(kill);
      resolve(result);
    };
    child.on('error', ({ message }) => end({ ok: false, message }));
    child.on('close', (code) => {
      if (code === 0 && gaveUp === null) end({ ok: true, text: Buffer.concat(out).toString() });
      else end({ ok: false, message: gaveUp ?? (said.trim() || `it ended with code ${code}`) });
    });
  });
}
