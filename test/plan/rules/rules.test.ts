import { describe, expect, it } from 'vitest';
import { NOTE_ROWS } from '../../../src/plan/notes.js';
import { RULES } from '../../../src/plan/rules/index.js';
import { RULEBOOK } from '../../../src/rulebook/index.js';
import { type Case, type Files, files, holds } from '../../support/cases.js';
import { mutationOf } from '../../support/mutation.js';
import { decided } from '../../support/pods.js';
import { HELM } from './cases/helm.js';
import { MONITORING } from './cases/monitoring.js';
import { NOTES } from './cases/notes.js';
import { OBJECTS } from './cases/objects.js';
import { OTHERS } from './cases/others.js';
import { POLICIES } from './cases/policies.js';
import { SERVICES_AND_BALANCERS } from './cases/services.js';
import { START } from './cases/start.js';
import { STOP } from './cases/stop.js';
import { TOOLS } from './cases/tools.js';
import { WORKAROUNDS } from './cases/workarounds.js';

const service = (targetPort: string, more = ''): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: shop${more}}\nspec:\n  selector: {app: shop}\n  ports:\n  - port: 80\n    targetPort: ${targetPort}\n`;
const PORT = ', ports: [{name: metrics, containerPort: 2020}]';
const PROBED = `${PORT}, readinessProbe: {httpGet: {path: /, port: 2020}}`;
const kustomization = (patch: string): string =>
  `resources: [app.yaml]\npatches:\n- target: {kind: Deployment, name: shop}\n  patch: |-\n${patch.replace(/^/gm, '    ')}\n`;
const containersPatch = (items: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop}\nspec: {template: {spec: {containers: [${items}]}}}`;
const patched = (patch: string, target = 'name: shop'): Files =>
  files({}, { 'kustomization.yaml': kustomization(patch).replace('name: shop', target) });
const replaced = (fieldPath: string): Files =>
  files(
    {},
    {
      'kustomization.yaml': `resources: [app.yaml]\nreplacements:\n- source: {kind: ConfigMap, name: x, fieldPath: data.x}\n  targets:\n  - select: {kind: Deployment, name: shop}\n    fieldPaths: ["${fieldPath}"]\n`,
    },
  );
const definition = (field: string): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec:
  group: example.com
  names: {kind: Till}
  versions:
  - name: v1
    served: true
    schema:
      openAPIV3Schema:
        properties: {spec: {properties: {template: {properties: {spec: {properties: {initContainers: {items: {properties: {${field}: {type: string}}}}}}}}}}}
