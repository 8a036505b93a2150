import { describe, expect, it } from 'vitest';
import { type Rig, withRig } from '../support/rig.js';

const CHART = `apiVersion: v2
name: shop
version: 1.0.0
dependencies:
- {name: redis, alias: cache, version: 23.1.1, repository: "oci://registry-1.docker.io/bitnamicharts"}
`;
const BASE = `cache:
  master:
    sidecars:
    - name: agent
      image: fluent/fluent-bit:3.1.4
`;
const INITS = `cache:
  master:
    initContainers:
    - name: chown
      image: busybox:1.36
`;
const APPLICATION = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop}
spec:
  source:
    repoURL: https://git.example.com/shop.git
    path: charts/shop
    helm:
      values: |
${INITS.replace(/^(?=.)/gm, ' '.repeat(8))}`;

const TREE = { 'charts/shop/Chart.yaml': CHART, 'charts/shop/values.yaml': BASE };
const PROD = 'charts/shop/values-prod.yaml';

function inGit(files: Readonly<Record<string, string>>, test: (rig: Rig) => void): Promise<void> {
  return withRig({ ...TREE, ...files }, (rig) => {
    rig.git('init', '-q');
    test(rig);
  });
}

const COPY = `${INITS}    - name: agent
      image: fluent/fluent-bit:3.1.4
      restartPolicy: Always
`;

describe('layers of values', () => {
  it('are written together', () =>
    inGit({ [PROD]: INITS }, (rig) => {
      expect(rig.run(['--unsafe', '--write', '--allow-dirty', '.']).code).toBe(0);
      expect(rig.read(PROD)).toBe(COPY);
      expect(rig.read('charts/shop/values.yaml')).toContain('sidecars: []');
      expect(rig.run(['--unsafe', '--check', '.']).code).toBe(0);
    }));

  it.each([
    ['from above', '.', 'charts/shop/values.yaml', PROD],
    ['from their folder', 'charts/shop', 'values.yaml', 'values-prod.yaml'],
    ['from a folder between', 'charts', 'shop/values.yaml', 'shop/values-prod.yaml'],
  ])('that are not given are seen %s, and hold the others back', (_, folder, file, prod) =>
    inGit({ [PROD]: INITS }, (rig) => {
      const run = rig.run(['--unsafe', file], { cwd: `${rig.dir}/${folder}` });
      expect(run.out).toBe('');
      expect(run.err).toContain(
        `${prod}:3 would have to change too, but the file is not part of this run`,
      );
    }),
  );

  it.each([
    ['from above', '.', '.'],
    ['from the folder of the chart', 'charts/shop', '.'],
    ['from the folder of the chart, both given', 'charts/shop', '../..'],
  ])('in a release elsewhere are seen %s', (_, folder, path) =>
    inGit({ 'apps/shop.yaml': APPLICATION }, (rig) => {
      const run = rig.run(['--unsafe', path], { cwd: `${rig.dir}/${folder}` });
      if (path === '.' && folder !== '.') {
        expect(run.out).toBe('');
        expect(run.err).toContain('apps/shop.yaml:12 would have to change too');
      } else expect(run.out).toContain('apps/shop.yaml');
    }),
  );

  it('are counted by the folder of the chart above', () =>
    inGit(
      {
        'charts/shop/charts/queue/Chart.yaml': CHART.replace('name: shop', 'name: queue'),
        'charts/shop/charts/queue/values.yaml': BASE,
        'charts/shop/Chart.yaml':
          'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n- {name: queue, version: 1.0.0}\n',
        'charts/shop/values.yaml': `queue:\n${INITS.replace(/^(?=.)/gm, '  ')}`,
      },
      (rig) => {
        const cwd = `${rig.dir}/charts/shop/charts/queue`;
        const run = rig.run(['--unsafe', '.'], { cwd });
        expect(run.out).toBe('');
        expect(run.err).toContain('../../values.yaml:4 would have to change too');
      },
    ));
});
