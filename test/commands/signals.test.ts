import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { JOB, MIGRATED_JOB, type Rig, withRig } from '../support/rig.js';

const BIN = join(import.meta.dirname, '..', '..', 'bin', 'sidecar-migrate.js');
const SIGNALS = [
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

const PROGRAM = `import * as k8s from "@pulumi/kubernetes";
new k8s.core.v1.Pod("p", {spec: {containers: [
  {name: "app", image: "registry.example.com/app:1"},
  {name: "cloud-sql-proxy", image: "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1"}]}});
`;

interface Started {
  readonly child: ChildProcess;
  readonly said: () => string;
}

function start(rig: Rig, args: readonly string[], more: NodeJS.ProcessEnv = {}): Started {
  const env = { ...process.env, ...more };
  const child = spawn(process.execPath, [BIN, ...args], { cwd: rig.dir, env });
  let said = '';
  child.stderr?.on('data', (data: Buffer) => {
    said += data.toString();
  });
  child.stdout?.resume();
  return { child, said: () => said };
}

async function codeOf({ child }: Started): Promise<number | null> {
  const [code] = (await once(child, 'close')) as [number | null];
  return code;
}

async function until(isSo: () => boolean): Promise<void> {
  // What is seen once may be gone at the second look.
  let seen = isSo();
  for (let i = 0; !seen && i < 3000; i++) {
    await wait(10);
    seen = isSo();
  }
  expect(seen).toBe(true);
}

/** Programs with a working folder below another. */
function programsIn(folder: string): readonly string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`PWD=${folder}`);
    } catch {
      return false;
    }
  });
}

describe.each(SIGNALS)('%s', (signal, code) => {
  it('ends writing after the change at hand, and says how far it came', () =>
    withRig({}, async (rig) => {
      for (let i = 0; i < 300; i++) rig.write(`jobs/${i}.yaml`, JOB);
      const run = start(rig, ['--write', '--unsafe', 'jobs']);
      await until(() => readdirSync(join(rig.dir, 'jobs')).some((name) => name.endsWith('.tmp')));
      run.child.kill(signal);
      expect(await codeOf(run)).toBe(code);
      const texts = Array.from({ length: 300 }, (_, i) => rig.read(`jobs/${i}.yaml`));
      const written = texts.filter((text) => text === MIGRATED_JOB).length;
      expect(texts.filter((text) => text === JOB)).toHaveLength(300 - written);
      expect(run.said()).toContain(
        `Interrupted: ${written} of 300 files ${written === 1 ? 'was' : 'were'} written`,
      );
      expect(written).toBeLessThan(300);
      expect(readdirSync(join(rig.dir, 'jobs'))).toHaveLength(300);
    }));

  it('ends a proof with its copies and all that was started there', () =>
    withRig({ 'repo/main.ts': PROGRAM, 'repo/package.json': '{}', 'tmp/x': '' }, async (rig) => {
      rig.git('init', '-q', 'repo');
      const TMPDIR = join(rig.dir, 'tmp');
      const synth = 'setsid sleep 61 & sleep 60';
      const run = start(rig, ['--prove', '--synth', synth, '--unsafe', 'repo'], { TMPDIR });
      await until(() => programsIn(TMPDIR).length > 0);
      run.child.kill(signal);
      expect(await codeOf(run)).toBe(code);
      expect(run.said()).toContain('Interrupted: nothing was written');
      expect(readdirSync(TMPDIR)).toEqual(['x']);
      await until(() => programsIn(TMPDIR).length === 0);
    }));
});

describe('a proof that was killed', () => {
  it('leaves copies that keep their modes, and the next proof removes them', () =>
    withRig({ 'repo/main.ts': PROGRAM, 'repo/package.json': '{}', 'tmp/x': '' }, async (rig) => {
      rig.git('init', '-q', 'repo');
      rig.write('repo/.env', 'TOKEN=secret\n');
      chmodSync(join(rig.dir, 'repo/.env'), 0o600);
      const TMPDIR = join(rig.dir, 'tmp');
      const run = start(rig, ['--prove', '--synth', 'sleep 60', '--unsafe', 'repo'], { TMPDIR });
      await until(() => programsIn(TMPDIR).length > 0);
      const [copies = ''] = readdirSync(TMPDIR).filter((name) => name !== 'x');
      expect(statSync(join(TMPDIR, copies, 'before/repo/.env'), { throwIfNoEntry: false })).toBe(
        undefined,
      );
      expect(statSync(join(TMPDIR, copies, 'before/.env')).mode & 0o777).toBe(0o600);
      expect(statSync(join(TMPDIR, copies)).mode & 0o777).toBe(0o700);
      run.child.kill('SIGKILL');
      await codeOf(run);
      expect(existsSync(join(TMPDIR, copies))).toBe(true);
      await codeOf(start(rig, ['--prove', '--synth', 'true', '--unsafe', 'repo'], { TMPDIR }));
      expect(readdirSync(TMPDIR)).toEqual(['x']);
      await until(() => programsIn(TMPDIR).length === 0);
    }));
});

describe('two runs at once', () => {
  it('write each file once, and count it once', () =>
    withRig({}, async (rig) => {
      for (let i = 0; i < 80; i++) rig.write(`jobs/${i}.yaml`, JOB);
      const runs = [0, 1].map(() => start(rig, ['--write', '--unsafe', 'jobs']));
      const codes = await Promise.all(runs.map(codeOf));
      const counts = runs.map(({ said }) => Number(/wrote (\d+) /i.exec(said())?.[1] ?? 0));
      expect((counts[0] ?? 0) + (counts[1] ?? 0)).toBe(80);
      for (const [i, { said }] of runs.entries()) {
        const others = said()
          .split('\n')
          .filter((line) => /another run|changed since it was read/.test(line));
        if (codes[i] === 2) expect(others.length).toBeGreaterThan(0);
        else expect(codes[i]).toBe(0);
      }
      for (let i = 0; i < 80; i++) expect(rig.read(`jobs/${i}.yaml`)).toBe(MIGRATED_JOB);
      expect(readdirSync(join(rig.dir, 'jobs'))).toHaveLength(80);
    }));
});
