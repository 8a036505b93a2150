import { describe, expect, it } from 'vitest';
import { commonFolder } from '../../../src/files/write/names.js';
import { AGENT_PATCH } from '../../support/agent-patch.js';
import { type Rig, withRig } from '../../support/rig.js';
import { BASE, overlay } from '../../support/tree.js';

const MOVED_PATCH = AGENT_PATCH.replace('containers', 'initContainers');

const TREE = {
  ...BASE,
  ...overlay('prod', 'resources: [../../base]\npatches: [{path: agent.yaml}]\n'),
  'tree/overlays/prod/agent.yaml': AGENT_PATCH,
};

const BASE_FILE = 'tree/base/web.yaml';
const PATCH_FILE = 'tree/overlays/prod/agent.yaml';

/** The built command, killed by the kernel before it renames the first or the second of two files. */
function killedBefore(rig: Rig, rename: 1 | 2): void {
  const preload = rig.write(
    'kill.mjs',
    `import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const own = fs.renameSync;
    let renames = 0;
    fs.renameSync = (from, to) => {
      if (++renames === ${rename}) process.kill(process.pid, 'SIGKILL');
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
  return rig.shell('find . -name ".sidecar*"').out;
}

describe('a change of a base and its overlay', () => {
  it.each(['tree', 'tree/overlays'])(
    'that is killed between its renames is finished by the next run on %s',
    (path) =>
      withRig(TREE, (rig) => {
        killedBefore(rig, 2);
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
      killedBefore(rig, 1);
      expect(leftIn(rig).split('\n').length).toBe(4);
      const { code, err } = rig.run(['--write', 'tree/overlays']);
      expect([code, err]).toEqual([
        0,
        expect.stringContaining('left behind by an interrupted run'),
      ]);
      expect(texts(rig)).toEqual([false, false]);
      expect(leftIn(rig)).toBe('');
    }));

  it('stands in a journal in the folder that holds all of it', () => {
    expect(commonFolder(['/t/a.yaml'])).toBe('/t');
    expect(commonFolder(['/t/base/a.yaml', '/t/overlays/prod/b.yaml'])).toBe('/t');
    expect(commonFolder(['/t/a.yaml', '/t/overlays/b.yaml'])).toBe('/t');
    expect(commonFolder(['/a/b/c.yaml', '/d/e.yaml'])).toBe('/');
  });
});
