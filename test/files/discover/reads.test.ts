import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JOB, type Rig, withRig } from '../../support/rig.js';

function fifo(rig: Rig, path: string): void {
  spawnSync('mkfifo', [join(rig.dir, path)]);
}

/** Ends by itself, soon. */
function expectToEnd(rig: Rig, ...args: readonly string[]): { code: number | null; err: string } {
  const { code, signal, err } = rig.run(args, { under: ['timeout', '-s', 'KILL', '60'] });
  expect(signal).toBeNull();
  expect(code).not.toBe(137);
  expect(err).not.toContain('    at ');
  return { code, err };
}

describe('a file that is none', () => {
  it.each(['.gitignore', '.sidecar-migrate-ignore'])(
    'called %s is said, and not waited for',
    (name) =>
      withRig({ 'tree/job.yaml': JOB }, (rig) => {
        fifo(rig, `tree/${name}`);
        const { err } = expectToEnd(rig, '--unsafe', 'tree');
        expect(err).toContain(
          `tree/${name}: is not a regular file, so its patterns are not applied`,
        );
        expect(err).toContain('1 sidecar in 1 pod');
      }),
  );

  it.each(['pipe.yaml', 'values.yaml', 'Kustomization', 'main.ts'])(
    'called like a source, as %s, is said in a walk',
    (name) =>
      withRig({ 'tree/job.yaml': JOB }, (rig) => {
        fifo(rig, `tree/${name}`);
        fifo(rig, 'tree/pipe.txt');
        const { code, err } = expectToEnd(rig, '--unsafe', 'tree');
        expect(code).toBe(0);
        expect(err).toContain(`tree/${name}: is not a regular file`);
        expect(err).not.toContain('pipe.txt');
        expect(expectToEnd(rig, '--unsafe', '--exclude', name, 'tree').err).not.toContain(
          `tree/${name}`,
        );
      }),
  );

  it('but a folder where a config is looked for is said to be one', () =>
    withRig({ 'job.yaml': JOB, '.sidecar-migrate.yaml/x': '' }, (rig) => {
      const { code, err } = expectToEnd(rig, '.');
      expect([code, err]).toEqual([
        2,
        expect.stringContaining('is a folder, and a config must be a file'),
      ]);
    }));

  it('called like a config is an error: nothing is decided without it', () =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      fifo(rig, '.sidecar-migrate.yaml');
      const { code, err } = expectToEnd(rig, '--unsafe', '.');
      expect([code, err]).toEqual([2, expect.stringContaining('is not a regular file')]);
    }));

  it('is not read through a kustomization, a chart or its ignore file above', () =>
    withRig(
      { 'k/job.yaml': JOB, 'k/kustomization.yaml': 'resources: [job.yaml, pipe.yaml]\n' },
      (rig) => {
        rig.git('init', '-q');
        rig.shell(
          'mkfifo k/pipe.yaml .gitignore k/Chart.yaml; mkfifo .git/info/x; mv .git/info/x .git/info/exclude',
        );
        expectToEnd(rig, '--unsafe', 'k');
      },
    ));

  it('that never ends is not begun', () =>
    withRig({ 'tree/job.yaml': JOB }, (rig) => {
      symlinkSync('/dev/zero', join(rig.dir, 'tree/.gitignore'));
      symlinkSync('/dev/zero', join(rig.dir, 'tree/values.yaml'));
      const { err } = expectToEnd(rig, '--unsafe', '-v', 'tree');
      expect(err).toContain('tree/.gitignore: is a link to a place outside the tree');
      expect(err).toContain('tree/values.yaml: is a link to a place outside the tree');
    }));
});

