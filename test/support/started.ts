import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import { BIN } from './rig.js';

/** The built command while it runs, for tests that end it. */
export interface Started {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
}

export function start(cwd: string, args: readonly string[], env = process.env): Started {
  const child = spawn(process.execPath, [BIN, ...args], { cwd, env });
  let [out, err] = ['', ''];
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    err += data.toString();
  });
  return { child, out: () => out, err: () => err };
}

export async function codeOf({ child }: Started): Promise<number | null> {
  const [code] = (await once(child, 'close')) as [number | null];
  return code;
}

/** Waits for half a minute at most. */
export async function until(isSo: () => boolean): Promise<void> {
  // What is seen once may be gone at the second look.
  let seen = isSo();
  for (let i = 0; !seen && i < 3000; i++) {
    await wait(10);
    seen = isSo();
  }
  expect(seen).toBe(true);
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
