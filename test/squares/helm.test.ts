import { describe, expect, it } from 'vitest';
import { withRig } from '../support/rig.js';
import {
  BY_HELPER,
  BY_RANGE,
  BY_VARIABLE,
  FANS_OUT,
  MAPS,
  PLAIN,
  RENDERED,
  umbrella,
  WITH_DOT,
} from './helm-charts.js';
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
      'a list behind with and a dot',
      {
        chart: WITH_DOT,
        values: `traefik:\n  deployment:\n    initContainers:\n${at(INIT, 4)}    additionalContainers:\n${at(AGENT, 4)}`,
        moved: ['agent'],
      },
    ],
    [
      'a list behind a variable, before init containers of the chart',
      {
        chart: BY_VARIABLE,
        values: `victoria-metrics-single:\n  server:\n    extraContainers:\n${at(AGENT, 4)}`,
        moved: ['agent'],
        before: 'restore',
      },
    ],
    [
      'a list that is gone through item by item',
      {
        chart: BY_RANGE,
        values: `dagster:\n  dagsterWebserver:\n    extraPrependedInitContainers: []\n    extraContainers:\n${at(AGENT, 4)}`,
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
