import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JOB, MIGRATED_JOB, PROGRAM, withRig } from '../support/rig.js';
import { codeOf, start, until } from '../support/started.js';

const SIGNALS = [
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

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
      const run = start(rig.dir, ['--write', '--unsafe', 'jobs']);
      await until(() => readdirSync(join(rig.dir, 'jobs')).some((name) => name.endsWith('.tmp')));
      run.child.kill(signal);
      expect(await codeOf(run)).toBe(code);
      const texts = Array.from({ length: 300 }, (_, i) => rig.read(`jobs/${i}.yaml`));
      const written = texts.filter((text) => text === MIGRATED_JOB).length;
      expect(texts.filter((text) => text === JOB)).toHaveLength(300 - written);
      expect(run.err()).toContain(
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
      const run = start(rig.dir, ['--prove', '--synth', synth, '--unsafe', 'repo'], {
        ...process.env,
        TMPDIR,
      });
      await until(() => programsIn(TMPDIR).length > 0);
      run.child.kill(signal);
      expect(await codeOf(run)).toBe(code);
      expect(run.err()).toContain('Interrupted: nothing was written');
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
      const run = start(rig.dir, ['--prove', '--synth', 'sleep 60', '--unsafe', 'repo'], {
        ...process.env,
        TMPDIR,
      });
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
      await codeOf(
        start(rig.dir, ['--prove', '--synth', 'true', '--unsafe', 'repo'], {
          ...process.env,
          TMPDIR,
        }),
      );
      expect(readdirSync(TMPDIR)).toEqual(['x']);
      await until(() => programsIn(TMPDIR).length === 0);
    }));
});

describe('two runs at once', () => {
  it('write each file once, and count it once', () =>
    withRig({}, async (rig) => {
      for (let i = 0; i < 80; i++) rig.write(`jobs/${i}.yaml`, JOB);
      const runs = [0, 1].map(() => start(rig.dir, ['--write', '--unsafe', 'jobs']));
      const codes = await Promise.all(runs.map(codeOf));
      const counts = runs.map(({ err }) => Number(/wrote (\d+) /i.exec(err())?.[1] ?? 0));
      expect((counts[0] ?? 0) + (counts[1] ?? 0)).toBe(80);
      for (const [i, { err }] of runs.entries()) {
        const others = err()
          .split('\n')
          .filter((line) => /another run|changed since it was read/.test(line));
        if (codes[i] === 2) expect(others.length).toBeGreaterThan(0);
        else expect(codes[i]).toBe(0);
      }
      for (let i = 0; i < 80; i++) expect(rig.read(`jobs/${i}.yaml`)).toBe(MIGRATED_JOB);
      expect(readdirSync(join(rig.dir, 'jobs'))).toHaveLength(80);
    }));
});
