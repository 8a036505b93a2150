import { type Case, type Files, files } from '../../support/cases.js';
import { sh, WEB } from './parts.js';

const PORT = ', ports: [{name: metrics, containerPort: 2020}]';
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

/** It answers nobody before the application does. */
const WAITS_FOR_APP = sh('until nc -z localhost 8080; do sleep 1; done; exec fluent-bit');

const injected = (template: string): Files => ({
  'app.yaml': (files({ template })['app.yaml'] ?? '').replace(
    'name: agent, image: "fluent/fluent-bit:3"',
    'name: istio-proxy, image: "istio/proxyv2:1.20"',
  ),
});

/** A program sets the images of such a workload, by the names of its containers. */
const unfilled = (image: string): Files => ({
  'app.yaml': (files({})['app.yaml'] ?? '').replace(
    'name: agent, image: "fluent/fluent-bit:3"',
    `name: kube-rbac-proxy, image: ${image}`,
  ),
});

/** Sections 1, 6 and 7, and where a sidecar is put. */
export const CONTAINERS: readonly Case[] = [
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
    code: 'SM120',
    severity: 'warn',
    fires: unfilled('""'),
    misses: [
      ['its image is there', unfilled('"x:1"')],
      ['a variable stands for it', unfilled('"$(IMAGE)"')],
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
    code: 'SM207',
    severity: 'block',
    fires: files({ app: WEB, sidecar: `${PORT}${WAITS_FOR_APP}`, spec: `${INIT}}\n` }),
    misses: [
      ['it answers by itself', files({ app: WEB, sidecar: PORT, spec: `${INIT}}\n` })],
      [
        'it waits for another host',
        files({
          app: WEB,
          sidecar: `${PORT}${WAITS_FOR_APP.replace('localhost', 'db.example.com')}`,
          spec: `${INIT}}\n`,
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
