import { describe, expect, it } from 'vitest';
import { type Rig, withRig } from '../support/rig.js';
import { chartOf, IDIOMS, type Idiom, POSITIONS, REFUSED } from './helm-idioms.js';
import { byHand, render, tools } from './helm-square.js';

/** The built command, told to accept what only a person can see. */
function migrated(rig: Rig): string {
  const { code, err } = rig.run(['--write', '--unsafe', 'shop']);
  expect(code, err).toBe(0);
  return err;
}

async function expectSquare(idiom: Idiom & { readonly before?: string }): Promise<void> {
  await withRig(chartOf(idiom), (rig) => {
    const before = render(rig.dir, []);
    const said = migrated(rig);
    const after = render(rig.dir, []);
    expect(after, said).toEqual(byHand(before, ['agent'], idiom.before));
    expect(JSON.stringify(after)).toContain('"restartPolicy":"Always"');
    expect(rig.run(['--unsafe', '-q', 'shop']).out, 'a second run').toBe('');
  });
}

describe.skipIf(tools === null)('a chart that no table knows, rendered before and after', () => {
  it.each(Object.entries(IDIOMS))('%s', (_, idiom) => expectSquare(idiom));

  it('with lines that end as on Windows', async () => {
    const none: Idiom = { lists: '', values: '' };
    const { lists, helpers = '', values } = IDIOMS['a helper of either form'] ?? none;
    const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
    await expectSquare({ lists: crlf(lists), helpers: crlf(helpers), values: crlf(values) });
  });

  it.each(Object.entries(POSITIONS))('init containers of the user %s', (_, idiom) =>
    expectSquare(idiom),
  );

  it.each(Object.entries(REFUSED))('refused: %s', async (_, { says, ...idiom }) => {
    const files = chartOf(idiom);
    await withRig(files, (rig) => {
      const said = migrated(rig);
      expect(said).toContain(says);
      expect(said).toContain('SM527');
      for (const [path, text] of Object.entries(files)) expect(rig.read(path)).toBe(text);
    });
  });

  it('a chart below another is first-party where no repository has it', async () => {
    const own = chartOf(IDIOMS.with ?? { lists: '', values: '' });
    const below = Object.entries(own).map(([path, text]) => [
      path.replace('shop/', 'shop/charts/web/'),
      text.replace('name: shop', 'name: web'),
    ]);
    const parent = {
      'shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'shop/values.yaml': (own['shop/values.yaml'] ?? '')
        .replace(/^/gm, '  ')
        .replace(/^/, 'web:\n'),
    };
    await withRig({ ...Object.fromEntries(below), ...parent }, (rig) => {
      const before = render(rig.dir, []);
      migrated(rig);
      expect(rig.read('shop/values.yaml')).toContain('restartPolicy: Always');
      expect(rig.read('shop/charts/web/values.yaml')).toContain('restartPolicy: Always');
      expect(render(rig.dir, [])).toEqual(byHand(before, ['agent']));
    });
  });

  it('would see a container that is lost, and one that blocks its pod', async () => {
    const idiom = REFUSED['fields one by one'];
    if (idiom === undefined) throw new Error('no such case');
    await withRig(chartOf(idiom), (rig) => {
      const before = render(rig.dir, []);
      const moved = idiom.values.replace('sidecars:', 'inits:');
      rig.write('shop/values.yaml', `${moved}    restartPolicy: Always\n`);
      expect(render(rig.dir, [])).not.toEqual(byHand(before, ['agent']));
    });
  });
});
