import { spawn } from 'node:child_process';
import { chmodSync, readdirSync, statSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type WriteDisk, writeDisk } from '../../../src/files/write/disk.js';
import { journalPath, temporaryPath } from '../../../src/files/write/names.js';
import { type Recovered, recover } from '../../../src/files/write/recover.js';
import { groupsOf, type WriteResult, writeChanges } from '../../../src/files/write/write.js';
import type { ChangedFile } from '../../../src/model/outcome.js';
import { type Owner, thisOwner } from '../../../src/process/owner.js';
import { JOB, MIGRATED_JOB, type Rig, WARNED_JOB, withRig } from '../../support/rig.js';

/** A run that has ended: numbers end below its own. */
const DEAD: Owner = { ...thisOwner(), pid: 4_194_305, start: '1' };

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
  owner = thisOwner(),
): Promise<WriteResult> {
  return writeChanges({
    files,
    absolute: (path) => join(rig.dir, path),
    disk,
    owner,
    roots: [rig.dir],
    pause: async () => false,
  });
}

/** Everything that a run would find and do. */
function recovered(rig: Rig, journals = journalsIn(rig)): Recovered {
  const uid = process.getuid?.() ?? null;
  return recover({ journals, disk: writeDisk, roots: [rig.dir], uid, now: Date.now });
}

function journalsIn(rig: Rig): readonly string[] {
  return readdirSync(rig.dir)
    .filter((name) => name.endsWith('.journal'))
    .map((name) => join(rig.dir, name));
}

const ABC = { 'a.yaml': 'old a.yaml\n', 'b/b.yaml': 'old b/b.yaml\n', 'c.yaml': 'old c.yaml\n' };
const FILES = [changed('a.yaml', '1'), changed('b/b.yaml', '1'), changed('c.yaml', '2')];

