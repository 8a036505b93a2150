import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plainFiles } from '../../../src/files/write/plain.js';
import { withRig } from '../../support/rig.js';
import { hasTool } from '../../support/tools.js';

const hasAll = hasTool('setfattr', 'attr') && hasTool('setfacl', 'acl') && hasTool('tar', 'tar');
const LONG = `long/${'n'.repeat(120)}/${'m'.repeat(200)}.yaml`;
const ODD = 'odd/ä "b\\c"\n.yaml';

describe.runIf(hasAll)('a file with nothing but mode and owner', () => {
  it('is told from those with attributes, or in a folder that gives some', () =>
    withRig(
      {
        a: 'a',
        noted: 'b',
        listed: 'c'.repeat(2000),
        'given/d': 'd',
        [LONG]: 'e',
        [ODD]: '',
        z: 'z',
      },
      async (rig) => {
        rig.shell(
          'setfattr -n user.note -v x noted; setfacl -m u:1234:r listed; setfacl -d -m u:1234:r given',
        );
        const all = ['a', 'noted', 'listed', 'given/d', LONG, ODD, 'z'].map((path) =>
          join(rig.dir, path),
        );
        const plain = await plainFiles(all, process.env, [rig.dir]);
        expect([...plain].map((path) => path.slice(rig.dir.length + 1))).toEqual([
          'a',
          LONG,
          ODD,
          'z',
        ]);
      },
    ));

  it('is none where tar cannot tell', () =>
    withRig({ a: 'a' }, async (rig) => {
      const path = join(rig.dir, 'a');
      expect([...(await plainFiles([path, `${path}-gone`], process.env, []))]).toEqual([]);
      expect([...(await plainFiles([path], { PATH: '' }, []))]).toEqual([]);
    }));
});
