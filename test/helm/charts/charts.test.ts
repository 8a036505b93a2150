import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { componentAt } from '../../../src/helm/charts/component.js';
import { CHARTS } from '../../../src/helm/charts/index.js';
import { chartFor, majorOf, normalised } from '../../../src/helm/charts/look-up.js';
import { renderCharts } from '../../../src/helm/charts/render.js';

const page = join(import.meta.dirname, '..', '..', '..', 'docs', 'charts.md');

const PATH = '^(?:[A-Za-z][\\w-]*|\\*)(?:\\.(?:[A-Za-z][\\w-]*|\\*))*$';
const path = { type: ['string', 'null'], pattern: PATH };
const shape = {
  enum: ['list', 'map', 'string', 'list-or-string', 'list-or-map', 'patch', 'unknown'],
};
const known = { type: ['boolean', 'null'] };
const tpl = { enum: [true, false, 'text', null] };
const texts = { type: 'array', uniqueItems: true, items: { type: 'string', minLength: 1 } };

const SCHEMA = {
  type: 'object',
  required: ['id', 'name', 'repos', 'source', 'components'],
  properties: {
    id: { type: 'string', pattern: '^[a-z0-9-]+/[\\w*-]+(?:@\\d+)?$' },
    name: { type: 'string', pattern: '^(?:[\\w-]+|\\*)$' },
    repos: { ...texts, items: { type: 'string', pattern: '^(?:https?|oci)://[^\\s]+[^/]$' } },
    source: { type: 'string', pattern: '\\S{3,}.*, |/' },
    read: { type: ['string', 'null'], pattern: '^\\d+\\.\\d+' },
    notContainers: texts,
    subcharts: texts,
    components: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          from: path,
          to: path,
          fromShape: shape,
          toShape: shape,
          fromTpl: tpl,
          toTpl: tpl,
          passes: known,
          position: {
            enum: ['alone', 'after-own', 'before-own', 'by-name', 'by-edges', 'unknown'],
          },
          fanOut: texts,
          ownNames: texts,
        },
      },
    },
  },
};

