import { describe, expect, it } from 'vitest';
import type { Reference } from '../../../src/helm/carriers/carrier.js';
import { carriersIn } from '../../../src/helm/carriers/index.js';
import { type Carried, referencesOf } from '../../../src/helm/layers/carried.js';
import { LayerFiles } from '../../../src/helm/layers/component-maps.js';
import { parsedDocuments } from '../../../src/helm/layers/parsed.js';
import { chartAbove, fileNear, foldersUp } from '../../../src/helm/resolve/near.js';
import { type Path, type Value, valueAt } from '../../../src/model/value.js';

const CONFIG = `apiVersion: v1
kind: ConfigMap
---
# the second
apiVersion: v1
kind: ConfigMap
data:
  values.yaml: |
    server:
      replicas: 2
      inits:
      - name: chown
  one: "server: {inits: []}"
`;

describe('a document of a tree', () => {
  it('has the number and the places that a person counts', () => {
    const documents = parsedDocuments('a.yaml', CONFIG) ?? [];
    expect(documents.map(({ index }) => index)).toEqual([0, 1]);
    const line = (path: Path): number | undefined => documents[1]?.placeOf(path).line;
    expect(line(['data'])).toBe(7);
    expect(line(['data', 'values.yaml', 0, 'server', 'inits'])).toBe(11);
    expect(line(['data', 'one', 0, 'server', 'inits'])).toBe(13);
    expect(line(['data', 'none'])).toBe(7);
    expect(line([])).toBe(3);
  });

  it.each(['a: [', 'a: 1\na: 2\n', '{{- if .x }}\na: 1\n{{- end }}\n'])('is none: %s', (text) =>
    expect(parsedDocuments('a.yaml', text)).toBeNull(),
  );
});

describe('a layer at a place', () => {
  const keys = { containers: 'sidecars', init: 'inits' };
  const at = (text: string, path: Path = ['server'], root: Path = []) =>
    new LayerFiles({
      read: () => text,
      nameOf: (each) => each,
      readOnly: () => null,
    }).layerAt({ path: 'a.yaml', document: root.length > 0 ? 1 : 0, root, keys: path }, keys);
  const map = (text: string, path?: Path) => {
    const layer = at(text, path);
    return layer === null || layer === 'unreadable' ? layer : layer.map;
  };

  it.each<[string, string, Value]>([
    ['both keys', 'server: {sidecars: [], inits: null, other: 1}', { sidecars: [], inits: null }],
    ['neither', 'server: {other: 1}', null],
    ['no such map', 'other: 1', null],
    ['nothing at all', '# empty\n', null],
    ['the map taken out', 'server: null', { sidecars: null, inits: null }],
    ['something in its place', 'server: off', { sidecars: null, inits: null }],
    ['several documents', 'server: {inits: []}\n---\na: 1\n', 'unreadable'],
    ['no YAML', 'server: [', 'unreadable'],
  ])('%s', (_, text, made) => expect(map(text)).toEqual(made));

  it('in a text of a document', () => {
    const layer = at(CONFIG, ['server'], ['data', 'values.yaml', 0]);
    expect(layer).toMatchObject({ map: { inits: [{ name: 'chown' }] }, place: { line: 11 } });
  });

  it.each([
    ['SOPS signs', 'server: {inits: []}\nsops: {mac: x}\n', 'SOPS'],
    ['a comment leaves alone', '# sidecar-migrate: ignore\nserver: {inits: []}\n', 'ignore'],
  ])('is read-only where %s it', (_, text, why) => {
    expect(at(text)).toMatchObject({ readOnly: expect.stringContaining(why) as string });
  });
});

function nounOf(each: Reference, object: Value): string {
  switch (each.kind) {
    case 'file':
      return `${each.from} ${each.file}`;
    case 'files':
      return `any ${each.file}`;
    case 'map':
      return `map ${each.name}/${each.key}`;
    case 'inline':
      return valueAt(object, each.at) === undefined ? 'none' : 'inline';
    case 'unseen':
      return `unseen ${each.noun}`;
    case 'chart':
      return 'chart';
  }
}

