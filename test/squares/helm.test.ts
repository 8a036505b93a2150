import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/index.js';
import { withRig } from '../support/rig.js';
import {
  BY_HELPER,
  FANS_OUT,
  MAPS,
  PLAIN,
  RENDERED,
  type TestChart,
  umbrella,
} from './helm-charts.js';
import { byHand, render, tools } from './helm-square.js';

interface Square {
  readonly chart: TestChart;
  readonly values: string;
  /** Other values files, by name. */
  readonly layers?: Readonly<Record<string, string>>;
  readonly moved: readonly string[];
}

/** Migrates the values, and renders every combination of layers before and after. */
async function expectSquare({ chart, values, layers = {}, moved }: Square): Promise<void> {
  const files = { ...umbrella(chart, values), ...layers };
  const combinations = [[], ...Object.keys(layers).map((name) => [name])];
  await withRig(files, async (rig) => {
    const before = combinations.map((names) => render(rig.dir, names));
    const outcome = await migrate(new Map(Object.entries(files).sort()), { unsafe: true });
    expect(outcome.failures).toEqual([]);
    const states = outcome.decisions.flatMap(({ containers }) => containers);
    const own = states.filter(({ state }) => state === 'moved').map((each) => each.container.name);
    expect(own.sort()).toEqual([...moved].sort());
    for (const { path, after } of outcome.files) rig.write(path, after);
    const after = combinations.map((names) => render(rig.dir, names));
    expect(after).toEqual(before.map((objects) => byHand(objects, moved)));
    expect(JSON.stringify(after).includes('Always')).toBe(moved.length > 0);
  });
}

const AGENT = `- name: agent
  image: fluent/fluent-bit:3.1.4
  env:
  - {name: LEVEL, value: info}
`;
const at = (text: string, columns: number): string => text.replace(/^(?=.)/gm, ' '.repeat(columns));
const INIT = '- {name: chown, image: "busybox:1.36"}\n';

describe.skipIf(tools === null)('a release rendered before and after', () => {
  it.each<[string, Square]>([
    [
      'a list passed on as it is',
      {
        chart: PLAIN,
        values: `vault:\n  server:\n    extraContainers:\n${at(AGENT, 4)}`,
        moved: ['agent'],
      },
    ],
    [
      'a list behind init containers',
      {
        chart: PLAIN,
        values: `vault:\n  server:\n    extraInitContainers:\n${at(INIT, 6)}    extraContainers:\n${at(AGENT, 6)}`,
        moved: ['agent'],
      },
    ],
    [
      'a list in brackets into an empty one',
      {
        chart: PLAIN,
        values:
          'vault:\n  server:\n    extraInitContainers: []\n    extraContainers:\n    - {name: web2, image: "registry.example.com/web:2"}\n    - {name: agent, image: "fluent/fluent-bit:3"}\n',
        moved: ['agent'],
      },
    ],
    [
      'a list with actions, run on both sides',
      {
        chart: RENDERED,
        values: `argo-cd:\n  repoServer:\n    extraContainers:\n${at(AGENT.replace('info', '"{{ .Release.Name }}"'), 4)}`,
        moved: ['agent'],
      },
    ],
    [
      'a list that a helper renders',
      {
        chart: BY_HELPER,
        values: `redis:\n  master:\n    sidecars:\n${at(AGENT.replace('info', '"{{ .Release.Name }}"'), 4)}`,
        moved: ['agent'],
      },
    ],
    [
      'a map keyed by name',
      {
        chart: MAPS,
        values:
          'app-template:\n  controllers:\n    shop:\n      containers:\n        app:\n          image: {repository: registry.example.com/shop, tag: "2"}\n        agent:\n          dependsOn: app\n          image: {repository: fluent/fluent-bit, tag: "3"}\n',
        moved: ['agent'],
      },
    ],
    [
      'another layer that sets other keys',
      {
        chart: PLAIN,
        values: `vault:\n  server:\n    extraContainers:\n${at(AGENT, 4)}`,
        layers: { 'shop/values-prod.yaml': 'vault:\n  server:\n    replicas: 3\n' },
        moved: ['agent'],
      },
    ],
    [
      'a map of which another layer sets a part',
      {
        chart: MAPS,
        values:
          'app-template:\n  controllers:\n    shop:\n      containers:\n        app:\n          image: {repository: registry.example.com/shop, tag: "2"}\n        agent:\n          image: {repository: fluent/fluent-bit, tag: "3"}\n',
        layers: {
          'shop/values-prod.yaml':
            'app-template:\n  controllers:\n    shop:\n      containers:\n        app:\n          image: {tag: "3"}\n',
        },
        moved: ['agent'],
      },
    ],
    [
      'refused: a map of which another layer sets a part of the sidecar',
      {
        chart: MAPS,
        values:
          'app-template:\n  controllers:\n    shop:\n      containers:\n        app:\n          image: {repository: registry.example.com/shop, tag: "2"}\n        agent:\n          image: {repository: fluent/fluent-bit, tag: "3"}\n',
        layers: {
          'shop/values-prod.yaml':
            'app-template:\n  controllers:\n    shop:\n      containers:\n        agent:\n          image: {tag: "4"}\n',
        },
        moved: [],
      },
    ],
    [
      'refused: another layer that sets init containers',
      {
        chart: PLAIN,
        values: `vault:\n  server:\n    extraContainers:\n${at(AGENT, 4)}`,
        layers: {
          'shop/values-prod.yaml': `vault:\n  server:\n    extraInitContainers:\n${at(INIT, 4)}`,
        },
        moved: [],
      },
    ],
    [
      'refused: init containers go to a second pod',
      {
        chart: FANS_OUT,
        values: `kong:\n  deployment:\n    sidecarContainers:\n${at(AGENT, 4)}`,
        moved: [],
      },
    ],
  ])('%s', (_, square) => expectSquare(square));

  it('would see a list that is lost, and one that starts in two pods', async () => {
    const values = `kong:\n  deployment:\n    sidecarContainers:\n${at(AGENT, 4)}`;
    const moved = values.replace('sidecarContainers', 'initContainers');
    await withRig(umbrella(FANS_OUT, values), (rig) => {
      const before = render(rig.dir, []);
      rig.write(
        'shop/values.yaml',
        moved.replace('fluent-bit:3.1.4\n', 'fluent-bit:3.1.4\n      restartPolicy: Always\n'),
      );
      expect(render(rig.dir, [])).not.toEqual(byHand(before, ['agent']));
    });
  });
});
