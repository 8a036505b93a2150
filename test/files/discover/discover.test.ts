import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { diskFiles } from '../../../src/files/discover/disk.js';
import { diskInput } from '../../../src/files/discover/disk-input.js';
import { provenanceByText } from '../../../src/files/discover/provenance.js';
import { splitDocuments } from '../../../src/yaml/stream.js';
import { type Rig, withRig } from '../../support/rig.js';

interface Request {
  readonly paths?: readonly string[];
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly gitignore?: boolean;
  readonly cwd?: string;
}

function found(rig: Rig, request: Request = {}): readonly string[] {
  const { paths = [], include = [], exclude = [], gitignore = true, cwd = '' } = request;
  const input = diskInput({
    files: diskFiles(),
    cwd: join(rig.dir, cwd),
    paths,
    include,
    exclude,
    gitignore,
  });
  return [...input.files()].map((file) => ('load' in file ? '' : 'problem: ') + file.path);
}

function provenance(rig: Rig, path: string): string | null {
  const input = diskInput({
    files: diskFiles(),
    cwd: rig.dir,
    paths: [],
    include: [],
    exclude: [],
    gitignore: true,
  });
  const file = [...input.files()].find((entry) => entry.path === path);
  return file !== undefined && 'load' in file ? (file.provenance?.why ?? null) : 'not found';
}

const yaml = (...paths: string[]): Record<string, string> =>
  Object.fromEntries(paths.map((path) => [path, '']));