describe('a link to a place outside the tree', () => {
  const SECRET = 'root:x:secret-of-root\n';

  it('is no config, and none that another extends', () =>
    withRig({ 'tree/job.yaml': JOB, passwd: SECRET }, (rig) => {
      rig.git('init', '-q', 'tree');
      const cwd = join(rig.dir, 'tree');
      const config = join(cwd, '.sidecar-migrate.yaml');
      for (const text of ['extends: ../passwd\n', `extends: ${rig.dir}/passwd\n`]) {
        writeFileSync(config, text);
        const { code, err } = rig.run(['--unsafe', '.'], { cwd });
        expect([code, err]).toEqual([2, expect.stringContaining('outside its repository')]);
        expect(err).not.toContain('secret-of-root');
      }
      rig.shell('cd tree; rm .side*; ln -s ../passwd .side""car-migrate.yaml');
      const { code, err } = rig.run(['--unsafe', '.'], { cwd });
      expect([code, err]).toEqual([
        2,
        expect.stringContaining('is a link to a place outside the tree'),
      ]);
      expect(err).not.toContain('secret-of-root');
    }));

  it('may be named as a config, and what it holds is not shown', () =>
    withRig({ 'r/job.yaml': JOB }, (rig) => {
      const say = (text: string): string => {
        rig.write('elsewhere.yaml', text);
        return rig.run(['--config', '../elsewhere.yaml', '.'], { cwd: join(rig.dir, 'r') }).err;
      };
      rig.git('init', '-q', 'r');
      for (const text of [
        'token-Zz9: 1\n',
        'severities: {Zz9: Zz9}\n',
        'kinds: [{kind: Zz9, podPath: Zz9, Zz9: 1}]\n',
        'charts: [{name: Zz9, from: Zz9 Zz9, to: Zz9, Zz9: 1}]\n',
        'environment: {Zz9: [Zz9]}\n',
        'a: *Zz9\n',
        'Zz9: {Zz9\n',
      ]) {
        expect(say(text)).toContain('../elsewhere.yaml');
        expect(say(text)).not.toContain('Zz9');
      }
      rig.write('r/near.yaml', 'token-Zz9: 1\n');
      expect(rig.run(['--config', 'r/near.yaml', 'r']).err).toContain('unknown key "token-Zz9"');
    }));

  it('is no package: one in node_modules may be extended', () =>
    withRig(
      {
        'node_modules/org/base.yaml': 'keep: [cloud-*]\n',
        'tree/job.yaml': JOB,
        'tree/.sidecar-migrate.yaml': 'extends: ../node_modules/org/base.yaml\n',
      },
      (rig) => {
        rig.git('init', '-q', 'tree');
        const { code, err } = rig.run(['--unsafe', '.'], { cwd: join(rig.dir, 'tree') });
        expect([code, err]).toEqual([0, expect.stringContaining('nothing would move')]);
      },
    ));

  it('is no patch of a kustomization', () =>
    withRig({ 'tree/job.yaml': JOB, 'patch.yaml': 'x: secret-of-root' }, (rig) => {
      rig.git('init', '-q', 'tree');
      rig.write(
        'tree/kustomization.yaml',
        'resources: [job.yaml]\npatches: [{path: patch.yaml}]\n',
      );
      symlinkSync('../patch.yaml', join(rig.dir, 'tree/patch.yaml'));
      const { err, out } = rig.run(['--unsafe', '-v', '.'], { cwd: join(rig.dir, 'tree') });
      expect(err + out).not.toContain('secret-of-root');
      expect(err).toContain('patch.yaml');
    }));
});

describe('a file in another encoding', () => {
  it.each(['UTF-16', 'UTF-16LE', 'UTF-16BE', 'UTF-32'])('is told in a walk: %s', (name) =>
    withRig({ 'src.txt': JOB }, (rig) => {
      rig.shell(`iconv -f UTF-8 -t ${name} src.txt > job.yaml`);
      const { code, err } = rig.run(['--strict', '.']);
      expect(code).toBe(2);
      expect(err).toMatch(/job\.yaml: (?:is UTF-16|is not UTF-8|contains a NUL)/);
    }),
  );

  it('has a name in it: the name is said to be none', () =>
    withRig({}, (rig) => {
      const latin = (name: string): Buffer =>
        Buffer.concat([Buffer.from(`${rig.dir}/`), Buffer.from(name, 'latin1')]);
      mkdirSync(latin('b\u00fccher'));
      writeFileSync(latin('caf\u00e9.yaml'), JOB);
      const { err } = rig.run(['-v', '.']);
      expect(err.match(/has a name that is not UTF-8/g)).toHaveLength(2);
      expect(err).not.toContain('it is gone');
    }));
});
