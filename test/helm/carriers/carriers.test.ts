import { describe, expect, it, vi } from 'vitest';
import { scan } from '../../../src/files/scan/scan.js';
import type { Carrier } from '../../../src/helm/carriers/carrier.js';
import { carriesValues, mayHoldValues } from '../../../src/helm/carriers/recognise.js';
import { CARRIERS } from '../../../src/helm/carriers/table.js';
import { releasesOf } from '../../../src/helm/renderer/releases.js';
import { migrate } from '../../../src/index.js';
import type { SourceTree } from '../../../src/prove/renders/source-tree.js';

/**
 * A carrier that nobody has: an object with values, which names its chart, files below its values, and
 * single settings. It has no more than its row.
 */
vi.mock('../../../src/helm/carriers/table.js', async (original) => {
  const { CARRIERS: all } = await original<typeof import('../../../src/helm/carriers/table.js')>();
  const { CHART, namesIn, released } = await import('../../../src/helm/carriers/carrier.js');
  const { listAt, textAt } = await import('../../../src/model/value.js');
  const files = ['files'];
  const made: Carrier = {
    form: 'ShopRelease',
    kinds: ['ShopRelease'],
    groups: ['shop.example.com'],
    word: 'shop.example.com',
    lives: 'cluster',
    read: ({ value }) => [
      {
        path: ['values'],
        release: {
          ...released('ShopRelease', value),
          folder: textAt(value, ['chart']) ?? null,
          parameters: namesIn(listAt(value, ['set']), 'name'),
          files: listAt(value, files).map((file) => ({
            written: String(file),
            from: { root: textAt(value, ['chart']) ?? '' },
            filledBy: null,
            optional: false,
          })),
        },
      },
    ],
    layers: ({ value, at }) => [
      [
        CHART,
        ...listAt(value, files).map((file) => ({
          kind: 'file' as const,
          file: String(file),
          from: 'chart' as const,
          noun: `the file ${String(file)}`,
        })),
        { kind: 'inline', at },
      ],
    ],
  };
  return { CARRIERS: [made, ...all] };
});

const SIDECARS = `cache:
  master:
    sidecars:
    - name: agent
      image: fluent/fluent-bit:3.1.4
`;

const CHART_FILE = `apiVersion: v2
name: shop
version: 1.0.0
dependencies:
- name: redis
  alias: cache
  version: 23.1.1
  repository: oci://registry-1.docker.io/bitnamicharts
`;

function shopRelease(more: string, values = SIDECARS): string {
  const own = values.replace(/^(?=.)/gm, '  ');
  return `apiVersion: shop.example.com/v1
kind: ShopRelease
metadata: {name: web}
chart: shop
${more}values:
${own}`;
}

function migrated(files: Readonly<Record<string, string>>) {
  return migrate(new Map(Object.entries({ 'shop/Chart.yaml': CHART_FILE, ...files })), {
    unsafe: true,
  });
}

describe('a carrier that is a row of the table', () => {
  it('is seen by the scan', () => {
    const bytes = Buffer.from(shopRelease(''));
    expect(mayHoldValues('web.yaml', bytes, scan(bytes))).toBe(true);
    expect(carriesValues(shopRelease(''))).toBe(true);
    const other = Buffer.from(shopRelease('').replace('ShopRelease', 'ShopOrder'));
    expect(mayHoldValues('web.yaml', other, scan(other))).toBe(false);
  });

  it('has values that move', async () => {
    const { files } = await migrated({ 'web.yaml': shopRelease('') });
    expect(files.map(({ after }) => after)).toEqual([
      shopRelease('')
        .replace('    sidecars:\n', '    initContainers:\n')
        .replace('3.1.4\n', '3.1.4\n        restartPolicy: Always\n'),
    ]);
  });

  it('says the chart of files that it names, and where they stand among its layers', async () => {
    const inits = `cache:\n  master:\n    initContainers:\n    - {name: chown, image: "busybox:1"}\n`;
    const { files } = await migrated({
      'web.yaml': shopRelease('files: [eu.yaml]\n', inits),
      'shop/eu.yaml': SIDECARS,
    });
    expect(files.map(({ path }) => path).sort()).toEqual(['shop/eu.yaml', 'web.yaml']);
    expect(files.find(({ path }) => path === 'web.yaml')?.after).toContain('name: agent');
    const unnamed = await migrated({ 'web.yaml': shopRelease('', inits), 'eu.yaml': SIDECARS });
    expect(unnamed.files).toEqual([]);
  });

  it('holds a move back by a single setting', async () => {
    const setting = 'set: [{name: "cache.master.sidecars[0].image"}]\n';
    const { files, decisions } = await migrated({ 'web.yaml': shopRelease(setting) });
    expect(files).toEqual([]);
    expect(decisions[0]?.reason).toContain('the parameter cache.master.sidecars[0].image');
  });

  it('holds a move back by a patch of its object', async () => {
    const { files, decisions } = await migrated({
      'base/web.yaml': shopRelease(''),
      'base/kustomization.yaml': 'resources: [web.yaml]\n',
      'prod/kustomization.yaml': 'resources: [../base]\npatches: [{path: patch.yaml}]\n',
      'prod/patch.yaml':
        'apiVersion: shop.example.com/v1\nkind: ShopRelease\nmetadata: {name: web}\nvalues: {cache: {master: {initContainers: []}}}\n',
    });
    expect(files).toEqual([]);
    expect(decisions.map(({ reason }) => reason).join()).toContain(
      'changes the same values of web',
    );
  });

  it('is rendered by --prove with its files and its values', () => {
    const files = new Map([
      ['web.yaml', shopRelease('files: [eu.yaml]\n')],
      ['shop/eu.yaml', SIDECARS],
    ]);
    const tree: SourceTree = {
      files: () => files.keys(),
      links: () => [],
      find: (_, path) =>
        files.has(path) ? { kind: 'file', path, link: null } : { kind: 'missing' },
      read: (path) => files.get(path) ?? null,
      bytes: () => null,
      mode: () => 0,
    };
    expect(releasesOf(tree, new Set(['shop']))).toEqual([
      {
        path: 'web.yaml',
        name: 'web',
        chart: 'shop',
        layers: [
          { kind: 'file', path: 'shop/eu.yaml' },
          { kind: 'inline', path: 'web.yaml', document: 0, at: ['values'] },
        ],
      },
    ]);
  });
});

describe('the table of carriers', () => {
  it('has each form once', () => {
    const forms = CARRIERS.map(({ form }) => form);
    expect(new Set(forms).size).toBe(forms.length);
  });

  it('tells each by a kind, by a name, or by what claims it', () =>
    expect(
      CARRIERS.filter(
        ({ kinds, isCalled, claims, groups }) =>
          (kinds === undefined || groups === undefined) && (isCalled ?? claims) === undefined,
      ).map(({ form }) => form),
    ).toEqual([]));
});