/** The layers of each carrier of an object, in so many words. */
function said(object: Value): readonly (readonly string[])[] {
  return carriersIn(object).flatMap(({ path: at, release }) => {
    const carried: Carried = { path: 'a.yaml', document: 0, value: object, at, release };
    return referencesOf(carried).map((all) => all.map((each) => nounOf(each, object)));
  });
}

const flux = (spec: Value): Value => ({
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'shop' },
  spec,
});
const argo = (spec: Value): Value => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'shop' },
  spec,
});

describe('the layers of a release, lowest first', () => {
  it.each<[string, Value, readonly string[]]>([
    [
      'Flux: objects in their order, then values',
      flux({
        chart: { spec: { chart: 'vault', sourceRef: { kind: 'HelmRepository', name: 'a' } } },
        valuesFrom: [
          { kind: 'ConfigMap', name: 'a' },
          { kind: 'Secret', name: 'b' },
          { kind: 'ConfigMap', name: 'c', valuesKey: 'd' },
          { kind: 'ConfigMap', name: 'e', targetPath: 'f' },
        ],
        values: {},
      }),
      ['chart', 'map a/values.yaml', 'unseen the Secret b (valuesFrom)', 'map c/d', 'inline'],
    ],
    [
      'Flux: files in place of the values of a chart in git',
      flux({
        chart: {
          spec: {
            chart: './shop',
            sourceRef: { kind: 'GitRepository', name: 'a' },
            valuesFiles: ['shop/values.yaml', 'shop/prod.yaml'],
          },
        },
      }),
      ['repository shop/values.yaml', 'repository shop/prod.yaml', 'none'],
    ],
    [
      'Flux: files of a packed chart',
      flux({
        chart: {
          spec: {
            chart: 'vault',
            sourceRef: { kind: 'HelmRepository', name: 'a' },
            valuesFiles: ['prod.yaml'],
          },
        },
      }),
      ['unseen the file prod.yaml (valuesFiles)', 'none'],
    ],
    [
      'Argo CD: files in their order, then the object, whatever the text says',
      argo({
        source: {
          path: 'shop',
          helm: { valueFiles: ['a.yaml', '/b.yaml'], values: 'a: 1', valuesObject: {} },
        },
      }),
      ['chart', 'chart a.yaml', 'repository b.yaml', 'inline'],
    ],
    [
      'Argo CD: several sources',
      argo({
        sources: [
          {
            chart: 'redis',
            helm: {
              valueFiles: ['$own/a.yaml', '$own/{{env}}.yaml', 'packed.yaml', 'https://a.b/c.yaml'],
              values: 'a: 1',
            },
          },
          { ref: 'own' },
        ],
      }),
      [
        'chart',
        'repository a.yaml',
        'any {{env}}.yaml',
        'unseen the file packed.yaml (valueFiles)',
        'unseen the file https://a.b/c.yaml (valueFiles)',
        'inline',
      ],
    ],
  ])('%s', (_, object, layers) => expect(said(object)).toEqual([layers]));
});

describe('a name in a repository', () => {
  it.each([
    ['a/b/c.yaml', ['a/b', 'a', '.']],
    ['c.yaml', ['.']],
    ['../a/c.yaml', ['../a', '..']],
    ['../../c.yaml', ['../..']],
  ])('is looked for from %s', (path, folders) => expect(foldersUp(path)).toEqual(folders));

  it('leads out of the working folder only for what comes from there', () => {
    const finder = { read: () => '', nameOf: (path: string) => path };
    expect(fileNear('../x.yaml', 'a/b.yaml', finder)).toBe('x.yaml');
    expect(fileNear('../../x.yaml', 'a/b.yaml', finder)).toBeNull();
    expect(fileNear('../x.yaml', '../a/b.yaml', finder)).toBe('../x.yaml');
  });

  it.each([
    ['a/b/c/d.yaml', 3, 'a'],
    ['a/b/c/d.yaml', 2, null],
    ['a/templates/d.yaml', 3, null],
    ['a/Chart/d.yaml', 3, 'a'],
  ])('belongs to a chart not far above: %s', (path, most, folder) =>
    expect(chartAbove(path, most, (file) => file === 'a/Chart.yaml')).toBe(folder),
  );
});
