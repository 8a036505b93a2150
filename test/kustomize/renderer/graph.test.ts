import { describe, expect, it } from 'vitest';
import { diskFiles } from '../../../src/files/discover/disk.js';
import { isRemote } from '../../../src/kustomize/graph/remote.js';
import { kustomizations } from '../../../src/kustomize/renderer/graph.js';
import { sourceTree } from '../../../src/prove/renders/source-tree.js';
import { withRig } from '../../support/rig.js';

describe('a remote base', () => {
  it.each([
    'https://example.com/a/b',
    'https://example.com/all.yaml',
    'http://example.com',
    'ssh://git@example.com/a/b',
    'file:///a/b',
    'git::https://example.com/a',
    'git@example.com:a/b',
    'me@example.com:a/b.git',
    'github.com/a/b',
    'github.com/a/b//c?ref=v1',
    'gitlab.com/a/b',
    'example.com/a/b.git',
    'example.com/a/b.git?ref=v1',
    'example.com/a/_git/b',
    'example.com/a/b//c',
    'a/b?ref=v1',
  ])('is %s', (path) => expect(isRemote(path, false)).toBe(true));

  it.each([
    '../base',
    './base',
    'base',
    'web.yaml',
    '../a.b/c.yaml',
    'a.b/c.yaml',
    'https.yaml',
    '../git@home/x',
    '.git-sync/web.yaml',
    '../..//base',
  ])('is not %s', (path) => expect(isRemote(path, false)).toBe(false));

  it('is none where something of that name is there, unless it has a scheme', () => {
    expect(isRemote('github.com/a/b', true)).toBe(false);
    expect(isRemote('https://example.com/a', true)).toBe(true);
  });
});

const EVERYTHING = `resources: [a.yaml]
bases: [../base]
components: [../component]
crds: [crd.yaml]
configurations: [config.yaml]
openapi: {path: schema.json}
patches:
- path: patch.yaml
- patch: "- {op: remove, path: /a}"
- old.yaml
patchesStrategicMerge:
- merge.yaml
- |
  kind: X
patchesJson6902: [{path: json.yaml}]
replacements: [{path: replace.yaml}, {source: {kind: X}}]
configMapGenerator: [{name: a, files: [f1.txt, key=f2.txt], envs: [e1.env], env: e2.env, literals: [a=b]}]
secretGenerator: [{name: a, files: [s.txt]}]
generators: [plugin.yaml]
`;

describe('a kustomization', () => {
  it('reads every file that one of its fields names', () => {
    const own = 'a crd config schema patch old merge json replace f1 f2 e1 e2 s plugin inner'.split(
      ' ',
    );
    const endings: Record<string, string> = {
      schema: 'json',
      f1: 'txt',
      f2: 'txt',
      s: 'txt',
      e1: 'env',
      e2: 'env',
      inner: 'txt',
    };
    const files = own.map((name) => `top/${name}.${endings[name] ?? 'yaml'}`);
    const texts = Object.fromEntries(
      [...files, 'base/b.yaml', 'component/c.yaml', 'top/not-named.yaml'].map((path) => [
        path,
        'x: 1\n',
      ]),
    );
    return withRig(
      {
        ...texts,
        'top/kustomization.yaml': EVERYTHING,
        'top/plugin.yaml':
          'apiVersion: builtin\nkind: ConfigMapGenerator\nmetadata: {name: m}\nfiles: [k=inner.txt]\n',
        'base/kustomization.yml': 'resources: [b.yaml]\n',
        'component/Kustomization': 'kind: Component\nresources: [c.yaml, ../base]\n',
        'node_modules/x/kustomization.yaml': 'resources: []\n',
      },
      (rig) => {
        const targets = kustomizations(sourceTree(diskFiles(), rig.dir));
        expect(targets.map(({ path, leftOut }) => [path, leftOut])).toEqual([
          ['base', null],
          ['top', null],
        ]);
        expect([...(targets[1]?.reads ?? [])].sort()).toEqual(
          [
            ...files,
            'base/b.yaml',
            'base/kustomization.yml',
            'component/Kustomization',
            'component/c.yaml',
            'top/kustomization.yaml',
          ].sort(),
        );
      },
    );
  });

  it('ends where bases go in a circle', () =>
    withRig(
      {
        'a/kustomization.yaml': 'resources: [../b]\n',
        'b/kustomization.yaml': 'resources: [../a, x.yaml]\n',
        'b/x.yaml': 'kind: X\n',
      },
      (rig) => {
        const targets = kustomizations(sourceTree(diskFiles(), rig.dir));
        expect(targets.map(({ reads }) => reads.size)).toEqual([3, 3]);
      },
    ));
});