describe('a walk', () => {
  it('finds YAML and JSON in the order of their paths', () =>
    withRig(
      yaml('b.yml', 'a/x.json', 'a.yaml', 'a-b.yaml', 'Z.YAML', 'note.md', '.hidden/h.yaml'),
      (rig) => {
        expect(found(rig)).toEqual([
          '.hidden/h.yaml',
          'Z.YAML',
          'a-b.yaml',
          'a.yaml',
          'a/x.json',
          'b.yml',
        ]);
      },
    ));

  it('never enters .git and node_modules', () =>
    withRig(yaml('.git/x.yaml', 'node_modules/x.yaml', 'a.yaml'), (rig) => {
      expect(found(rig)).toEqual(['a.yaml']);
    }));

  it('obeys nested ignore files as git does', () =>
    withRig(
      {
        ...yaml(
          'a.yaml',
          'out/x.yaml',
          'keep/out/x.yaml',
          'keep/b.yaml',
          'keep/c.yaml',
          'deep/er/d.yaml',
          'deep/er/e.yaml',
        ),
        '.gitignore': 'out/\n*.b.yaml\nc.yaml\n/deep/er/d.yaml\n',
        'keep/.gitignore': '!c.yaml\nb.yaml\n',
        'deep/.sidecar-migrate-ignore': 'er/e.yaml\n',
      },
      (rig) => {
        rig.git('init', '-q');
        expect(found(rig)).toEqual(['a.yaml', 'keep/c.yaml']);
        expect(found(rig, { paths: ['keep'] })).toEqual(['keep/c.yaml']);
        expect(found(rig, { cwd: 'keep' })).toEqual(['c.yaml']);
        expect(found(rig, { gitignore: false })).toEqual([
          'a.yaml',
          'deep/er/d.yaml',
          'keep/b.yaml',
          'keep/c.yaml',
          'keep/out/x.yaml',
          'out/x.yaml',
        ]);
      },
    ));

  it('agrees with git about what is ignored', () =>
    withRig(
      {
        ...yaml(
          'a.yaml',
          'x/a.yaml',
          'x/y/a.yaml',
          'x/y/b.yaml',
          'z/a.yaml',
          'z/q w.yaml',
          'q/[a].yaml',
        ),
        '.gitignore': 'x/**/a.yaml\n!x/y/a.yaml\nz/*\n!z/q w.yaml\n\\[a\\].yaml\n',
        'x/.gitignore': 'b.yaml\n',
      },
      (rig) => {
        rig.git('init', '-q');
        const listed = rig.git('ls-files', '--others', '--exclude-standard', '-z').out.split('\0');
        expect(found(rig)).toEqual(listed.filter((path) => path.endsWith('.yaml')).sort());
      },
    ));

  it('takes a named file whatever ignores it, and whatever it is called', () =>
    withRig({ ...yaml('a.yaml', 'manifest.txt'), '.gitignore': '*\n' }, (rig) => {
      rig.git('init', '-q');
      expect(found(rig, { paths: ['a.yaml', 'manifest.txt'] })).toEqual(['a.yaml', 'manifest.txt']);
    }));

  it('includes and excludes by globs', () =>
    withRig(yaml('a.yaml', 'test/a.yaml', 'k8s/a.yaml', 'k8s/values.yaml'), (rig) => {
      expect(found(rig, { exclude: ['values.yaml', 'test'] })).toEqual(['a.yaml', 'k8s/a.yaml']);
      expect(found(rig, { include: ['k8s/**'] })).toEqual(['k8s/a.yaml', 'k8s/values.yaml']);
    }));

  it('expands globs, and each file comes once', () =>
    withRig(yaml('a/one.yaml', 'a/two.yaml', 'b/one.yaml', 'c[1].yaml'), (rig) => {
      expect(found(rig, { paths: ['*/one.yaml', 'a', './a/one.yaml'] })).toEqual([
        'a/one.yaml',
        'a/two.yaml',
        'b/one.yaml',
      ]);
      expect(found(rig, { paths: ['c[1].yaml'] })).toEqual(['c[1].yaml']);
      expect(found(rig, { paths: ['{a,b}/one.yaml'] })).toEqual(['a/one.yaml', 'b/one.yaml']);
    }));

  it('follows no link, and says which lead out of the tree', () =>
    withRig(yaml('real/a.yaml'), (rig) => {
      symlinkSync('real', join(rig.dir, 'folder'));
      symlinkSync('real/a.yaml', join(rig.dir, 'inside.yaml'));
      symlinkSync('/etc/hosts', join(rig.dir, 'outside.yaml'));
      expect(found(rig)).toEqual(['problem: outside.yaml', 'real/a.yaml']);
    }));

  it('finds the rest of the repository for what may refer to a file', () =>
    withRig(yaml('base/a.yaml', 'overlay/kustomization.yaml'), (rig) => {
      mkdirSync(join(rig.dir, '.git'));
      const input = diskInput({
        files: diskFiles(),
        cwd: rig.dir,
        paths: ['base'],
        include: [],
        exclude: [],
        gitignore: true,
      });
      expect([...input.beyond()].map(({ path }) => path)).toContain('overlay/kustomization.yaml');
      expect(input.beside('../outside.yaml')).toBeNull();
    }));

  it('looks around in the repository that a path lies in, not in that of the working folder', () =>
    withRig(yaml('here/own.yaml', 'there/base/a.yaml', 'there/overlay/b.yaml', 'x.yaml'), (rig) => {
      for (const repository of ['here', 'there']) mkdirSync(join(rig.dir, repository, '.git'));
      const input = diskInput({
        files: diskFiles(),
        cwd: join(rig.dir, 'here'),
        paths: ['../there/base'],
        include: [],
        exclude: [],
        gitignore: true,
      });
      const beyond = [...input.beyond()].map(({ path }) => path);
      expect(beyond).toContain('../there/overlay/b.yaml');
      expect(beyond).not.toContain('own.yaml');
      expect(input.beside('../there/overlay/b.yaml')).not.toBeNull();
      expect(input.beside('../x.yaml')).toBeNull();
    }));

  it('asks Tiltfiles and scripts for references alone, and Terraform for values, too', () =>
    withRig(yaml('a.yaml'), (rig) => {
      mkdirSync(join(rig.dir, '.git'));
      const asked = ['Makefile', 'Tiltfile', 'bin/deploy.sh', 'infra/main.tf'];
      for (const path of [...asked, 'infra/main.tfvars', 'bin/deploy.py']) rig.write(path, '');
      expect(found(rig)).toEqual(['a.yaml', 'infra/main.tf']);
      const beyond = diskInput({
        files: diskFiles(),
        cwd: rig.dir,
        paths: [],
        include: [],
        exclude: [],
        gitignore: true,
      }).beyond();
      expect([...beyond].map(({ path }) => path)).toEqual(asked);
    }));

  it('finds a Kustomization, which has no extension', () =>
    withRig(yaml('a/Kustomization', 'a/kustomization', 'b/Kustomization.md'), (rig) => {
      expect(found(rig)).toEqual(['a/Kustomization']);
    }));

  it('shows what a filter leaves out to what may refer to a file', () =>
    withRig(yaml('base/a.yaml', 'overlay/kustomization.yaml'), (rig) => {
      const filters = { paths: [], include: [], exclude: ['overlay/**'], gitignore: true };
      const input = diskInput({ files: diskFiles(), cwd: rig.dir, ...filters });
      expect(found(rig, filters)).toEqual(['base/a.yaml']);
      expect([...input.beyond()].map(({ path }) => path)).toContain('overlay/kustomization.yaml');
    }));
});

