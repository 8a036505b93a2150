import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configSchema } from '../../src/config/shape.js';
import { CONFIG_TEMPLATE } from '../../src/config/template.js';
import { JOB, PAIR, WARNED_JOB, withRig } from '../support/rig.js';

const NAME = '.sidecar-migrate.yaml';

describe('the config', () => {
  it('is found above the given path; the nearest counts', () =>
    withRig(
      { 'team/app/job.yaml': JOB, [NAME]: 'keep: [cloud-*]\n', 'team/pair.yaml': PAIR },
      (rig) => {
        rig.git('init', '-q');
        expect(rig.run(['--unsafe', '-v', 'team/app']).err).toContain(
          `${NAME}: keep cloud-* says keep`,
        );
        rig.write(`team/${NAME}`, 'sidecar: [sidecar-container]\n');
        const { err, out } = rig.run(['--unsafe', 'team']);
        expect(err).toContain('sidecars in 2 pods');
        expect(out).toContain('+    restartPolicy: Always');
      },
    ));

  it('adds to the one that it extends, and wins over it', () =>
    withRig(
      {
        'job.yaml': WARNED_JOB,
        [NAME]: 'extends: base/config.yaml\nenvironment:\n  kubernetes: "1.33"\n',
        'base/config.yaml':
          'accept:\n  - {code: SM311, reason: looked at it}\nenvironment:\n  kubernetes: "1.30"\n',
      },
      (rig) => {
        const { err, out } = rig.run(['-v', '.']);
        expect(err).toContain('Kubernetes 1.33 and newer (.sidecar-migrate.yaml)');
        expect(err).toContain('accepted: base/config.yaml: looked at it');
        expect(out).toContain('restartPolicy: Always');
        expect(rig.run(['--kube-version', '1.31', '.']).err).toContain(
          '1.31 and newer (--kube-version)',
        );
      },
    ));

  it.each([
    ['extends: .sidecar-migrate.yaml\n', 'extends itself in a cycle', 2],
    ['extends: gone.yaml\n', 'gone.yaml: it is gone', 2],
    [
      'sidecars: [a]\n',
      `${NAME}:1:1: unknown key "sidecars", did you mean sidecar?; it has no effect`,
      0,
    ],
    ['sidecar: proxy\n', `${NAME}:1:10: sidecar takes a list of strings`, 2],
    ['accept:\n- code: SM206\n', `${NAME}:2:3: an item of accept lacks reason`, 2],
    ['accept:\n- {code: 206, reason: x}\n', 'lacks code', 2],
    ['placement: middle\n', 'placement takes one of auto, last, first', 2],
    ['environment:\n  kubernetes: 1.30\n', '"1.30" without them is the number 1.3', 2],
    ['environment:\n  kubernetes: "1.20"\n', '1.29 is the oldest version', 2],
    ['environments: {a: b}\n', `${NAME}:1:15: environments takes a list of maps`, 2],
    ['environments: [{paths: [a]}]\n', 'an item of environments lacks environment', 2],
    [
      'environments: [{paths: [a], environment: {istio: 1.20}}]\n',
      'istio takes a version in quotes',
      2,
    ],
    ['environments: [{path: a, paths: [a], environment: {}}]\n', 'has no field "path"', 2],
    [
      'environments: [{paths: [a], environment: {kubernetes: "1.20"}}]\n',
      `${NAME}: environments: Kubernetes 1.20`,
      2,
    ],
    ['severities:\n  SM206: fatal\n', 'SM206 takes block, warn or info', 2],
    ['kinds:\n- kind: Worker\n', 'an item of kinds lacks podPath', 2],
    ['[a, b]\n', 'the config is not a map', 2],
    ['sidecar: [a\n', `${NAME}:`, 2],
    ['a: &a [x,x]\nsidecar: [*a, *a]\n', 'an item of sidecar is not a string', 2],
    ['includeGenerated: yes please\n', 'takes true or false', 2],
    ['', '', 0],
  ])('%j gives %j', (config, words, code) =>
    withRig({ 'job.yaml': JOB, [NAME]: config }, (rig) => {
      const run = rig.run(['.']);
      expect(run.err).toContain(words);
      expect(run.code).toBe(code);
      expect(run.err).not.toContain('    at ');
    }),
  );

  const MESHED = JOB.replace(
    '  template:\n',
    '  template:\n    metadata: {annotations: {sidecar.istio.io/inject: "true"}}\n',
  );

  it('knows clusters apart by the paths of their files; the last that matches counts', () =>
    withRig(
      {
        'new/job.yaml': MESHED,
        'old/job.yaml': MESHED,
        'old/team/job.yaml': MESHED,
        [NAME]: `extends: base.yaml
environment: {kubernetes: "1.34", istio: "1.27"}
environments:
- paths: [old/**]
  environment: {istio: "1.20"}
- paths: [./old/team]
  environment: {ISTIO: "1.28"}
`,
        'base.yaml':
          'environments: [{paths: [old], environment: {istio: "1.29", kubernetes: "1.30"}}]\n',
      },
      (rig) => {
        const { err, out } = rig.run(['-v', '.']);
        expect(err).toContain('1.34 and newer (.sidecar-migrate.yaml), 1.30 for old');
        expect(err).toContain('sidecars in 2 pods');
        expect(err).toContain('SM214');
        expect(out).toContain('b/new/job.yaml');
        expect(out).toContain('b/old/team/job.yaml');
        expect(out).not.toContain('b/old/job.yaml');
        expect(rig.run(['--kube-version', '1.31', '.']).err).toContain(
          '1.31 and newer (--kube-version)',
        );
        const { target } = JSON.parse(rig.run(['--format', 'json', '.']).out);
        expect(target.paths).toEqual([{ globs: ['old'], kubernetes: '1.30' }]);
        const host = MESHED.replace('Job', 'Deployment')
          .replace('batch/', 'apps/')
          .replace('restartPolicy: Never', 'hostNetwork: true')
          .replace('proxy:2.14.1', 'proxy:2.14.1\n        ports: [{containerPort: 5432}]');
        rig.write('new/job.yaml', host);
        rig.write('old/team/job.yaml', host);
        const codes = rig.run(['-v', '.']).err.match(/SM113 warn/g);
        expect(codes).toEqual(['SM113 warn']);
      },
    ));

  it('names custom kinds and files to leave alone', () =>
    withRig(
      {
        [NAME]:
          'kinds: [{group: shop.example.com, kind: Till, podPath: "spec.tills[*].template.spec"}]\nignore: [old/**]\n',
        'old/job.yaml': JOB,
        'till.yaml': TILL,
      },
      (rig) => {
        const { out, err } = rig.run(['--unsafe', '.']);
        expect(err).toContain('1 sidecar in 1 pod');
        expect(out).toContain('+          restartPolicy: Always');
      },
    ));

  const FLOW = `apiVersion: flow.example.com/v1
kind: Flow
metadata: {name: stream}
spec:
  pod:
    spec:
      containers:
      - name: flow-main
        volumeMounts: [{name: logs, mountPath: /logs}]
      - name: shipper
        image: fluent/fluent-bit:3.1
---
apiVersion: flow.example.com/v1
kind: Flow
metadata: {name: other}
spec:
  pod:
    spec:
      containers:
      - name: shipper
        image: fluent/fluent-bit:3.1
`;
  const FLOWS = 'kinds: [{group: flow.example.com, kind: Flow, podPath: spec.pod.spec}]\n';

  it('takes what has no image in a named kind for the container that its operator makes', () =>
    withRig({ [NAME]: FLOWS, 'flow.yaml': FLOW }, (rig) => {
      expect(rig.run(['.']).err).toContain('2 pods need a decision');
      const { out } = rig.run(['--accept', 'SM606', '.']);
      expect(out.match(/^\+.*/gm)).toEqual([
        '+++ b/flow.yaml',
        '+      initContainers:',
        '+        restartPolicy: Always',
        '+      initContainers:',
        '+        restartPolicy: Always',
      ]);
      rig.run(['--accept', 'SM606', '--write', '--allow-dirty', '.']);
      expect(rig.run(['flow.yaml']).err).toContain('2 pods have native sidecars already');
    }));

  it("never moves the operator's own container, whatever it is called", () =>
    withRig({ [NAME]: FLOWS, 'flow.yaml': FLOW.replaceAll('flow-main', 'fluent-bit') }, (rig) => {
      const { err } = rig.run(['-v', '--unsafe', '.']);
      expect(err).toContain(
        'fluent-bit changes the container of that name that the operator of Flow creates',
      );
    }));

  it('raises and lowers severities, but never a block', () =>
    withRig(
      {
        'job.yaml': WARNED_JOB.replace(
          '      - name: cloud',
          '      - ports: [{containerPort: 1, hostPort: 1}]\n        name: cloud',
        ),
        [NAME]: 'severities: {SM311: block, SM112: info}\n',
      },
      (rig) => {
        const { err } = rig.run(['-v', '--unsafe', '.']);
        expect(err).toContain('SM112 block');
        expect(err).toContain('SM311 block');
      },
    ));

  it('describes charts of its own', () =>
    withRig(
      {
        'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
        'web/values.yaml':
          'proxies:\n  cloud:\n    extraContainers:\n    - name: cloud-sql-proxy\n      image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2\n',
        [NAME]:
          'charts:\n- {name: web, from: "proxies.*.extraContainers", to: "proxies.*.initContainers"}\n',
      },
      (rig) => {
        const waits = rig.run(['-v', 'web']);
        expect(waits.out).toBe('');
        expect(waits.err).toContain('SM527 warn');
        expect(rig.run(['--unsafe', 'web']).out).toContain('+    initContainers:');
        rig.write(NAME, 'placement: auto\n');
        expect(rig.run(['--unsafe', 'web']).err).toContain('charts: [{name: web,');
      },
    ));

  it.each([
    ['a list', '    - {name: agent, image: "fluent/fluent-bit:3"}\n', ''],
    ['a map', '      agent: {image: "fluent/fluent-bit:3"}\n', ', shape: map'],
  ])('takes the row that is offered for a chart that nobody knows: %s', (_, items, shape) =>
    withRig(
      {
        'shop.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: shop}\nspec:\n  chart:\n    spec: {chart: thing, version: 1.0.0, sourceRef: {kind: HelmRepository, name: acme}}\n  values:\n    sidecarContainers:\n${items}---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata: {name: acme}\nspec: {url: "https://charts.acme.example.com"}\n`,
      },
      (rig) => {
        const { err } = rig.run(['--unsafe']);
        const row = /charts: \[\{name: thing[^}\n]*\}\]/.exec(err)?.[0] ?? '';
        expect(row).toBe(
          `charts: [{name: thing, from: sidecarContainers, to: initContainers${shape}}]`,
        );
        rig.write(NAME, `${row}\n`);
        expect(rig.run(['--unsafe']).out).toContain('+    initContainers:');
      },
    ),
  );

  it('moves between two maps of a chart that it describes', () =>
    withRig(
      {
        'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
        'web/values-prod.yaml':
          'app:\n  extraContainers:\n    proxy:\n      image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2\n  replicas: 2\npod:\n  labels: {}\n',
        [NAME]:
          'charts:\n- {name: web, from: app.extraContainers, to: pod.start.initContainers, shape: map, toShape: text}\n',
      },
      (rig) => {
        expect(rig.run(['--unsafe', '--write', 'web']).code).toBe(0);
        expect(rig.read('web/values-prod.yaml')).toBe(
          'app:\n  replicas: 2\npod:\n  labels: {}\n  start:\n    initContainers: |\n      - name: proxy\n        image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2\n        restartPolicy: Always\n',
        );
        expect(rig.run(['--unsafe', 'web']).out).toBe('');
      },
    ));

  it.each([
    ['{from: sidecars, to: initContainers}', 'lacks name'],
    [
      '{name: web, from: extra, to: initContainers}',
      'written like web.extraContainers, not "extra"',
    ],
    ['{name: web, from: sidecars, to: initContainers, shape: word}', 'written like list, map or'],
    ['{name: web, from: sidecars, to: initContainers, toShape: 1}', 'toShape'],
    ['{name: web, from: a.sidecars, to: initContainers}', 'write a.initContainers'],
  ])('takes no chart written as %s', (chart, said) =>
    withRig({ 'job.yaml': JOB, [NAME]: `charts: [${chart}]\n` }, (rig) => {
      const { code, err } = rig.run(['.']);
      expect(code).toBe(2);
      expect(err).toContain(said);
    }),
  );

  it('is written by init, with every key, once', () =>
    withRig({}, (rig) => {
      expect(rig.run(['init']).code).toBe(0);
      expect(rig.read(NAME)).toBe(CONFIG_TEMPLATE);
      const again = rig.run(['init']);
      expect(again.code).toBe(2);
      expect(again.err).toContain('it already exists');
      expect(rig.run(['.']).code).toBe(0);
    }));

  it('has a published schema that takes what init explains, and nothing else', () => {
    const path = join(import.meta.dirname, '..', '..', 'schemas', 'config.schema.json');
    if (process.env.UPDATE_FIXTURES !== undefined)
      writeFileSync(path, `${JSON.stringify(configSchema(), null, 2)}\n`);
    const schema = JSON.parse(readFileSync(path, 'utf8')) as object;
    expect(schema).toEqual(configSchema());
    const validate = new Ajv.default({ strict: true }).compile(schema);
    const everything = CONFIG_TEMPLATE.replaceAll(/^# ((?:[a-z]\w*:| {2}).*)$/gm, '$1');
    const config = parse(everything) as Record<string, unknown>;
    expect(Object.keys(config).sort()).toEqual(
      Object.keys((schema as { properties: object }).properties).sort(),
    );
    expect(validate(config), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ sidecars: [] })).toBe(false);
    expect(validate({ accept: [{ code: 'SM206' }] })).toBe(false);
  });
});

const TILL = `apiVersion: shop.example.com/v1
kind: Till
metadata: {name: till}
spec:
  tills:
  - template:
      spec:
        containers:
        - name: till
          image: registry.example.com/till:1.0
        - name: fluent-bit
          image: fluent/fluent-bit:3.1.4
`;
