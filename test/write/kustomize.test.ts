import { describe, expect, it } from 'vitest';
import { foldersAbove } from '../../src/write/names.js';
import { BASE, overlay } from '../prove/tree.js';
import { type Rig, withRig } from '../support/rig.js';

const PATCH = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
      - name: agent
        args: [-v]
`;

const MOVED_PATCH = PATCH.replace('containers', 'initContainers');

const TREE = {
  ...BASE,
  ...overlay('prod', 'resources: [../../base]\npatches: [{path: agent.yaml}]\n'),
  'tree/overlays/prod/agent.yaml': PATCH,
};

const BASE_FILE = 'tree/base/web.yaml';
const PATCH_FILE = 'tree/overlays/prod/agent.yaml';

/** The built command, killed by the kernel before it renames the first or the second of two files. */
function killedBefore(rig: Rig, rename: '1of2' | '2of2'): void {
  const preload = rig.write(
    'kill.mjs',
    `import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const own = fs.renameSync;
    fs.renameSync = (from, to) => {
      if (from.includes('${rename}')) process.kill(process.pid, 'SIGKILL');
      own(from, to);
    };
    syncBuiltinESMExports();`,
  );
  const env = { NODE_OPTIONS: `--import ${preload}` };
  const { signal, err } = rig.run(['--write', 'tree'], { env });
  expect(signal, err).toBe('SIGKILL');
}

function texts(rig: Rig): readonly boolean[] {
  return [
    rig.read(BASE_FILE).includes('initContainers'),
    rig.read(PATCH_FILE).includes('initContainers'),
  ];
}

function leftIn(rig: Rig): string {
  return rig.shell('find tree -name "*.tmp"').out;
}

describe('a change of a base and its overlay', () => {
  it.each(['tree', 'tree/overlays'])(
    'that is killed between its renames is finished by the next run on %s',
    (path) =>
      withRig(TREE, (rig) => {
        killedBefore(rig, '2of2');
        expect(texts(rig)).toEqual([true, false]);
        const { code, err } = rig.run(['--write', path]);
        expect([code, err]).toEqual([0, expect.stringContaining('finished the change')]);
        expect(rig.read(PATCH_FILE)).toBe(MOVED_PATCH);
        expect(texts(rig)).toEqual([true, true]);
        expect(leftIn(rig)).toBe('');
        expect(rig.run(['--check', 'tree']).code).toBe(0);
      }),
  );

  // Seen from there, the first file of the change seems to be renamed already.
  it('that was only staged is not begun by a run on one of its folders', () =>
    withRig(TREE, (rig) => {
      killedBefore(rig, '1of2');
      expect(leftIn(rig).split('\n').length).toBe(3);
      const { code, err } = rig.run(['--write', 'tree/overlays']);
      expect([code, err]).toEqual([
        0,
        expect.stringContaining('left behind by an interrupted run'),
      ]);
      expect(texts(rig)).toEqual([false, false]);
      expect(leftIn(rig)).toBe('');
    }));

  it('says in its names where all of it can be found', () => {
    expect(foldersAbove(['/t/a.yaml'])).toEqual([0]);
    expect(foldersAbove(['/t/base/a.yaml', '/t/overlays/prod/b.yaml'])).toEqual([1, 2]);
    expect(foldersAbove(['/t/a.yaml', '/t/overlays/b.yaml', '/t/base.yaml'])).toEqual([0, 1, 0]);
    expect(foldersAbove(['/a/b/c.yaml', '/d/e.yaml'])).toEqual([2, 1]);
  });
});
