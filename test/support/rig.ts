import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const BIN = join(import.meta.dirname, '..', '..', 'bin', 'sidecar-migrate.js');

export interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** A temporary folder with the built command: what a user has. */
export interface Rig {
  readonly dir: string;
  write(path: string, text: string | Uint8Array): string;
  read(path: string): string;
  run(args: readonly string[], options?: RunOptions): Run;
  shell(script: string): Run;
  git(...args: string[]): Run;
  end(): void;
}

export interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Words in front of node: `setpriv --reuid 65534`. */
  readonly under?: readonly string[];
}

export function rig(files: Readonly<Record<string, string>> = {}): Rig {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'sidecar-migrate-')));
  const write = (path: string, text: string | Uint8Array): string => {
    const absolute = join(dir, path);
    mkdirSync(dirname(absolute), { recursive: true });
    writeFileSync(absolute, text);
    return absolute;
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const env = (more: RunOptions['env']): NodeJS.ProcessEnv => {
    const { FORCE_COLOR: _, NO_COLOR: __, ...rest } = process.env;
    return { ...rest, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', ...more };
  };
  const spawn = (words: readonly string[], options: RunOptions = {}): Run => {
    const [command = '', ...args] = words;
    const { status, signal, stdout, stderr } = spawnSync(command, args, {
      cwd: options.cwd ?? dir,
      env: env(options.env),
      input: options.input ?? '',
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    });
    return { code: status, signal, out: stdout, err: stderr };
  };
  return {
    dir,
    write,
    read: (path) => readFileSync(join(dir, path), 'utf8'),
    run: (args, options = {}) =>
      spawn([...(options.under ?? []), process.execPath, BIN, ...args], options),
    shell: (script) =>
      spawn(['bash', '-c', script.replaceAll('sidecar-migrate', `"${process.execPath}" "${BIN}"`)]),
    git: (...args) =>
      spawn([
        'git',
        '-c',
        'user.name=A',
        '-c',
        'user.email=a@example.com',
        '-c',
        'init.defaultBranch=main',
        ...args,
      ]),
    end: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** Runs a test in a rig and takes it down again. */
export async function withRig(
  files: Readonly<Record<string, string>>,
  test: (rig: Rig) => void | Promise<void>,
): Promise<void> {
  const own = rig(files);
  try {
    await test(own);
  } finally {
    own.end();
  }
}

export const JOB = `apiVersion: batch/v1
kind: Job
metadata:
  name: report
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: report
        image: registry.example.com/report:2.4
      - name: cloud-sql-proxy
        image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1
`;

export const MIGRATED_JOB = JOB.replace(
  '      - name: cloud-sql-proxy\n        image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1\n',
  '      initContainers:\n      - name: cloud-sql-proxy\n        image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1\n        restartPolicy: Always\n',
);

/** Two containers of which one only sounds like a sidecar. */
export const PAIR = `apiVersion: v1
kind: Pod
metadata:
  name: pair
spec:
  containers:
  - name: main-container
    image: busybox
  - name: sidecar-container
    image: busybox
`;

/** The Job with a warning: its hook has no time in so short a grace period (SM311). */
export const WARNED_JOB = JOB.replace(
  /\n( +)containers:/,
  '\n$1terminationGracePeriodSeconds: 1\n$1containers:',
).replace(/(\n +)(image: registry.*)/, '$1$2$1lifecycle: {preStop: {exec: {command: [drain]}}}');

/** A program that makes a pod with a sidecar. */
export const PROGRAM = `import * as k8s from "@pulumi/kubernetes";
new k8s.core.v1.Pod("p", {spec: {containers: [
  {name: "app", image: "registry.example.com/app:1"},
  {name: "cloud-sql-proxy", image: "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1"}]}});
`;