`;
const TILL = { kind: 'Till', apiVersion: 'example.com/v1' };
const INIT =
  '      initContainers:\n      - {name: migrate, image: "registry.example.com/migrate:1", env: [{name: URL, value: "localhost:2020"}]';

const injected = (template: string): Files => ({
  'app.yaml': (files({ template })['app.yaml'] ?? '').replace(
    'name: agent, image: "fluent/fluent-bit:3"',
    'name: istio-proxy, image: "istio/proxyv2:1.20"',
  ),
});

const CASES: readonly Case[] = [
  {
    code: 'SM101',
    severity: 'block',
    fires: files({ app: '' }),
    options: { sidecar: ['*'] },
    misses: [['one stays', files({}), {}]],
  },
  {
    code: 'SM102',
    severity: 'block',
    fires: files({ spec: '      initContainers: [{name: agent, image: x}]\n' }),
    misses: [
      ['another name', files({ spec: '      initContainers: [{name: other, image: x}]\n' })],
    ],
  },
  {
    code: 'SM104',
    severity: 'block',
    fires: files({ sidecar: ', restartPolicy: OnFailure' }),
    misses: [
      ['no field', files({})],
      ['Always only warns', files({ sidecar: ', restartPolicy: Always' })],
    ],
  },
  {
    code: 'SM108',
    severity: 'warn',
    fires: files({ sidecar: ', resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}]' }),
    misses: [
      [
        '1.33',
        files({ sidecar: ', resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}]' }),
        { kubeVersion: '1.33' },
      ],
      ['on App', files({ app: ', resizePolicy: []' })],
    ],
  },
  {
    code: 'SM109',
    severity: 'block',
    fires: files({ sidecar: ', restartPolicyRules: [{action: RestartAllContainers}]' }),
    options: { kubeVersion: '1.35' },
    misses: [
      [
        '1.36',
        files({ sidecar: ', restartPolicyRules: [{action: RestartAllContainers}]' }),
        { kubeVersion: '1.36' },
      ],
      ['only a restart informs', files({ sidecar: ', restartPolicyRules: [{action: Restart}]' })],
    ],
  },
  {
    code: 'SM110',
    severity: 'block',
    fires: files({
      spec: '      hostNetwork: true\n',
      app: ', ports: [{containerPort: 2020}]',
      sidecar: PORT,
    }),
    misses: [
      [
        'another port',
        files({
          spec: '      hostNetwork: true\n',
          app: ', ports: [{containerPort: 80}]',
          sidecar: PORT,
        }),
      ],
      [
        'another protocol',
        files({
          spec: '      hostNetwork: true\n',
          app: ', ports: [{containerPort: 2020, protocol: UDP}]',
          sidecar: PORT,
        }),
      ],
      ['no host network', files({ app: ', ports: [{containerPort: 2020}]', sidecar: PORT })],
    ],
  },
  {
    code: 'SM111',
    severity: 'warn',
    fires: files({
      spec: '      hostNetwork: true\n',
      sidecar: ', ports: [{containerPort: 2020, hostPort: 2021}]',
    }),
    misses: [
      [
        'the same',
        files({
          spec: '      hostNetwork: true\n',
          sidecar: ', ports: [{containerPort: 2020, hostPort: 2020}]',
        }),
      ],
    ],
  },
  {
    code: 'SM112',
    severity: 'block',
    fires: files({ sidecar: ', ports: [{containerPort: 2020, hostPort: 2020}]' }),
    misses: [
      [
        'host network',
        files({
          spec: '      hostNetwork: true\n',
          sidecar: ', ports: [{containerPort: 2020, hostPort: 2020}]',
        }),
      ],
      ['of App', files({ app: ', ports: [{containerPort: 2020, hostPort: 2020}]' })],
    ],
  },
  {
    code: 'SM113',
    severity: 'warn',
    fires: files({ spec: '      hostNetwork: true\n', sidecar: PORT }),
    misses: [
      [
        '1.34',
        files({ spec: '      hostNetwork: true\n', sidecar: PORT }),
        { kubeVersion: '1.34' },
      ],
      [
        'a DaemonSet informs',
        files({ kind: 'DaemonSet', spec: '      hostNetwork: true\n', sidecar: PORT }),
      ],
    ],
  },
  {
    code: 'SM206',
    severity: 'warn',
    fires: files({ sidecar: PORT, spec: `${INIT}}\n` }),
    misses: [
      ['another port', files({ sidecar: ', ports: [{containerPort: 2021}]', spec: `${INIT}}\n` })],
    ],
  },
  {
    code: 'SM207',
    severity: 'block',
    fires: files({
      sidecar: `${PORT}, volumeMounts: [{name: c, mountPath: /c}]`,
      spec: `${INIT}}\n      - {name: certs, image: x, volumeMounts: [{name: c, mountPath: /c}]}\n`,
    }),
    misses: [
      [
        'it only reads',
        files({
          sidecar: `${PORT}, volumeMounts: [{name: c, mountPath: /c}]`,
          spec: `${INIT}}\n      - {name: certs, image: x, volumeMounts: [{name: c, mountPath: /c, readOnly: true}]}\n`,
        }),
      ],
    ],
  },
  {
    code: 'SM301',
    severity: 'warn',
    fires: files({}),
    options: { kubeVersion: '1.28', featureGates: ['SidecarContainers=true'] },
    misses: [['1.29', files({}), {}]],
  },
  {
    code: 'SM501',
    severity: 'warn',
    fires: files({ sidecar: PORT }, { 'service.yaml': service('metrics') }),
    misses: [
      [
        '1.33',
        files({ sidecar: PORT }, { 'service.yaml': service('metrics') }),
        { kubeVersion: '1.33' },
      ],
      ['a number', files({ sidecar: PORT }, { 'service.yaml': service('2020') })],
      [
        'another selector',
        files(
          { sidecar: PORT },
          { 'service.yaml': service('metrics').replace('app: shop}', 'app: other}') },
        ),
      ],
      [
        'another namespace',
        files(
          { sidecar: PORT, metadata: ', namespace: a' },
          { 'service.yaml': service('metrics', ', namespace: b') },
        ),
      ],
    ],
  },
  {
    code: 'SM502',
    severity: 'block',
    fires: files(
      { sidecar: PORT, app: ', ports: [{name: metrics, containerPort: 80}]' },
      { 'service.yaml': service('metrics') },
    ),
    options: { kubeVersion: '1.33' },
    misses: [
      [
        'other names',
        files(
          { sidecar: PORT, app: ', ports: [{name: http, containerPort: 80}]' },
          { 'service.yaml': service('metrics') },
        ),
        { kubeVersion: '1.33' },
      ],
      [
        'a number',
        files(
          { sidecar: PORT, app: ', ports: [{name: metrics, containerPort: 80}]' },
          { 'service.yaml': service('80') },
        ),
      ],
    ],
  },
  {
    code: 'SM512',
    severity: 'block',
    fires: patched(containersPatch('{$patch: replace}, {name: web, image: x}')),
    misses: [
      ['by name: it follows', patched(containersPatch('{name: agent, tty: true}'))],
      ['a patch of App', patched(containersPatch('{name: web, image: agent}'))],
      [
        'another workload',
        patched(containersPatch('{$patch: replace}, {name: web}'), 'name: till'),
      ],
    ],
  },
  {
    code: 'SM513',
    severity: 'block',
    fires: patched(
      '- {op: replace, path: /spec/template/spec/containers, value: [{name: web, image: x}, {name: agent, image: "fluent/fluent-bit:4"}]}',
    ),
    misses: [
      [
        'by index: it follows',
        patched('- {op: replace, path: /spec/template/spec/containers/1/image, value: x}'),
      ],
      [
        'an index before it',
        patched('- {op: replace, path: /spec/template/spec/containers/0/image, value: x}'),
      ],
      [
        'appending',
        patched('- {op: add, path: /spec/template/spec/containers/-, value: {name: x, image: x}}'),
      ],
    ],
  },
  {
    code: 'SM514',
    severity: 'block',
    fires: replaced('spec.template.spec.containers.*.image'),
    misses: [
      ['by name: it follows', replaced('spec.template.spec.containers.[name=agent].image')],
      ['by index: it follows', replaced('spec.template.spec.containers.1.image')],
      ['App', replaced('spec.template.spec.containers.[name=web].image')],
    ],
  },
  {
    code: 'SM516',
    severity: 'warn',
    fires: files({ metadata: ', annotations: {keel.sh/policy: minor}' }),
    misses: [['another annotation', files({ metadata: ', annotations: {keel.sh/other: minor}' })]],
  },
  {
    code: 'SM520',
    severity: 'warn',
    fires: files({
      kind: 'Job',
      apiVersion: 'batch/v1',
      own: '  podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {operator: In, values: [137]}}]}\n',
    }),
    misses: [
      [
        'it names App',
        files({
          kind: 'Job',
          apiVersion: 'batch/v1',
          own: '  podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {containerName: web, operator: In, values: [137]}}]}\n',
        }),
      ],
    ],
  },
  {
    code: 'SM522',
    severity: 'block',
    fires: files({ template: ', annotations: {pre.hook.backup.velero.io/container: agent}' }),
    misses: [
      ['App', files({ template: ', annotations: {pre.hook.backup.velero.io/container: web}' })],
    ],
  },
  {
    code: 'SM523',
    severity: 'warn',
    fires: files({ template: ', annotations: {ad.datadoghq.com/agent.logs: x}' }),
    misses: [['App', files({ template: ', annotations: {ad.datadoghq.com/web.logs: x}' })]],
  },
  {
    code: 'SM531',
    severity: 'block',
    fires: files(
      { sidecar: PROBED },
      { 'service.yaml': service('2020', ', annotations: {cloud.google.com/neg: x}') },
    ),
    misses: [
      ['no balancer', files({ sidecar: PROBED }, { 'service.yaml': service('2020') })],
      [
        'a health check',
        files(
          { sidecar: PROBED },
          {
            'service.yaml': service(
              '2020',
              `, annotations: {cloud.google.com/neg: x, cloud.google.com/backend-config: '{"default": "b"}'}`,
            ),
            'backend.yaml':
              'apiVersion: cloud.google.com/v1\nkind: BackendConfig\nmetadata: {name: b}\nspec: {healthCheck: {port: 1}}\n',
          },
        ),
      ],
    ],
  },
  {
    code: 'SM601',
    severity: 'block',
    fires: files(TILL, { 'crd.yaml': definition('image') }),
    misses: [
      ['the CRD keeps it, so it warns', files(TILL, { 'crd.yaml': definition('restartPolicy') })],
      ['no CRD: kept', files(TILL)],
    ],
  },
  {
    code: 'SM603',
    severity: 'block',
    fires: files({ kind: 'Service', apiVersion: 'serving.knative.dev/v1' }),
    misses: [['a Deployment', files({})]],
  },
  {
    code: 'SM605',
    severity: 'block',
    fires: injected(', annotations: {sidecar.istio.io/status: x}'),
    misses: [['nobody wrote it there', injected('')]],
  },
  {
    code: 'SM606',
    severity: 'warn',
    fires: files({ kind: 'Rollout', apiVersion: 'argoproj.io/v1alpha1' }),
    misses: [['a Deployment', files({})]],
  },
  {
    code: 'SM607',
    severity: 'block',
    fires: {
      'app.yaml':
        'apiVersion: v1\nkind: Pod\nspec:\n  x: &c [{name: a, image: b}, {name: fluent-bit, image: "fluent/fluent-bit:3"}]\n  containers: *c\n',
    },
    misses: [['no alias', files({})]],
  },
  {
    code: 'SM107',
    severity: 'info',
    fires: files({ sidecar: ', tty: true' }),
    misses: [['App', files({ app: ', tty: true' })]],
  },
  {
    code: 'SM114',
    severity: 'info',
    fires: files({ sidecar: ', lifecycle: {stopSignal: SIGUSR1}' }),
    misses: [['no signal', files({ sidecar: ', lifecycle: {}' })]],
  },
  {
    code: 'SM116',
    severity: 'info',
    fires: files({
      template: ', annotations: {container.apparmor.security.beta.kubernetes.io/agent: x}',
    }),
    misses: [
      [
        'App',
        files({
          template: ', annotations: {container.apparmor.security.beta.kubernetes.io/web: x}',
        }),
      ],
    ],
  },
  {
    code: 'SM519',
    severity: 'info',
    fires: files({
      app: ', env: [{name: C, valueFrom: {resourceFieldRef: {containerName: agent, resource: limits.cpu}}}]',
    }),
    misses: [
      [
        'itself',
        files({
          app: ', env: [{name: C, valueFrom: {resourceFieldRef: {containerName: web, resource: limits.cpu}}}]',
        }),
      ],
    ],
  },
];

const REFERENCES: readonly Case[] = [
  ...SERVICES_AND_BALANCERS,
  ...MONITORING,
  ...OBJECTS,
  ...POLICIES,
  ...TOOLS,
];

/** Every case; those of references are held by tests of their own, which look at more. */
const OWN: readonly Case[] = [
  ...CASES,
  ...START,
  ...STOP,
  ...WORKAROUNDS,
  ...OTHERS,
  ...HELM,
  ...NOTES,
];
const ALL: readonly Case[] = [...OWN, ...REFERENCES];

describe('every rule', () => {
  it.each(OWN)('$code ($severity) fires, and stops without its reason', holds);

  it('has a case that fires, a near miss, and a part without which it stops', async () => {
    const rows = await Promise.all(RULEBOOK.map(({ code, title }) => rowOf(code, title)));
    console.log(
      ['rules, with what fires, near misses, and a part without which the rule stops:', ...rows]
        .map((row) => (typeof row === 'string' ? row : row.line))
        .join('\n'),
    );
    expect(rows.filter(({ lacks }) => lacks).map(({ line }) => line)).toEqual([]);
    const codes = new Set(ALL.map(({ code }) => code));
    expect(RULES.filter(({ code }) => !codes.has(code))).toEqual([]);
    expect(NOTE_ROWS.filter(([code]) => !codes.has(code))).toEqual([]);
    for (const { title, sources } of RULES) {
      expect(title.length).toBeGreaterThan(5);
      expect(sources.length).toBeGreaterThan(0);
    }
  }, 240_000);

  it('SM605: proxies that a mesh wrote, patches of an operator', async () => {
    const proxy = (template: string, image: string): Files => ({
      'app.yaml': (files({ template })['app.yaml'] ?? '').replace(
        'name: agent, image: "fluent/fluent-bit:3"',
        `name: istio-proxy, image: ${image}`,
      ),
    });
    expect((await decided(proxy('', 'auto'))).codes).toContain('SM605 block');
    expect(
      (await decided(proxy(', annotations: {sidecar.istio.io/status: x}', 'istio/proxyv2'))).codes,
    ).toContain('SM605 block');
    expect((await decided(proxy('', 'istio/proxyv2'))).codes).not.toContain('SM605 block');
    const prometheus =
      'apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: k8s}\nspec:\n  containers:\n  - {name: NAME, image: "quay.io/thanos/thanos:v1", args: [sidecar]}\n  - {name: other, image: x}\n';
    expect(
      (await decided({ 'p.yaml': prometheus.replace('NAME', 'thanos-sidecar') })).codes,
    ).toContain('SM605 block');
    expect((await decided({ 'p.yaml': prometheus.replace('NAME', 'thanos') })).codes).not.toContain(
      'SM605 block',
    );
  });
});

/** One line of the table of rules and their cases. */
async function rowOf(code: string, title: string) {
  const own = ALL.filter((each) => each.code === code);
  const misses = own.reduce((sum, each) => sum + each.misses.length, 0);
  let part: string | null = null;
  for (const each of own) part ??= await mutationOf(each);
  const severities = [...new Set(own.map(({ severity }) => severity))].join(', ');
  return {
    line: `  ${code} ${String(own.length).padStart(2)} ${String(misses).padStart(3)}  ${title} (${severities}): ${part ?? 'NOTHING STOPS IT'}`,
    lacks: own.length === 0 || misses === 0 || part === null,
  };
}

describe('warnings and blocks', () => {
  const allowed = (code: string): Files => ({
    'app.yaml': (files({ sidecar: PORT })['app.yaml'] ?? '').replace(
      '      - {name: agent',
      `      # sidecar-migrate: allow ${code} -- the reason\n      - {name: agent`,
    ),
    'service.yaml': service('metrics'),
    // Its pods are selected too, and know no such port.
    'till.yaml': (files({})['app.yaml'] ?? '').replace('{name: shop', '{name: till'),
  });

  it('an allow lowers a block to a warning, which somebody still has to accept', async () => {
    const waiting = await decided(allowed('SM501'), { unsafe: false, accept: ['SM206'] });
    expect([waiting.pod.state, waiting.codes]).toEqual([
      'review',
      expect.arrayContaining(['SM501 warn']),
    ]);
    expect((await decided(allowed('SM501'))).pod.state).toBe('moved');
    expect((await decided(allowed('SM501'), { unsafe: false, accept: ['SM501'] })).pod.state).toBe(
      'moved',
    );
  });

  it('a block of validation, kinds and platforms cannot be lowered', async () => {
    const text = (
      files({ sidecar: ', ports: [{containerPort: 1, hostPort: 1}]' })['app.yaml'] ?? ''
    ).replace(
      '      - {name: agent',
      '      # sidecar-migrate: allow SM112 -- the reason\n      - {name: agent',
    );
    expect((await decided({ 'app.yaml': text })).pod.state).toBe('refused');
  });

  it('a sidecar that stays counts as an application for the others', async () => {
    const text = files({ app: '', sidecar: '' })['app.yaml'] ?? '';
    const two =
      `${text.replace('registry.example.com/web:1', 'gcr.io/cloudsql-docker/gce-proxy:1')}`.replace(
        '"fluent/fluent-bit:3"',
        '"fluent/fluent-bit:3", ports: [{containerPort: 1, hostPort: 1}]',
      );
    const { pod } = await decided({ 'app.yaml': two });
    expect(pod.containers.map(({ state }) => state)).toContain('refused');
  });
});