describe('writing', () => {
  it('replaces files and leaves nothing else behind', () =>
    withRig(ABC, async (rig) => {
      expect(await start(rig, FILES, writeDisk)).toEqual({
        written: ['a.yaml', 'b/b.yaml', 'c.yaml'],
        failures: [],
        left: [],
      });
      expect(rig.read('b/b.yaml')).toBe('new b/b.yaml\n');
      expect(readdirSync(rig.dir).sort()).toEqual(['a.yaml', 'b', 'c.yaml']);
    }));

  it('keeps mode bits', () =>
    withRig(ABC, async (rig) => {
      chmodSync(join(rig.dir, 'a.yaml'), 0o640);
      await start(rig, FILES, writeDisk);
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
    withRig({ ...ABC, 'b/b.yaml': 'somebody was here\n' }, async (rig) => {
      const { written, failures } = await start(rig, FILES, writeDisk);
      expect(written).toEqual(['c.yaml']);
      expect(failures).toMatchObject([
        {
          path: 'b/b.yaml',
          message: 'has changed since it was read; nothing of its change was written',
        },
      ]);
      expect(rig.read('a.yaml')).toBe('old a.yaml\n');
      expect(readdirSync(join(rig.dir, 'b'))).toEqual(['b.yaml']);
    }));

  it('takes a change back when a rename fails', () =>
    withRig(ABC, async (rig) => {
      const disk: WriteDisk = {
        ...writeDisk,
        rename(from, to) {
          if (to.endsWith('b.yaml')) throw Object.assign(new Error('no'), { code: 'EACCES' });
          writeDisk.rename(from, to);
        },
      };
      const { written, failures } = await start(rig, FILES, disk);
      expect(written).toEqual(['c.yaml']);
      expect(failures).toMatchObject([
        {
          path: 'b/b.yaml',
          message: 'no permission to write in its folder; nothing of its change was written',
        },
      ]);
      expect(rig.read('a.yaml')).toBe('old a.yaml\n');
      expect(readdirSync(rig.dir).sort()).toEqual(['a.yaml', 'b', 'c.yaml']);
    }));

  it('replaces nothing that was saved while its change was staged', () =>
    withRig(ABC, async (rig) => {
      const disk: WriteDisk = {
        ...writeDisk,
        rename(from, to) {
          if (to.endsWith('a.yaml')) rig.write('b/b.yaml', 'saved just now\n');
          writeDisk.rename(from, to);
        },
      };
      const { written, failures } = await start(rig, FILES, disk);
      expect(written).toEqual(['c.yaml']);
      expect(failures).toMatchObject([{ path: 'b/b.yaml' }]);
      expect(rig.read('a.yaml')).toBe('old a.yaml\n');
      expect(rig.read('b/b.yaml')).toBe('saved just now\n');
      expect(readdirSync(rig.dir).sort()).toEqual(['a.yaml', 'b', 'c.yaml']);
    }));

  it('leaves a file alone that another live run is writing', () =>
    withRig(ABC, async (rig) => {
      const target = join(rig.dir, 'a.yaml');
      let theirs: WriteResult | null = null;
      // The other run comes between the staging and the rename of this one.
      const disk: WriteDisk = {
        ...writeDisk,
        stage: async (path, text, like) => {
          await writeDisk.stage(path, text, like);
          theirs ??= await start(rig, [changed('a.yaml', '1')], writeDisk);
        },
      };
      const ours = await start(rig, [changed('a.yaml', '1')], disk);
      expect(ours).toMatchObject({ written: ['a.yaml'], failures: [] });
      expect(theirs).toMatchObject({
        written: [],
        failures: [
          { message: expect.stringContaining(`another run (process ${process.pid})`) as string },
        ],
      });
      expect(writeDisk.read(target)).toBe('new a.yaml\n');
    }));

  it('removes a temporary file of nobody, whatever it holds', () =>
    withRig(ABC, async (rig) => {
      const planted = temporaryPath(join(rig.dir, 'a.yaml'), 'new');
      rig.write(planted.slice(rig.dir.length + 1), 'PLANTED');
      expect((await start(rig, FILES, writeDisk)).failures).toEqual([]);
      expect(rig.read('a.yaml')).toBe('new a.yaml\n');
    }));

  it('takes names that are as long as a file system allows', () =>
    withRig({}, async (rig) => {
      const name = `${'x'.repeat(250)}.yaml`;
      rig.write(name, `old ${name}\n`);
      expect(await start(rig, [changed(name, '1')], writeDisk)).toMatchObject({ written: [name] });
    }));
});

describe('after a kill', () => {
  /** A run that is gone at once when it is about to rename for the given time. */
  const killed = async (rig: Rig, at: number): Promise<void> => {
    let renames = 0;
    const gone = (): never => {
      throw Object.assign(new Error('gone'), { code: 'EIO' });
    };
    const isGone = (): boolean => renames >= at;
    const disk: WriteDisk = {
      ...writeDisk,
      rename: (from, to) => (++renames >= at ? gone() : writeDisk.rename(from, to)),
      remove: (path) => (isGone() ? gone() : writeDisk.remove(path)),
      stage: async (path, text, like) =>
        isGone() ? gone() : await writeDisk.stage(path, text, like),
    };
    await start(rig, FILES.slice(0, 2), disk, DEAD);
  };

  it('finishes a change whose renames had begun', () =>
    withRig(ABC, async (rig) => {
      await killed(rig, 2);
      expect([rig.read('a.yaml'), rig.read('b/b.yaml')]).toEqual([
        'new a.yaml\n',
        'old b/b.yaml\n',
      ]);
      expect(recovered(rig)).toMatchObject({ finished: [join(rig.dir, 'b/b.yaml')], problems: [] });
      expect(rig.read('b/b.yaml')).toBe('new b/b.yaml\n');
      expect(readdirSync(rig.dir).sort()).toEqual(['a.yaml', 'b', 'c.yaml']);
    }));

  it('takes away what was only staged', () =>
    withRig(ABC, async (rig) => {
      await killed(rig, 1);
      expect(recovered(rig).removed).toHaveLength(2);
      expect([rig.read('a.yaml'), rig.read('b/b.yaml')]).toEqual([
        'old a.yaml\n',
        'old b/b.yaml\n',
      ]);
      expect(readdirSync(rig.dir).sort()).toEqual(['a.yaml', 'b', 'c.yaml']);
    }));

  it('never overwrites what was changed since', () =>
    withRig(ABC, async (rig) => {
      await killed(rig, 2);
      rig.write('b/b.yaml', 'edited by hand\n');
      expect(recovered(rig).finished).toEqual([]);
      expect(rig.read('b/b.yaml')).toBe('edited by hand\n');
    }));

  it.each(['another file under its name', 'another text in it'])(
    'trusts no temporary with %s',
    (how) =>
      withRig(ABC, async (rig) => {
        await killed(rig, 2);
        const temporary = temporaryPath(join(rig.dir, 'b/b.yaml'), 'new');
        if (how.startsWith('another file')) unlinkSync(temporary);
        rig.write(
          temporary.slice(rig.dir.length + 1),
          how.endsWith('name') ? 'new b/b.yaml\n' : 'PLANTED',
        );
        const { finished, problems } = recovered(rig);
        expect(finished).toEqual([]);
        expect(problems.join()).toContain('can neither be finished nor reverted');
        expect(rig.read('b/b.yaml')).toBe('old b/b.yaml\n');
      }),
  );

  it('goes by no journal that leads out of the folders of the run', () =>
    withRig({ ...ABC, 'in/x.yaml': 'x' }, async (rig) => {
      await killed(rig, 2);
      const journals = journalsIn(rig);
      const found = recover({
        journals,
        disk: writeDisk,
        roots: [join(rig.dir, 'b')],
        uid: process.getuid?.() ?? null,
        now: Date.now,
      });
      expect(found).toMatchObject({ finished: [], removed: [] });
      expect(found.problems.join()).toContain('refers to files outside this run');
      expect(rig.read('b/b.yaml')).toBe('old b/b.yaml\n');
    }));

  it('is told by more than a process number, which is used again', () =>
    withRig(ABC, async (rig) => {
      const own = thisOwner();
      const journal = (owner: Owner): string => {
        const path = journalPath(rig.dir);
        writeDisk.create(path, `${JSON.stringify({ version: 1, owner })}\n`);
        return path;
      };
      expect(recovered(rig, [journal(own)]).busy).toHaveLength(1);
      expect(recovered(rig, [journal({ ...own, pid: process.ppid })]).busy).toEqual([]);
      // In another container nobody can look: it is given time to say that it goes on.
      const elsewhere = journal({ ...own, place: 'another container' });
      expect(recovered(rig, [elsewhere]).busy).toHaveLength(1);
      const { busy, problems } = recover({
        journals: [elsewhere],
        disk: writeDisk,
        roots: [rig.dir],
        uid: process.getuid?.() ?? null,
        now: () => Date.now() + 60_000,
      });
      expect([busy, problems]).toEqual([[], []]);
    }));

  it('a real SIGKILL between two renames is finished by the next run', () =>
    withRig(ABC, async (rig) => {
      const script = `
        import { writeChanges } from ${JSON.stringify(join(import.meta.dirname, '../../../dist/src/files/write/write.js'))};
        import { writeDisk } from ${JSON.stringify(join(import.meta.dirname, '../../../dist/src/files/write/disk.js'))};
        import { thisOwner } from ${JSON.stringify(join(import.meta.dirname, '../../../dist/src/process/owner.js'))};
        let renames = 0;
        const disk = { ...writeDisk, rename(from, to) {
          if (++renames === 2) process.kill(process.pid, 'SIGKILL');
          writeDisk.rename(from, to);
        } };
        const files = ${JSON.stringify(FILES)};
        const dir = ${JSON.stringify(rig.dir)};
        await writeChanges({ files, absolute: (path) => dir + '/' + path, disk, owner: thisOwner(), roots: [dir], pause: async () => false });`;
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
      expect(err).toContain('b/b.yaml: finished the change that an interrupted run had started');
      expect(rig.read('b/b.yaml')).toBe('new b/b.yaml\n');
      expect(readdirSync(rig.dir).sort()).toEqual(['a.yaml', 'b', 'c.yaml', 'kill.mjs']);
    }));
});

describe('--write', () => {
  it('refuses files with changes that are not committed', () =>
    withRig({ 'k8s/job.yaml': JOB, 'k8s/other job.yaml': JOB }, (rig) => {
      rig.git('init', '-q');
      const untracked = rig.run(['--unsafe', '--write', 'k8s']);
      expect(untracked.code).toBe(2);
      expect(untracked.err).toContain('k8s/job.yaml, k8s/other job.yaml have uncommitted changes');
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
      expect(err).toContain('nothing of its change was written');
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
