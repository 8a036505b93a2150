import { devNull } from 'node:os';
import { type Limits, runToEnd } from '../../process/child.js';
import { type Environment, safePath } from '../../process/find.js';
import type { Rendered } from './renderer.js';

const LIMITS: Limits = { milliseconds: 60_000, bytes: 64 * 1024 * 1024 };

/** Settings of these programs that the tree's owner did not mean for a render. */
const DROPPED = /^(?:KUBE|KUSTOMIZE|HELM|GIT_|(?:https?|all|no)_proxy$)/i;

/**
 * The user's environment, without a cluster, and with no way out: proxies that nobody answers, and
 * no protocol for git. References are looked at before anything runs; this is for what they hide.
 */
export function cleanEnvironment(env: Environment): Record<string, string> {
  const kept = Object.entries(env).flatMap(([key, value]) =>
    value === undefined || DROPPED.test(key) ? [] : [[key, value] as const],
  );
  const nowhere = 'http://127.0.0.1:9';
  return {
    ...Object.fromEntries(kept),
    PATH: safePath(env, []),
    KUBECONFIG: devNull,
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_TERMINAL_PROMPT: '0',
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    ALL_PROXY: nowhere,
  };
}

/** Runs a program without a shell, and gives what it writes to standard output. */
export async function runProgram(
  command: readonly [string, ...string[]],
  cwd: string,
  env: Environment,
  limits: Limits = LIMITS,
): Promise<Rendered> {
  const { text, failure, said } = await runToEnd(command, cwd, cleanEnvironment(env), limits);
  if (failure === null) return { ok: true, text };
  return {
    ok: false,
    message: failure.byItself ? said.trim() || failure.message : failure.message,
  };
}
