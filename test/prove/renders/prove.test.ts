import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kubeTools } from '../../support/kubectl.js';
import { BASE, lines, overlay, WEB, withTree } from '../../support/tree.js';

const tools = kubeTools();
const kubectl = tools?.kubectl ?? '';

const PROD = overlay(
  'prod',
  `resources: [../../base]
namePrefix: prod-
namespace: shop
replicas: [{name: web, count: 3}]
images: [{name: fluent/fluent-bit, newTag: "4"}]
`,
);
const DEV = overlay(
  'dev',
  `resources: [../../base]
nameSuffix: -dev
commonAnnotations: {team: shop}
labels: [{pairs: {env: dev}, includeSelectors: true, includeTemplates: true}]
configMapGenerator: [{name: words, files: [words.txt]}]
`,
);

describe.skipIf(tools === null)('--prove', () => {
  it('proves a base and its overlays, and touches nothing', () =>
    withTree(
      { ...BASE, ...PROD, ...DEV, 'tree/overlays/dev/words.txt': 'hello' },
      kubectl,
      (rig) => {
        const before = rig.hash();
        const { code, err } = rig.prove('base');
        expect(code, err).toBe(0);
        expect(err).toContain('/bin/kubectl kustomize\n');
        expect(lines(err)).toEqual([
          'proven base: 1 object changed, as planned',
          'proven overlays/dev: 1 object changed, as planned',
          'proven overlays/prod: 1 object changed, as planned',
        ]);
        expect(rig.hash()).toBe(before);
        expect(rig.left()).toEqual([]);
      },
    ));

  it('expects a rewritten Service wherever its file is read', () => {
    const [web = '', service = ''] = WEB.replace(
      'fluent-bit:3\n',
      'fluent-bit:3\n        ports: [{name: logs, containerPort: 2020}]\n',
    )
      .replace('- port: 80', '- {port: 80, targetPort: logs}')
      .split('---\n');
    const files = {
      'tree/pods/web.yaml': web,
      'tree/pods/kustomization.yaml': 'resources: [web.yaml]\n',
      'tree/services/web.yaml': service,
      'tree/services/kustomization.yaml': 'resources: [web.yaml]\nnameSuffix: "-2"\n',
      'tree/kustomization.yaml': 'resources: [pods, services]\n',
    };
    return withTree(files, kubectl, (rig) => {
      const { code, err } = rig.prove('--unsafe');
      expect(code, err).toBe(0);
      expect(lines(err)).toEqual([
        'proven .: 2 objects changed, as planned',
        'proven pods: 1 object changed, as planned',
        'proven services: 1 object changed, as planned',
      ]);
    });
  });

  it('writes what is proven', () =>
    withTree({ ...BASE, ...PROD }, kubectl, (rig) => {
      const { code, err } = rig.prove('--write', 'base');
      expect(code, err).toBe(0);
      expect(rig.read('tree/base/web.yaml')).toContain('restartPolicy: Always');
      expect(lines(rig.prove('--write', 'base').err)).toEqual([
        'nothing to render: nothing would change',
      ]);
    }));

  it('puts its proofs into the JSON report', () =>
    withTree({ ...BASE, ...PROD }, kubectl, (rig) => {
      const report = JSON.parse(rig.prove('--format', 'json').out) as { proofs: unknown };
      expect(report.proofs).toEqual(
        ['base', 'overlays/prod'].map((target) => ({
          renderer: 'kustomize',
          target,
          state: 'proven',
          message: '1 object changed, as planned',
          changed: 1,
        })),
      );
    }));

  it('finds the overlays of the whole repository, whatever paths are given', () =>
    withTree({ ...BASE, ...PROD }, kubectl, (rig) => {
      rig.git('init', '-q', 'tree');
      const { err } = rig.run(['--prove', 'web.yaml'], {
        cwd: join(rig.tree, 'base'),
        env: { PATH: `${rig.dir}/bin:/usr/bin:/bin` },
      });
      expect(lines(err)).toEqual([
        'proven .: 1 object changed, as planned',
        'proven ../overlays/prod: 1 object changed, as planned',
      ]);
    }));

  it('says so when no kustomization reads what changes', () =>
    withTree({ 'tree/web.yaml': WEB }, kubectl, (rig) => {
      const { code, err } = rig.prove();
      expect(code).toBe(0);
      expect(lines(err)).toEqual([
        'nothing to render: no kustomization and no chart reads the changed file',
      ]);
    }));

  it.each([
    [
      'a remote base',
      'resources: [../../base, "https://example.com/a/b?ref=v1"]\n',
      'refers to a remote base, https://example.com/a/b?ref=v1: nothing is downloaded',
    ],
    [
      'a base that git would fetch',
      'resources: [../../base, "git@example.com:a/b"]\n',
      'refers to a remote base, git@example.com:a/b: nothing is downloaded',
    ],
    [
      'a short form',
      'resources: [../../base, "github.com/a/b//deploy?ref=v1"]\n',
      'refers to a remote base, github.com/a/b//deploy?ref=v1: nothing is downloaded',
    ],
    [
      'a remote patch',
      'resources: [../../base]\npatches: [{path: "https://example.com/p.yaml"}]\n',
      null,
    ],
    [
      'a chart',
      'resources: [../../base]\nhelmCharts: [{name: redis, repo: "https://example.com"}]\n',
      'inflates a Helm chart, and nothing is downloaded or run for it',
    ],
    [
      'an exec plug-in',
      'resources: [../../base]\ngenerators: [plugin.yaml]\n',
      'runs an exec plug-in or a function',
    ],
    [
      'a transformer plugin',
      'resources: [../../base]\ntransformers: [plugin.yaml]\n',
      'runs an exec plug-in or a function',
    ],
    [
      'a validator as a function',
      'resources: [../../base]\nvalidators: [function.yaml]\n',
      'runs an exec plug-in or a function',
    ],
    [
      'an inline plugin',
      'resources: [../../base]\ntransformers:\n- |\n  apiVersion: example.com/v1\n  kind: Other\n  metadata: {name: x}\n',
      'runs an exec plug-in or a function',
    ],
    ['no YAML', 'resources: [../../base]\n}\n', null],
    ['a circle', 'resources: [../../base, .]\n', null],
    [
      'a path out of the tree',
      'resources: [../../base, ../../../elsewhere]\n',
      'refers to ../../../elsewhere, outside the tree',
    ],
    [
      'a link to a place outside the tree',
      'resources: [../../base, ../../link.yaml]\n',
      'refers to ../../link.yaml, outside the tree',
    ],
  ])('leaves out %s, and proves the rest', (_, text, reason) =>
    withTree(
      {
        ...BASE,
        ...overlay('odd', text),
        ...overlay('above', 'resources: [../odd]\n'),
        'tree/overlays/odd/plugin.yaml':
          'apiVersion: example.com/v1\nkind: Shell\nmetadata: {name: x}\n',
        'tree/overlays/odd/function.yaml':
          'apiVersion: builtin\nkind: X\nmetadata:\n  name: x\n  annotations:\n    config.kubernetes.io/function: "exec: {path: ./run.sh}"\n',
        'outside.yaml': 'kind: Secret\napiVersion: v1\nmetadata: {name: x}\n',
      },
      kubectl,
      (rig) => {
        symlinkSync('../outside.yaml', join(rig.tree, 'link.yaml'));
        const { code, err } = rig.prove('base');
        expect(code).toBe(0);
        // What nobody can see of a patch holds the base back already.
        expect(lines(err)).toEqual(
          reason === null
            ? ['nothing to render: nothing would change']
            : [
                'proven base: 1 object changed, as planned',
                `left out overlays/above: ${reason} (in overlays/odd)`,
                `left out overlays/odd: ${reason}`,
              ],
        );
        expect(rig.left()).toEqual([]);
      },
    ),
  );

  it('goes through links that stay in the tree', () =>
    withTree(
      { ...BASE, ...overlay('linked', 'resources: [../../same, extra.yaml]\n') },
      kubectl,
      (rig) => {
        symlinkSync('base', join(rig.tree, 'same'));
        rig.write(
          'tree/extra/words.yaml',
          'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: words}\n',
        );
        symlinkSync('../../extra/words.yaml', join(rig.tree, 'overlays/linked/extra.yaml'));
        const { err } = rig.prove('base');
        expect(lines(err)).toContain('proven overlays/linked: 1 object changed, as planned');
      },
    ));

  it('runs what is kustomize’s own', () =>
    withTree(
      {
        ...BASE,
        ...overlay('own', 'resources: [../../base]\ntransformers: [prefix.yaml]\n'),
        'tree/overlays/own/prefix.yaml':
          'apiVersion: builtin\nkind: PrefixTransformer\nmetadata: {name: x}\nprefix: own-\nfieldSpecs: [{path: metadata/name}]\n',
      },
      kubectl,
      (rig) => {
        const { err } = rig.prove('base');
        expect(lines(err)).toContain('proven overlays/own: 1 object changed, as planned');
      },
    ));

  it('knows changed files in what generators make of them, and the names that follow', () =>
    withTree(
      {
        ...BASE,
        ...overlay(
          'addon',
          `resources: [user.yaml]
configMapGenerator: [{name: addon, files: [../../base/web.yaml]}]
secretGenerator: [{name: readOnly, files: [../../base/web.yaml], options: {disableNameSuffixHash: true}}]
`,
        ),
        'tree/overlays/addon/user.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata: {name: user}\nspec: {containers: [{name: web, image: web, envFrom: [{configMapRef: {name: addon}}]}]}\n',
      },
      kubectl,
      (rig) => {
        const { err } = rig.prove('.');
        expect(lines(err)).toContain('proven overlays/addon: 3 objects changed, as planned');
      },
    ));

  it('knows a workload that a patch renames', () =>
    withTree(
      {
        ...BASE,
        ...overlay(
          'other',
          'resources: [../../base]\npatches: [{target: {kind: Deployment}, patch: "- {op: replace, path: /metadata/name, value: shop}"}]\n',
        ),
      },
      kubectl,
      (rig) => {
        const { err } = rig.prove('.');
        expect(lines(err)).toContain('proven overlays/other: 1 object changed, as planned');
      },
    ));

  it('runs what a folder lists of kustomize’s own', () =>
    withTree(
      {
        ...BASE,
        ...overlay('own', 'resources: [../../base]\ntransformers: [../../images]\n'),
        'tree/images/kustomization.yaml': 'resources: [tag.yaml]\n',
        'tree/images/tag.yaml':
          'apiVersion: builtin\nkind: ImageTagTransformer\nmetadata: {name: x}\nimageTag: {name: fluent/fluent-bit, newTag: "4"}\n',
      },
      kubectl,
      (rig) => {
        const { err } = rig.prove('base');
        expect(lines(err)).toContain('proven overlays/own: 1 object changed, as planned');
      },
    ));

  it.each([
    ['a missing resource', 'resources: [../../base, gone.yaml]\n', 'gone.yaml'],
    ['a missing resource, after a deprecation', 'bases: [../../base, gone]\n', 'gone'],
    [
      'a patch that matches nothing',
      'resources: [../../base]\npatches: [{patch: "{apiVersion: apps/v1, kind: Deployment, metadata: {name: other}}"}]\n',
      'no matches for Id',
    ],
  ])(
    'says what cannot be rendered before the change, and counts it as no break: %s',
    (_, text, why) =>
      withTree({ ...BASE, ...overlay('odd', text) }, kubectl, (rig) => {
        const { code, err } = rig.prove('base');
        expect(code).toBe(0);
        expect(lines(err)[0]).toBe('proven base: 1 object changed, as planned');
        expect(err).toContain('left out overlays/odd: cannot be rendered before the change: ');
        expect(err).toContain(why);
        expect(err).not.toContain('# Warning');
        expect(err).not.toContain(rig.temporary);
      }),
  );

  it('renders a component with those that use it', () =>
    withTree(
      {
        ...BASE,
        'tree/component/kustomization.yaml':
          'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [more.yaml]\n',
        'tree/component/more.yaml': WEB.replaceAll(' web', ' more'),
        ...overlay('prod', 'resources: [../../base]\ncomponents: [../../component]\n'),
      },
      kubectl,
      (rig) => {
        expect(lines(rig.prove().err)).toEqual([
          'proven base: 1 object changed, as planned',
          'proven overlays/prod: 2 objects changed, as planned',
        ]);
      },
    ));

  it('writes nothing where a proof is broken', () =>
    withTree(BASE, null, (rig) => {
      // A program that renders something else of the migrated tree.
      const script = `#!/bin/sh\n${kubectl} "$@" | /bin/sed 's/restartPolicy: Always/restartPolicy: Never/'\n`;
      writeFileSync(join(rig.dir, 'bin', 'kubectl'), script, { mode: 0o755 });
      const before = rig.hash();
      const { code, err } = rig.prove('--write');
      expect(code).toBe(2);
      expect(err).toContain(
        'differs base: apps/v1 Deployment web: agent should move, and is not a native sidecar',
      );
      expect(err).toContain('Not written:');
      expect(rig.hash()).toBe(before);
      expect(rig.left()).toEqual([]);
      expect(rig.prove('-q', '--unsafe').err.split('\n')).toHaveLength(3);
    }));

  it('takes kustomize where there is no kubectl', () =>
    withTree(BASE, null, (rig) => {
      rig.write(
        'kustomize',
        `#!/bin/sh\n[ "$1" = build ] && shift && exec ${kubectl} kustomize "$@"\n`,
      );
      chmodSync(join(rig.dir, 'kustomize'), 0o755);
      mkdirSync(join(rig.dir, 'own'));
      symlinkSync('../kustomize', join(rig.dir, 'own/kustomize'));
      const { err } = rig.run(['--prove', 'base'], {
        cwd: rig.tree,
        env: { PATH: join(rig.dir, 'own') },
      });
      expect(err).toContain('kustomize build\n');
      expect(lines(err)).toContain('proven base: 1 object changed, as planned');
    }));
});

/** What `--prove` says of proofs. */
