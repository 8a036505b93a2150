import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WriteDisk } from '../../../src/files/write/disk.js';
import { isJournal } from '../../../src/files/write/names.js';
import { recover } from '../../../src/files/write/recover.js';
import { type WriteResult, writeChanges } from '../../../src/files/write/write.js';
import type { ChangedFile } from '../../../src/model/outcome.js';
import { thisOwner } from '../../../src/process/owner.js';
import { coded, MemoryDisk } from './memory-disk.js';

/** A run that has ended: no process has its number. */
const DEAD = { ...thisOwner(), pid: 4_194_305, start: '1' };

const PATHS = ['base/a', 'base/b', 'o/1/c', 'o/1/d', 'o/2/e', 'o/3/f', 'top'];
const ERRORS = [
  'EIO',
  'ENOSPC',
  'EACCES',
  'EMFILE',
  'EROFS',
  'EPERM',
  'EDQUOT',
  'ENOENT',
  'EEXIST',
];

const FILES: readonly ChangedFile[] = [...PATHS, 'alone'].map((path) => ({
  path,
  before: `old ${path}\n`,
  after: `new ${path}\n`,
  changes: [path === 'alone' ? 'other' : 'one'],
  removedComments: [],
  staleComments: [],
}));

function tree(): MemoryDisk {
  return new MemoryDisk(
    Object.fromEntries(FILES.map(({ path, before }) => [`/t/${path}`, before])),
  );
}

interface Ending {
  readonly disk: MemoryDisk;
  readonly result: WriteResult;
  readonly calls: number;
}

type Fault = (call: number) => boolean;

/** What fails does nothing, or has done all of it: a full disk says so only when the bytes are to last. */
type When = 'before' | 'after';

function writeTo(disk: WriteDisk): ReturnType<typeof writeChanges> {
  return writeChanges({
    files: FILES,
    absolute: (path) => `/t/${path}`,
    disk,
    owner: DEAD,
    roots: ['/t'],
    pause: async () => false,
  });
}

async function write(fault: Fault, code: string, when: When): Promise<Ending> {
  const disk = tree();
  let calls = 0;
  const fail = (): void => {
    if (fault(calls)) throw coded(code);
  };
  const count = (): void => {
    calls++;
    if (when === 'before') fail();
  };
  const port = disk.port(count, when === 'after' ? fail : undefined);
  const result = await writeTo(port);
  return { disk, result, calls };
}

function newOnes(disk: MemoryDisk): readonly string[] {
  return FILES.flatMap(({ path, before, after }) => {
    const text = disk.files.get(`/t/${path}`)?.text;
    expect([before, after]).toContain(text);
    return text === after ? [path] : [];
  }).sort();
}

/** Old or new, all of it, and nothing else is there. */
function expectSettled(disk: MemoryDisk): void {
  const journals = [...disk.files.keys()].filter((path) => isJournal(basename(path)));
  const { problems } = recover({
    journals,
    disk: disk.port(),
    roots: ['/t'],
    uid: 1,
    now: () => 1e9,
  });
  expect(problems).toEqual([]);
  const ofOne = newOnes(disk).filter((path) => path !== 'alone');
  expect([0, PATHS.length]).toContain(ofOne.length);
}

function expectTrue({ disk, result }: Ending): void {
  const written = newOnes(disk);
  expect([...result.written].sort()).toEqual(written);
  for (const { path, message } of result.failures) {
    const own = path === 'alone' ? ['alone'] : PATHS;
    if (message.includes('nothing of its change was written'))
      expect(written.filter((name) => own.includes(name))).toEqual([]);
  }
  if (written.length < FILES.length) expect(result.failures).not.toEqual([]);
}

describe.each(['before', 'after'] as const)(
  'a call to the disk that fails %s it has done its work',
  (when) => {
    it.each(ERRORS)('with %s, whichever it is', async (code) => {
      const { calls } = await write(() => false, code, when);
      expect(calls).toBeGreaterThan(70);
      for (let n = 1; n <= calls; n++) {
        const ending = await write((call) => call === n, code, when);
        expectTrue(ending);
        expectSettled(ending.disk);
      }
    });
  },
);

describe('a disk that fails from some call on', () => {
  it.each(ERRORS)('with %s leaves what the next run settles', async (code) => {
    const { calls } = await write(() => false, code, 'before');
    for (let n = 1; n <= calls; n++) {
      const { disk } = await write((call) => call >= n, code, 'before');
      expectSettled(disk);
    }
  });

  it('with words that are true where it can still be looked at', async () => {
    const { calls } = await write(() => false, 'EIO', 'before');
    for (let n = 1; n <= calls; n++) {
      const disk = tree();
      let call = 0;
      const port = disk.port((name) => {
        if (++call >= n && !['look', 'hash', 'list', 'read'].includes(name)) throw coded('EIO');
      });
      const result = await writeTo(port);
      expectTrue({ disk, result, calls });
      expectSettled(disk);
    }
  });
});

describe('two faults', () => {
  it('one while a change is taken back, are settled too', async () => {
    const { calls } = await write(() => false, 'EIO', 'before');
    for (let n = 1; n <= calls; n++)
      for (let more = 1; more <= 15; more++) {
        const ending = await write((call) => call === n || call === n + more, 'EIO', 'before');
        expectTrue(ending);
        expectSettled(ending.disk);
      }
  });
});
