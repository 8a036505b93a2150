import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/index.js';
import { withRig } from '../support/rig.js';
import { MAPS, PLAIN, umbrella } from './helm-charts.js';
import {
  AGENT,
  at,
  byHand,
  expectSquare,
  INIT,
  render,
  type Square,
  tools,
} from './helm-square.js';

const server = (lists: string): string => `vault:\n  server:\n${at(lists, 4)}`;
const sidecars = (item = AGENT): string => `extraContainers:\n${item}`;
const inits = (item = INIT): string => `extraInitContainers:\n${item}`;
const NEWER = AGENT.replace('3.1.4', '3.2.0');
const OTHER = INIT.replace('chown', 'migrate');
const WEB = '- {name: web2, image: "registry.example.com/web:2"}\n';

const shop = (maps: string): string => `app-template:\n  controllers:\n    shop:\n${at(maps, 6)}`;
const MAIN = 'app:\n  image: {repository: registry.example.com/shop, tag: "2"}\n';
const ENTRY = 'agent:\n  image: {repository: fluent/fluent-bit, tag: "3"}\n';
const entries = (text: string, key = 'containers'): string => `${key}:\n${at(text, 2)}`;

const PROD = 'shop/values-prod.yaml';
const EU = 'shop/values-eu.yaml';

/** The rows of Helm's layers: what the chart says, what production says, and what moves. */
const ROWS: readonly (readonly [string, Square])[] = [
  [
    'row 1: one layer sets them',
    {
      chart: PLAIN,
      values: server(sidecars()),
      layers: { [PROD]: server('replicas: 3\n') },
      moved: ['agent'],
    },
  ],
  [
    'row 2: another layer sets init containers',
    {
      chart: PLAIN,
      values: server(inits() + sidecars()),
      layers: { [PROD]: server(inits(OTHER)), [EU]: server('extraInitContainers: []\n') },
      moved: ['agent'],
    },
  ],
  [
    'row 3: both in both',
    {
      chart: PLAIN,
      values: server(inits() + sidecars()),
      layers: { [PROD]: server(sidecars(NEWER)) },
      moved: [],
    },
  ],
  [
    'row 4: another layer empties them',
    {
      chart: PLAIN,
      values: server(sidecars()),
      layers: {
        [PROD]: server('extraContainers: []\n'),
        [EU]: server('extraContainers: null\n'),
      },
      moved: ['agent'],
    },
  ],
  [
    'row 4: another layer empties them and takes the init containers',
    {
      chart: PLAIN,
      values: server(inits() + sidecars()),
      layers: { [PROD]: server('extraContainers: []\n') },
      moved: [],
    },
  ],
  [
    'row 4: another layer has other containers',
    {
      chart: PLAIN,
      values: server(sidecars()),
      layers: { [PROD]: server(sidecars(WEB)), [EU]: server(sidecars(WEB) + inits()) },
      moved: ['agent'],
    },
  ],
  [
    'row 4: a layer that empties what stays as well',
    {
      chart: PLAIN,
      values: server(sidecars(AGENT + WEB)),
      layers: { [PROD]: server('extraContainers: []\n') },
      moved: ['agent'],
    },
  ],
  [
    'row 5: another layer has the sidecar',
    {
      chart: PLAIN,
      values: server(inits()),
      layers: { [PROD]: server(sidecars()) },
      moved: [],
    },
  ],
  [
    'repeated in full',
    {
      chart: PLAIN,
      values: server(sidecars()),
      layers: { [PROD]: server(sidecars(NEWER)), [EU]: server(sidecars(NEWER) + inits(OTHER)) },
      moved: ['agent'],
    },
  ],
  [
    'a layer that takes the whole component out',
    {
      chart: PLAIN,
      values: server(sidecars()),
      layers: {
        [PROD]: 'vault:\n  server:\n    extraContainers: []\n    extraInitContainers: []\n',
      },
      moved: ['agent'],
    },
  ],
  [
    'row 6: a part of a map',
    {
      chart: MAPS,
      values: shop(entries(MAIN + ENTRY)),
      layers: {
        [PROD]: shop(entries('agent:\n  image: {tag: "4"}\n')),
        [EU]: shop(entries('agent:\n  env: [{name: LEVEL, value: debug}]\n')),
      },
      moved: ['agent'],
    },
  ],
  [
    'row 6: an entry of one layer alone',
    {
      chart: MAPS,
      values: shop(entries(MAIN)),
      layers: { [PROD]: shop(entries(ENTRY)) },
      moved: ['agent'],
    },
  ],
];

describe.skipIf(tools === null)('layers of a release rendered before and after', () => {
  it.each(ROWS)('%s', (_, square) => expectSquare(square));

  it.each([
    ['sets init containers', inits(OTHER)],
    ['empties the list', 'extraContainers: []\n'],
    ['takes the list out', 'extraContainers: null\n'],
    ['repeats the sidecar', sidecars(NEWER)],
    ['sets other keys', 'replicas: 3\n'],
  ])('a chart below whose parent %s', async (_, parent) => {
    const own = Object.entries(umbrella(PLAIN, server(sidecars())));
    const files = {
      ...Object.fromEntries(
        own.map(([path, text]) => [
          path.replace('shop/', 'shop/charts/cache/'),
          text.replace('name: shop', 'name: cache'),
        ]),
      ),
      'shop/Chart.yaml':
        'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n- {name: cache, version: 1.0.0}\n',
      'shop/values.yaml': `cache:\n${at(server(parent), 2)}`,
    };
    await withRig(files, async (rig) => {
      const before = render(rig.dir, []);
      const outcome = await migrate(new Map(Object.entries(files).sort()), { unsafe: true });
      expect(outcome.files.map(({ path }) => path)).toContain('shop/charts/cache/values.yaml');
      for (const { path, after } of outcome.files) rig.write(path, after);
      expect(render(rig.dir, [])).toEqual(byHand(before, ['agent']));
    });
  });

  it('what is said to be written makes row 3 right', async () => {
    const files = {
      ...umbrella(PLAIN, server(inits() + sidecars())),
      [PROD]: server(sidecars(NEWER)),
    };
    await withRig(files, async (rig) => {
      const before = [[], [PROD]].map((names) => render(rig.dir, names));
      const refused = await migrate(new Map(Object.entries(files).sort()), { unsafe: true });
      const [, first, second] =
        /these two keys: (extraInitContainers: .*) and (extraContainers: .*); then/.exec(
          refused.decisions[0]?.next ?? '',
        ) ?? [];
      rig.write(PROD, server(`${first}\n${second}\n`));
      const all = new Map(Object.keys(files).map((path) => [path, rig.read(path)]));
      const outcome = await migrate(new Map([...all].sort()), { unsafe: true });
      for (const { path, after } of outcome.files) rig.write(path, after);
      const after = [[], [PROD]].map((names) => render(rig.dir, names));
      expect(after).toEqual(before.map((objects) => byHand(objects, ['agent'])));
    });
  });

  it('would see a copy that is missing, and a list that is switched on', async () => {
    const layers = { [PROD]: server(inits(OTHER)), [EU]: server('extraContainers: []\n') };
    const files = { ...umbrella(PLAIN, server(sidecars())), ...layers };
    await withRig(files, (rig) => {
      const combinations = [[PROD], [EU]];
      const before = combinations.map((names) => render(rig.dir, names));
      const moved = AGENT.replace('  env:', '  restartPolicy: Always\n  env:');
      rig.write('shop/values.yaml', server(inits(moved)));
      combinations.forEach((names, i) => {
        expect(render(rig.dir, names)).not.toEqual(byHand(before[i], ['agent']));
      });
    });
  });
});
