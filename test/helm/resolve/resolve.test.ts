import { describe, expect, it } from 'vitest';
import { readChartFile } from '../../../src/helm/resolve/chart-file.js';
import { schemaObjection } from '../../../src/helm/resolve/in-folder.js';
import { findSource, referenceOf, sourcesIn } from '../../../src/helm/resolve/sources.js';
import { migrate } from '../../../src/index.js';

const oci = (name: string, tag: string, namespace = ''): string => `---
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: {name: ${name}${namespace === '' ? '' : `, namespace: ${namespace}`}}
spec: {ref: {tag: "${tag}"}, url: oci://ghcr.io/example/charts/web}
`;

describe('objects that name a chart', () => {
  it('are read from any document of a file, whatever is around them', () => {
    const found = sourcesIn('a.yaml', `broken: [\n${oci('web', '1.0.0')}---\nkind: Other\n`);
    expect(found.map(({ chart, version }) => `${chart} ${version}`)).toEqual(['web 1.0.0']);
  });

  const objects = [
    ...sourcesIn('apps/web/source.yaml', oci('web', '2.0.0')),
    ...sourcesIn('other/source.yaml', oci('web', '1.0.0')),
    ...sourcesIn('other/twice.yaml', oci('shop', '1.0.0', 'a') + oci('shop', '1.0.0', 'b')),
  ];
  const source = (name: string, namespace = '') => ({ kind: 'OCIRepository', name, namespace });

  it.each([
    ['beside before elsewhere', 'apps/web/release.yaml', source('web'), '2.0.0'],
    ['two that differ tell nothing', 'release.yaml', source('web'), undefined],
    ['two that say the same do', 'release.yaml', source('shop'), '1.0.0'],
    ['of the right namespace', 'release.yaml', source('shop', 'c'), undefined],
    [
      'of the right kind',
      'apps/web/a.yaml',
      { ...source('web'), kind: 'HelmRepository' },
      undefined,
    ],
  ])('%s', (_, path, reference, version) =>
    expect(findSource(reference, path, objects)?.version).toBe(version),
  );

  it('lead from a HelmChart over its repository to the URL', () => {
    const all = sourcesIn(
      'a.yaml',
      `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmChart
metadata: {name: web, namespace: flux}
spec: {chart: redis, version: "23.1.1", sourceRef: {kind: HelmRepository, name: bitnami}}
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: {name: bitnami, namespace: flux}
spec: {url: "https://charts.bitnami.com/bitnami"}
`,
    );
    const chart = { kind: 'HelmChart', name: 'web', namespace: 'flux' };
    expect(referenceOf(null, chart, 'b.yaml', all)).toEqual({
      name: 'redis',
      repo: 'https://charts.bitnami.com/bitnami',
      version: '23.1.1',
    });
  });
});

it('a Chart.yaml has its dependencies under their aliases, and those of Helm 2 beside it', () => {
  const file = readChartFile(
    'name: shop\ndependencies:\n- {name: redis, alias: cache, version: 1, repository: r}\n- {version: 2}\n',
    'dependencies:\n- {name: vault}\n',
  );
  expect(file?.dependencies.map(({ key, name }) => `${key} ${name}`)).toEqual([
    'cache redis',
    'vault vault',
  ]);
  expect(readChartFile('no: name\n', null)).toBeNull();
  expect(readChartFile('{', null)).toBeNull();
});

describe('a schema of values', () => {
  it.each([
    [null, true],
    ['{}', true],
    ['{"properties": {"web": {"type": "object"}}}', true],
    ['{"properties": {"other": {}}}', true],
    ['{"additionalProperties": false, "properties": {"other": {}}}', false],
    ['{"properties": {"web": {"additionalProperties": false}}}', false],
    ['{"properties": {"web": {"required": ["sidecars"]}}}', false],
    ['{"properties": {"web": {"$ref": "#/definitions/web"}}}', false],
    ['{', false],
  ])('%s', (text, allows) =>
    expect(schemaObjection(text, ['web', 'sidecars']) === null).toBe(allows),
  );
});

it('the templates of a chart of the tree are not guessed', async () => {
  const files = new Map([
    ['Chart.yaml', 'apiVersion: v2\nname: web\nversion: 1.0.0\n'],
    ['values.yaml', 'extraContainers:\n- name: agent\n  image: fluent/fluent-bit:3\n'],
  ]);
  const none = await migrate(files, { unsafe: true });
  expect(none.files).toEqual([]);
  expect(none.decisions[0]?.reason).toContain('has no templates here');
});
