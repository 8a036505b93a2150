import { spawn } from 'node:child_process';
import { chmodSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ChangedFile } from '../../src/model/outcome.js';
import { type WriteDisk, writeDisk } from '../../src/write/disk.js';
import { parseTemporary, temporaryPath } from '../../src/write/names.js';
import { recover } from '../../src/write/recover.js';
import { groupsOf, writeChanges } from '../../src/write/write.js';
import { JOB, MIGRATED_JOB, type Rig, WARNED_JOB, withRig } from '../support/rig.js';

/** No process has it: numbers end below. */
const DEAD = 4_194_305;

function changed(path: string, ...changes: string[]): ChangedFile {
  return {
    path,
    before: `old ${path}\n`,
    after: `new ${path}\n`,
    changes,
    removedComments: [],
    staleComments: [],
  };
}

function start(
  rig: Rig,
  files: readonly ChangedFile[],
  disk: WriteDisk,
): ReturnType<typeof writeChanges> {
  return writeChanges({ files, absolute: (path) => join(rig.dir, path), disk, pid: process.pid });
}

const ABC = { 'a.yaml': 'old a.yaml\n', 'b/b.yaml': 'old b/b.yaml\n', 'c.yaml': 'old c.yaml\n' };
const FILES = [changed('a.yaml', '1'), changed('b/b.yaml', '1'), changed('c.yaml', '2')];

describe('writing', () => {
  it('replaces files and leaves nothing else behind', () =>
    withRig(ABC, (rig) => {
      expect(start(rig, FILES, writeDisk)).toEqual({
        written: ['a.yaml', 'b/b.yaml', 'c.yaml'],
        failures: [],
      });
      expect(rig.read('b/b.yaml')).toBe('new b/b.yaml\n');
      expect(readdirSync(rig.dir).sort()).toEqual(['a.yaml', 'b', 'c.yaml']);
    }));

  it('keeps mode bits', () =>
    withRig(ABC, (rig) => {
      chmodSync(join(rig.dir, 'a.yaml'), 0o640);
      start(rig, FILES, writeDisk);
      expect(statSync(join(rig.dir, 'a.yaml')).mode & 0o7777).toBe(0o640);
    }));

  it('joins files that share a change', () => {
    const groups = groupsOf([
      changed('a', '1'),
      changed('b', '2'),
      changed('c', '2', '3'),
      changed('d', '1', '3'),
    ]);
    expect(groups.map((group) => group.map(({ path }) => path).sort())).toEqual([
      ['a', 'b', 'c', 'd'],
    ]);
  });

  it('writes a change whole or not at all, and the other changes', () =>
    withRig({ ...ABC, 'b/b.yaml': 'somebody was here\n' }, (rig) => {
      const { written, failures } = start(rig, FILES, writeDisk);
      expect(written).toEqual(['c.yaml']);
      expect(failures).toMatchObject([
        { path: 'b/b.yaml', message: 'has changed since it was read' },
      ]);
      expect(rig.read('a.yaml')).toBe('old a.yaml\n');
      expect(readdirSync(join(rig.dir, 'b'))).toEqual(['b.yaml']);
    }));

  it('takes a change back when a rename fails', () =>
    withRig(ABC, (rig) => {
      const disk: WriteDisk = {
        ...writeDisk,
        rename(from, to) {
          if (to.endsWith('b.yaml')) throw Object.assign(new Error('no'), { code: 'EACCES' });
          writeDisk.rename(from, to);
        },
      };
      const { written, failures } = start(rig, FILES, disk);
      expect(written).toEqual(['c.yaml']);
      expect(failures).toMatchObject([
        {
          path: 'b/b.yaml',
          message: 'no permission to write it'.replace('write it', 'write in its folder'),
        },
      ]);
      expect(rig.read('a.yaml')).toBe('old a.yaml\n');
      expect(readdirSync(rig.dir).sort()).toEqual(['a.yaml', 'b', 'c.yaml']);
    }));

  it('leaves a file alone that another live run is writing', () =>
    withRig(ABC, (rig) => {
      const name = {
        target: join(rig.dir, 'a.yaml'),
        pid: process.ppid,
        change: '0'.repeat(12),
        number: 1,
        count: 1,
        up: 0,
        hash: '0'.repeat(12),
      };
      rig.write(temporaryPath(name).slice(rig.dir.length + 1), 'theirs');
      const { failures } = start(rig, [changed('a.yaml', '1')], writeDisk);
      expect(failures[0]?.message).toBe(
        `is being written by another run (process ${process.ppid})`,
      );
    }));
});