describe('provenance', () => {
  it.each([
    ['vendor/x/a.yaml', 'in a vendor folder'],
    ['third_party/a.yaml', 'in a third_party folder'],
    ['app/charts/redis/templates/a.yaml', 'a chart vendored into app/charts/'],
    ['app/charts/cache-1/values.yaml', 'a chart vendored into app/charts/'],
    ['app/charts/locked/values.yaml', 'a chart vendored into app/charts/'],
    ['app/charts/old/values.yaml', 'a chart vendored into app/charts/'],
    ['app/charts/redis/charts/common/values.yaml', 'a chart vendored into app/charts/'],
    ['app/charts/own/values.yaml', null],
    ['app/charts/near/values.yaml', null],
    ['app/charts/here/values.yaml', null],
    ['home/base/web/values.yaml', 'a chart that kustomize fetches into home/base/'],
    ['home/base/web-1.2.3/web/values.yaml', 'a chart that kustomize fetches into home/base/'],
    ['home/base/mine/values.yaml', null],
    ['home/values.yaml', null],
    ['charts/own/a.yaml', null],
    ['gen/a.yaml', '.gitattributes says linguist-generated'],
    ['gen/kept.yaml', null],
    ['infra/dist/a.yaml', 'output of cdk8s (infra/cdk8s.yaml)'],
    ['dist/a.yaml', null],
    ['a.yaml', null],
  ])('of %s is %j', (path, why) =>
    withRig(
      {
        ...yaml(
          'vendor/x/a.yaml',
          'third_party/a.yaml',
          'app/charts/redis/templates/a.yaml',
          'app/charts/cache-1/values.yaml',
          'app/charts/locked/values.yaml',
          'app/charts/old/values.yaml',
          'app/charts/redis/charts/common/values.yaml',
          'app/charts/own/values.yaml',
          'app/charts/near/values.yaml',
          'app/charts/here/values.yaml',
          'home/base/web/values.yaml',
          'home/base/web-1.2.3/web/values.yaml',
          'home/base/mine/values.yaml',
          'home/values.yaml',
          'charts/own/a.yaml',
          'gen/a.yaml',
          'gen/kept.yaml',
          'infra/dist/a.yaml',
          'dist/a.yaml',
          'a.yaml',
        ),
        'app/Chart.yaml': `name: app
dependencies:
- name: redis
  version: 1.0.0
  repository: "https://charts.example.com"  # ours
- {name: cache, alias: store, repository: oci://charts.example.com/cache}

# What lives here.
-
  name: near
  repository: file://charts/near
- name: here
  repository: ""
maintainers:
- name: own
  repository: https://example.com
`,
        'app/charts/cache-1/Chart.yaml': 'name: cache\n',
        'app/requirements.yaml': 'dependencies:\n  - name: old\n    repository: "@stable"\n',
        'app/Chart.lock':
          'dependencies:\n- name: locked\n  repository: https://charts.example.com\n',
        'home/kustomization.yaml': `helmGlobals:
  chartHome: base
helmCharts:
- name: web
  repo: https://charts.example.com
- name: mine
`,
        '.gitattributes': 'gen/** linguist-generated=true\ngen/kept.yaml -linguist-generated\n',
        'infra/cdk8s.yaml': 'app: npx tsx main.ts\n',
      },
      (rig) => {
        expect(provenance(rig, path)).toBe(why);
      },
    ),
  );

  it.each([
    ['# Code generated by tool. DO NOT EDIT.\na: 1\n', 'marked as generated on line 1'],
    ['---\n# @generated\na: 1\n', 'marked as generated on line 2'],
    ['# This file is generated by make manifests\n', 'marked as generated on line 1'],
    ['# Autogenerated from config/base\n', 'marked as generated on line 1'],
    ['---\n# Source: app/templates/job.yaml\na: 1\n', 'output of helm template'],
    ['a: 1\n# DO NOT EDIT below\n', null],
    ['# Edit this file to change what is generated at run time\n', null],
    ['# The report that the job generated last night\n', null],
    ['note: "Code generated by tool. DO NOT EDIT."\n', null],
  ])('of the text %j is %j', (text, why) => {
    expect(provenanceByText(text)?.why ?? null).toBe(why);
  });
});

describe('documents of a stream', () => {
  it('cover the whole text, and are as many as a parser finds', () => {
    const line = fc.constantFrom(
      'a: 1',
      'b: |',
      '  text',
      '---',
      '--- # note',
      '---x: 1',
      '...',
      '# note',
      '',
      '%YAML 1.2\n---',
      '  - x',
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.constantFrom('\n', '\r\n'),
        (lines, eol) => {
          // Nobody writes an end marker where nothing has begun.
          const marks = lines.filter((entry) => entry !== '' && !entry.startsWith('#'));
          const idle = (entry: string | undefined): boolean =>
            entry === undefined || entry === '...';
          fc.pre(marks.every((entry, i) => entry !== '...' || !idle(marks[i - 1])));
          const text = lines.join(eol);
          const slices = splitDocuments(text);
          expect(slices.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
          const parsed = parseAllDocuments(text);
          if ('empty' in parsed || parsed.some(({ errors }) => errors.length > 0)) return;
          expect(slices.length).toBe(parsed.length);
        },
      ),
      { numRuns: 500, seed: 753 },
    );
  });
});
