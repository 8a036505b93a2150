import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findProgram, safePath } from '../../src/process/find.js';
import { type Rig, withRig } from '../support/rig.js';

const TOP = join(import.meta.dirname, '..', '..');
const DOOR = 'src/process/child.ts';

function sources(folder: string): readonly string[] {
  return readdirSync(join(TOP, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `${folder}/${path}`);
}

describe('other programs', () => {
  it('are started by one file', () => {
    const starters = [...sources('src'), ...sources('transforms')].filter((path) =>
      /child_process|worker_threads|node:cluster|process\.binding/.test(
        readFileSync(join(TOP, path), 'utf8'),
      ),
    );
    expect(starters).toEqual([DOOR]);
  });
});

describe('a program on PATH', () => {
  const withProgram = (test: (rig: Rig) => void): Promise<void> =>
    withRig({ 'tree/bin/git': '#!/bin/sh\n', 'own/git': '#!/bin/sh\n' }, (rig) => {
      for (const path of ['tree/bin/git', 'own/git']) chmodSync(join(rig.dir, path), 0o755);
      test(rig);
    });

  it('is taken from absolute folders outside of the tree only', () =>
    withProgram((rig) => {
      const tree = join(rig.dir, 'tree');
      const own = join(rig.dir, 'own');
      const PATH = `.::tree/bin:./tree/bin:${tree}/bin:${own}/../tree/bin:${own}`;
      expect(findProgram('git', { PATH }, [tree])).toBe(join(own, 'git'));
      expect(findProgram('git', { PATH })).toBe(join(tree, 'bin/git'));
      expect(safePath({ PATH }, [tree])).toBe(own);
    }));

  it('is none that a link leads back into the tree for', () =>
    withProgram((rig) => {
      const tree = join(rig.dir, 'tree');
      mkdirSync(join(rig.dir, 'links'));
      symlinkSync(join(tree, 'bin/git'), join(rig.dir, 'links/git'));
      symlinkSync(join(tree, 'bin'), join(rig.dir, 'folder'));
      const PATH = `${rig.dir}/links:${rig.dir}/folder`;
      expect(findProgram('git', { PATH }, [tree])).toBeNull();
    }));
});