describe('the charts', () => {
  it('have what the schema asks of each', () => {
    const validate = new Ajv.default({ allowUnionTypes: true }).compile(SCHEMA);
    for (const chart of CHARTS)
      expect(
        validate(chart),
        `${chart.id} ${chart.source} ${JSON.stringify(validate.errors)}`,
      ).toBe(true);
    expect(validate({ ...CHARTS[0], id: 'no publisher' })).toBe(false);
    expect(CHARTS.length).toBeGreaterThanOrEqual(137);
  });

  it('have ids of their own', () => {
    const ids = CHARTS.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it('never lead two lists of one chart from one key', () => {
    for (const { id, components } of CHARTS) {
      const from = components.map((each) => each.from).filter((each) => each !== null);
      expect(from, id).toEqual([...new Set(from)]);
    }
  });

  it('use the same stars on both sides', () => {
    for (const { id, components } of CHARTS)
      for (const { from, to } of components)
        if (from !== null && to !== null)
          expect(from.split('*').length, `${id} ${from}`).toBe(to.split('*').length);
  });

  it('are what docs/charts.md shows', () => {
    if (process.env.UPDATE_FIXTURES !== undefined) writeFileSync(page, renderCharts());
    expect(readFileSync(page, 'utf8')).toBe(renderCharts());
  });
});

const idOf = (name: string, repo = '', version = ''): string => {
  const found = chartFor({ name, repo, version });
  return found.ok ? found.chart.id : found.message;
};

describe('a chart', () => {
  it.each([
    ['redis', 'https://charts.bitnami.com/bitnami', 'bitnami/redis'],
    ['redis', 'https://charts.bitnami.com/bitnami/', 'bitnami/redis'],
    ['redis', 'oci://registry-1.docker.io/bitnamicharts', 'bitnami/redis'],
    ['redis', 'oci://registry-1.docker.io/bitnamicharts/redis', 'bitnami/redis'],
    ['ghost', 'https://charts.bitnami.com/bitnami', 'bitnami/*'],
    ['redis', 'https://mirror.example.com/bitnami', 'bitnami/redis'],
    ['keycloak', 'https://mirror.example.com/bitnami', 'bitnami/keycloak'],
    ['keycloak', 'https://codecentric.github.io/helm-charts', 'codecentric/keycloak'],
    ['airflow', 'HTTPS://airflow.apache.org/index.yaml', 'apache/airflow'],
    ['ingress-nginx', 'https://mirror.example.com/all', 'kubernetes/ingress-nginx'],
    ['ingress-nginx', '', 'kubernetes/ingress-nginx'],
    ['sonarr', 'https://k8s-at-home.com/charts/', 'k8s-at-home/*'],
  ])('%s of %s is %s', (name, repo, id) => expect(idOf(name, repo)).toBe(id));

  it.each([
    // Two publishers have it.
    ['keycloak', ''],
    ['keycloak', 'https://mirror.example.com/all'],
    ['ghost', 'https://mirror.example.com/all'],
    ['*', ''],
    ['web', 'https://charts.example.com'],
  ])('%s of %j is not guessed', (name, repo) => expect(idOf(name, repo)).toContain('is not known'));

  it.each([
    ['5.1.0', 'bjw-s/app-template@3'],
    ['3.x', 'bjw-s/app-template@3'],
    ['~3.7', 'bjw-s/app-template@3'],
    ['>=4.0.0 <5.0.0', 'bjw-s/app-template@3'],
    ['2.6.0', 'bjw-s/app-template@2'],
    ['1.5.1', 'bjw-s/app-template@1'],
  ])('app-template %s is %s', (version, id) =>
    expect(idOf('app-template', 'https://bjw-s.github.io/helm-charts', version)).toBe(id),
  );

  it.each([
    ['oci://ghcr.io/bjw-s/helm', '1.5.1', 'bjw-s/app-template@1'],
    ['oci://ghcr.io/bjw-s-labs/helm', '2.6.0', 'bjw-s/app-template@2'],
    ['https://bjw-s.github.io/helm-charts', '4.0.0', 'bjw-s/app-template@3'],
  ])('app-template of %s %s is what it was at its other addresses', (repo, version, id) =>
    expect(idOf('app-template', repo, version)).toBe(id),
  );

  it.each(['', '*', '>=2.0.0', 'latest', '>=2.0.0 <4.0.0', '$VERSION'])(
    'of two forms needs a version that tells which, and %j does not',
    (version) => expect(idOf('app-template', '', version)).toContain('depends on its version'),
  );

  it('of the user comes first, and only for its repository', () => {
    const own = { name: 'redis', repo: 'https://r.example.com', from: 'a', to: 'b' };
    const users = [{ ...own, shape: 'list' as const, toShape: 'list' as const }];
    const found = (repo: string): string => {
      const chart = chartFor({ name: 'redis', repo, version: '' }, users);
      return chart.ok ? chart.chart.id : chart.message;
    };
    expect(found('https://r.example.com/')).toBe('config/redis');
    expect(found('https://charts.bitnami.com/bitnami')).toBe('bitnami/redis');
  });
});

describe('a path of values', () => {
  const at = (name: string, where: string, version = ''): string | null => {
    const found = chartFor({ name, repo: '', version });
    const here = found.ok ? componentAt(found.chart, where.split('.')) : null;
    return here === null ? null : (here.to?.join('.') ?? 'none');
  };

  it.each([
    ['atlantis', 'extraContainers', 'initContainers'],
    ['app-template', 'controllers.web.containers', 'controllers.web.initContainers'],
    ['consul', 'sidecars', null],
    ['prometheus-adapter', 'extraContainers', 'none'],
    ['loki', 'gateway.extraContainers', 'none'],
    ['loki', 'read.extraContainers', 'read.initContainers'],
    ['jenkins', 'controller.sidecars', null],
    ['atlantis', 'extraContainers.deeper', null],
  ])('%s %s leads to %s', (name, from, to) => expect(at(name, from, '3.0.0')).toBe(to));
});

it('repositories and versions are read as people write them', () => {
  expect(normalised(' https://www.Example.com:443/charts/index.yaml?x=1 ')).toBe(
    'example.com/charts',
  );
  expect([majorOf('v4.1.2-rc.1'), majorOf('^ 5'), majorOf('1 || 2')]).toEqual([4, 5, null]);
});