describe('after a kill', () => {
  const left = (rig: Rig, path: string, number: number, text: string): string => {
    const hash = writeDisk.hash(join(rig.dir, path));
    const temporary = temporaryPath({
      target: join(rig.dir, path),
      pid: DEAD,
      change: 'abcdefabcdef',
      number,
      count: 3,
      up: 0,
      hash,
    });
    rig.write(temporary.slice(rig.dir.length + 1), text);
    return temporary;
  };

  it('finishes a change whose renames had begun', () =>
    withRig({ ...ABC, 'a.yaml': 'new a.yaml\n' }, (rig) => {
      const strays = [
        left(rig, 'b/b.yaml', 2, 'new b/b.yaml\n'),
        left(rig, 'c.yaml', 3, 'new c.yaml\n'),
      ];
      expect(recover(strays, writeDisk).removed).toEqual([]);
      expect([rig.read('b/b.yaml'), rig.read('c.yaml')]).toEqual([
        'new b/b.yaml\n',
        'new c.yaml\n',
      ]);
    }));

  it('takes away what was only staged', () =>
    withRig(ABC, (rig) => {
      const strays = [left(rig, 'a.yaml', 1, 'new a.yaml\n'), left(rig, 'b/b.yaml', 2, 'new b/')];
      expect(recover(strays, writeDisk)).toEqual({ finished: [], removed: strays });
      expect([rig.read('a.yaml'), rig.read('b/b.yaml')]).toEqual([
        'old a.yaml\n',
        'old b/b.yaml\n',
      ]);
    }));

  it('never overwrites what was changed since', () =>
    withRig(ABC, (rig) => {
      const strays = [left(rig, 'b/b.yaml', 2, 'new b/b.yaml\n')];
      rig.write('b/b.yaml', 'edited by hand\n');
      expect(recover(strays, writeDisk)).toEqual({ finished: [], removed: strays });
      expect(rig.read('b/b.yaml')).toBe('edited by hand\n');
    }));

  it('leaves the files of a live run alone', () =>
    withRig(ABC, (rig) => {
      const target = join(rig.dir, 'a.yaml');
      const temporary = temporaryPath({
        target,
        pid: process.ppid,
        change: 'abcdefabcdef',
        number: 1,
        count: 1,
        up: 0,
        hash: writeDisk.hash(target),
      });
      rig.write(temporary.slice(rig.dir.length + 1), 'theirs');
      expect(recover([temporary], writeDisk)).toEqual({ finished: [], removed: [] });
    }));

  it('a real SIGKILL between two renames is finished by the next run', () =>
    withRig(ABC, async (rig) => {
      const script = `
        import { writeChanges } from ${JSON.stringify(join(import.meta.dirname, '../../dist/src/write/write.js'))};
        import { writeDisk } from ${JSON.stringify(join(import.meta.dirname, '../../dist/src/write/disk.js'))};
        let renames = 0;
        const disk = { ...writeDisk, rename(from, to) {
          if (++renames === 2) process.kill(process.pid, 'SIGKILL');
          writeDisk.rename(from, to);
        } };
        const files = ${JSON.stringify(FILES)};
        writeChanges({ files, absolute: (path) => ${JSON.stringify(rig.dir)} + '/' + path, disk, pid: process.pid });`;
      rig.write('kill.mjs', script);
      const signal = await new Promise((resolve) => {
        spawn(process.execPath, [join(rig.dir, 'kill.mjs')]).on('exit', (_, by) => resolve(by));
      });
      expect(signal).toBe('SIGKILL');
      expect([rig.read('a.yaml'), rig.read('b/b.yaml')]).toEqual([
        'new a.yaml\n',
        'old b/b.yaml\n',
      ]);
      const { code, err } = rig.run(['--unsafe', '--write', '.']);
      expect(code).toBe(0);
      expect(err).toContain('b/b.yaml: finished the change that an interrupted run had begun');
      expect(rig.read('b/b.yaml')).toBe('new b/b.yaml\n');
      expect(readdirSync(rig.dir).sort()).toEqual(['a.yaml', 'b', 'c.yaml', 'kill.mjs']);
    }));

  it('names say what a later run has to know', () => {
    const name = {
      target: '/t/.x.y.yaml',
      pid: 12,
      change: 'abcdefabcdef',
      number: 2,
      count: 3,
      up: 0,
      hash: '0123456789ab',
    };
    expect(parseTemporary(temporaryPath(name))).toEqual(name);
    expect(parseTemporary('/t/.x.yaml.sidecar-migrate-1.tmp')).toBeNull();
  });
});

