import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JOB, MIGRATED_JOB, withRig } from '../support/rig.js';

const TOP = join(import.meta.dirname, '..', '..');

function npm(
  args: readonly string[],
  cwd: string,
): { status: number | null; stdout: string; stderr: string } {
  const { NODE_ENV: _, ...env } = process.env;
  return spawnSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    env,
    encoding: 'utf8',
  });
}

describe('the package', () => {
  it('runs with npx in an empty folder, and as a library', { timeout: 300_000 }, () =>
    withRig({}, (rig) => {
      const packed = npm(['pack', '--ignore-scripts', '--pack-destination', rig.dir], TOP);
      expect(packed.status, packed.stderr).toBe(0);
      const tarball = join(rig.dir, packed.stdout.trim().split('\n').at(-1) ?? '');
      const empty = join(rig.dir, 'empty');
      mkdirSync(empty);
      rig.write('empty/package.json', '{"private": true, "type": "module"}');
      const installed = npm(['install', '--prefer-offline', tarball], empty);
      if (installed.status !== 0) {
        if (process.env.CI !== undefined) throw new Error(installed.stderr);
        console.warn(`SKIPPED: the package could not be installed: ${installed.stderr}`);
        return;
      }
      const folder = join(empty, 'node_modules', 'sidecar-migrate');
      rig.write('empty/job.yaml', JOB);
      const run = spawnSync('npx', ['--no-install', 'sidecar-migrate', '--unsafe', '-q', '-'], {
        cwd: empty,
        input: JOB,
        encoding: 'utf8',
      });
      expect(run.stdout, run.stderr).toBe(MIGRATED_JOB);
      rig.write(
        'empty/use.js',
        `import { migrate } from 'sidecar-migrate';
         const { files } = await migrate(new Map([['job.yaml', ${JSON.stringify(JOB)}]]), { unsafe: true });
         process.stdout.write(files[0].after);`,
      );
      const used = spawnSync(process.execPath, ['use.js'], { cwd: empty, encoding: 'utf8' });
      expect(used.stdout, used.stderr).toBe(MIGRATED_JOB);
      rig.write(
        'empty/use.ts',
        `import { type ChangedFile, migrate, type MigrateOptions } from 'sidecar-migrate';
         const options: MigrateOptions = { unsafe: true };
         export const files: Promise<readonly ChangedFile[]> =
           migrate(new Map([['job.yaml', '']]), options).then((outcome) => outcome.files);
         // @ts-expect-error: no such option
         void migrate(new Map(), { nothing: true });`,
      );
      const tsc = join(TOP, 'node_modules', 'typescript', 'bin', 'tsc');
      const typed = spawnSync(
        process.execPath,
        [tsc, '--noEmit', '--strict', '--module', 'nodenext', '--types', '', 'use.ts'],
        { cwd: empty, encoding: 'utf8' },
      );
      expect(typed.status, typed.stdout).toBe(0);
      const kept = new Set(readdirSync(folder));
      expect([...kept].sort()).toEqual(
        ['CHANGELOG.md', 'LICENSE', 'README.md', 'bin', 'dist', 'package.json', 'schemas'].sort(),
      );
      const sizes = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((path) => statSync(join(folder, path)))
        .filter((stat) => stat.isFile())
        .map((stat) => stat.size);
      expect(sizes.length).toBeLessThan(100);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_500_000);
    }),
  );
});
