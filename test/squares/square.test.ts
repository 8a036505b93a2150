import { describe, expect, it } from 'vitest';
import { kubeTools } from '../support/kubectl.js';
import { withRig } from '../support/rig.js';
import { BASE, overlay, WEB } from '../support/tree.js';
import { byHand, byTool, expectCommutes, type Migration, type ReportedPod } from './commutes.js';
import { expectSquare } from './square.js';

const tools = kubeTools();

describe.skipIf(tools === null)('expectSquare', () => {
  const tree = Object.fromEntries(
    Object.entries({
      ...BASE,
      ...overlay('prod', 'resources: [../../base]\nnamePrefix: p-\n'),
    }).map(([path, text]) => [path.replace('tree/', 'input/'), text]),
  );

  it('migrates a copy, and compares every kustomization', () =>
    withRig(tree, async (rig) => {
      await expectSquare(rig.dir, { kubeVersion: '1.33' }, ({ rendered, report, read }) => {
        expect(rendered).toBe(2);
        expect(report.pods.map(({ state }) => state)).toEqual(['moved']);
        expect(read('base/web.yaml')).toContain('restartPolicy: Always');
      });
      expect(rig.read('input/base/web.yaml')).toBe(WEB);
    }));

  it('takes no tree for proof that cannot be rendered', () =>
    withRig({ ...tree, 'input/base/kustomization.yaml': 'resources: [gone.yaml]\n' }, (rig) =>
      expect(expectSquare(rig.dir)).rejects.toThrow('that can be rendered'),
    ));
});

describe.each<[string, Migration]>([
  ['the tool', byTool({})],
  ['hand', byHand],
])('a square compared with the migration by %s', (_, migration) => {
  const pods: readonly ReportedPod[] = [
    {
      path: 'web.yaml',
      kind: 'Deployment',
      name: 'web',
      state: 'moved',
      containers: [
        { name: 'web', state: 'app' },
        { name: 'agent', state: 'moved' },
      ],
    },
  ];
  const moved = WEB.replace(
    '      - name: agent\n',
    '      initContainers:\n      - name: agent\n        restartPolicy: Always\n',
  );

  it.each<[string, string]>([
    ['as it should be', moved],
    [
      'with an empty list',
      moved.replace('      containers:', '      ephemeralContainers: []\n      containers:'),
    ],
  ])('commutes %s', (_why, after) => expectCommutes({ before: WEB, after }, pods, migration));

  it.each<[string, string]>([
    ['nothing moved', WEB],
    ['the agent is lost', moved.replace(/ {6}initContainers:[\s\S]*?(?=---)/, '')],
    ['the agent lost its image', moved.replace('        image: fluent/fluent-bit:3\n', '')],
    ['another field changed', moved.replace('web:1', 'web:2')],
    ['another object changed', moved.replace('port: 80', 'port: 81')],
    ['an object is lost', moved.split('---\n')[0] ?? ''],
    ['objects changed places', moved.split('---\n').reverse().join('---\n')],
  ])('is broken where %s', (_why, after) =>
    expect(expectCommutes({ before: WEB, after }, pods, migration)).rejects.toThrow(),
  );

  it('is broken where something moved that is not reported', () =>
    expect(expectCommutes({ before: WEB, after: moved }, [], migration)).rejects.toThrow(
      'moves what is reported',
    ));
});