describe('--write', () => {
  it('refuses files with changes that are not committed', () =>
    withRig({ 'k8s/job.yaml': JOB, 'k8s/other job.yaml': JOB }, (rig) => {
      rig.git('init', '-q');
      const untracked = rig.run(['--unsafe', '--write', 'k8s']);
      expect(untracked.code).toBe(2);
      expect(untracked.err).toContain(
        'k8s/job.yaml, k8s/other job.yaml have changes that are not committed',
      );
      expect(rig.read('k8s/job.yaml')).toBe(JOB);
      rig.git('add', '.');
      rig.git('commit', '-qm', 'jobs');
      rig.write('k8s/note.txt', 'dirty, but none of ours');
      expect(rig.run(['--unsafe', '--write', 'k8s']).code).toBe(0);
      expect(rig.read('k8s/job.yaml')).toBe(MIGRATED_JOB);
      rig.write('k8s/job.yaml', `# edited\n${JOB}`);
      expect(rig.run(['--unsafe', '--write', 'k8s']).code).toBe(2);
      expect(rig.run(['--unsafe', '--write', '--allow-dirty', 'k8s']).code).toBe(0);
      expect(rig.read('k8s/job.yaml')).toBe(`# edited\n${MIGRATED_JOB}`);
    }));

  it('needs --unsafe, or the warnings accepted', () =>
    withRig({ 'job.yaml': WARNED_JOB }, (rig) => {
      expect(rig.run(['--write', '.']).code).toBe(0);
      expect(rig.read('job.yaml')).toBe(WARNED_JOB);
      expect(rig.run(['--write', '--accept', 'SM311', '.']).code).toBe(0);
      expect(rig.read('job.yaml')).toContain('restartPolicy: Always');
    }));

  it('refuses a read-only file', () =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      chmodSync(join(rig.dir, 'job.yaml'), 0o444);
      const { code, err } = rig.run(['--unsafe', '--write', '.']);
      expect(code).toBe(2);
      expect(err).toContain('job.yaml: is read-only');
      expect(rig.read('job.yaml')).toBe(JOB);
    }));

  it('writes through a link inside the tree, not over it', () =>
    withRig({ 'real/job.yaml': JOB }, (rig) => {
      symlinkSync('real/job.yaml', join(rig.dir, 'job.yaml'));
      expect(rig.run(['--unsafe', '--write', 'job.yaml']).code).toBe(0);
      expect(rig.read('real/job.yaml')).toBe(MIGRATED_JOB);
      expect(
        readdirSync(rig.dir, { withFileTypes: true })
          .find(({ name }) => name === 'job.yaml')
          ?.isSymbolicLink(),
      ).toBe(true);
    }));

  it('loses nothing when the file may not grow (a full disk, a limit)', () =>
    withRig({ 'job.yaml': `${JOB}# ${'x'.repeat(3000)}\n` }, (rig) => {
      const before = rig.read('job.yaml');
      const { out, err } = rig.shell(
        'ulimit -f 2; trap "" XFSZ; sidecar-migrate --unsafe --write . ; echo "exit $?"',
      );
      expect(out).toBe('exit 2\n');
      expect(err).toContain('nothing of this change was written');
      expect(rig.read('job.yaml')).toBe(before);
      expect(readdirSync(rig.dir)).toEqual(['job.yaml']);
    }));

  it('leaves one whole result when two runs meet', () =>
    withRig({}, (rig) => {
      for (let i = 0; i < 60; i++) rig.write(`jobs/${i}.yaml`, JOB);
      rig.shell(
        'sidecar-migrate --unsafe --write -q jobs & sidecar-migrate --unsafe --write -q jobs & wait',
      );
      expect(rig.run(['--unsafe', '--check', 'jobs']).code).toBe(0);
      for (let i = 0; i < 60; i++) expect(rig.read(`jobs/${i}.yaml`)).toBe(MIGRATED_JOB);
      expect(readdirSync(join(rig.dir, 'jobs')).length).toBe(60);
    }));
});
