import { type Case, type Files, files } from '../../support/cases.js';
import { init, NEEDS, PORT } from './parts.js';

const cpu = (value: string): string => `, resources: {requests: {cpu: ${value}}}`;
const bounded = (limit: string, more = NEEDS): Files =>
  files({
    spec: `      resources: {requests: {cpu: ${limit}}}\n${init(`${more}${cpu('900m')}`)}`,
    app: cpu('500m'),
    sidecar: `${PORT}${cpu('200m')}`,
  });

const anchored = (use: string): Files => ({
  'app.yaml': `apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  containers:
  - {name: web, image: "registry.example.com/web:1"}
  - &agent {name: agent, image: "fluent/fluent-bit:3"}
x-agent: ${use}
`,
});

const mesh = (value: string): Files =>
  files({ template: `, annotations: {appmesh.k8s.aws/sidecarInjectorWebhook: ${value}}` });

/** An entry of initContainers, beside a legacy pair. */
const entry = (more: string, image = 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2'): Files => ({
  'app.yaml': `apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  initContainers:
  - {name: proxy, image: "${image}"${more}}
  containers:
  - {name: web, image: "registry.example.com/web:1", ports: [{containerPort: 8080}]}
  - {name: api, image: "registry.example.com/api:1"}
`,
});
const sidecarSet = (kind: string): Files => ({
  'app.yaml': `apiVersion: apps.kruise.io/v1alpha1
kind: ${kind}
metadata: {name: agents}
spec:
  containers: [{name: web, image: "registry.example.com/web:1"}, {name: agent, image: "fluent/fluent-bit:3"}]
`,
});
const ALWAYS = ', restartPolicy: Always';
const OWN = { unsafe: false };
const native = (policy: string, more: string): Files => ({
  'app.yaml': (entry(`${ALWAYS}${more}`)['app.yaml'] ?? '').replace('spec:', `spec:\n  ${policy}`),
});
const meshed = (call: string): Files => ({
  'app.yaml': (entry(ALWAYS, 'docker.io/istio/proxyv2:1.24')['app.yaml'] ?? '')
    .replace('name: proxy', 'name: istio-proxy')
    .replace('web:1"', `web:1", command: [sh, -c, "run; ${call}"]`),
});

/** Rules about what is native already, and those that stand in no table of their section. */
export const OTHERS: readonly Case[] = [
  {
    code: 'SM103',
    severity: 'warn',
    fires: entry(', args: ["p:r:i"]'),
    options: OWN,
    misses: [
      ['it is native', entry(`, args: ["p:r:i"]${ALWAYS}`)],
      ['it ends', entry(', args: [--version]')],
      ['another image', entry(', args: ["p:r:i"]', 'registry.example.com/migrate:1')],
    ],
  },
  {
    code: 'SM204',
    severity: 'block',
    fires: entry(`${ALWAYS}, startupProbe: {httpGet: {port: 8080, path: /}}`),
    options: OWN,
    misses: [['its own', entry(`${ALWAYS}, startupProbe: {httpGet: {port: 9090, path: /}}`)]],
  },
  {
    code: 'SM304',
    severity: 'warn',
    fires: entry(
      `${ALWAYS}, lifecycle: {preStop: {exec: {command: [/cloud-sql-proxy, shutdown]}}}`,
    ),
    options: OWN,
    misses: [
      ['a sleep', entry(`${ALWAYS}, lifecycle: {preStop: {exec: {command: [sleep, "5"]}}}`)],
    ],
  },
  {
    code: 'SM907',
    severity: 'warn',
    fires: entry(`${ALWAYS}, args: [--quitquitquit, "p:r:i"]`),
    options: OWN,
    misses: [['no flag', entry(`${ALWAYS}, args: ["p:r:i"]`)]],
  },
  {
    code: 'SM112',
    severity: 'block',
    fires: entry(`${ALWAYS}, ports: [{containerPort: 5432, hostPort: 5432}]`),
    options: OWN,
    misses: [['no host port', entry(`${ALWAYS}, ports: [{containerPort: 5432}]`)]],
  },
  {
    code: 'SM217',
    severity: 'warn',
    fires: native('restartPolicy: Never', ', startupProbe: {tcpSocket: {port: 5432}}'),
    options: OWN,
    misses: [
      [
        'OnFailure',
        native('restartPolicy: OnFailure', ', startupProbe: {tcpSocket: {port: 5432}}'),
      ],
      ['no probe', native('restartPolicy: Never', '')],
    ],
  },
  {
    code: 'SM906',
    severity: 'warn',
    fires: meshed('curl -X POST localhost:15020/quitquitquit'),
    options: OWN,
    misses: [['another call', meshed('curl localhost:15020/healthz/ready')]],
  },
  {
    code: 'SM105',
    severity: 'info',
    fires: files({ sidecar: ', livenessProbe: {tcpSocket: {port: 2020}}' }),
    misses: [
      ['of App', files({ app: ', livenessProbe: {tcpSocket: {port: 2020}}' })],
      ['an empty one', files({ sidecar: ', livenessProbe: {}' })],
    ],
  },
  {
    code: 'SM115',
    severity: 'block',
    fires: bounded('1099m'),
    misses: [
      ['just enough', bounded('1100m')],
      ['last', bounded('1099m', '')],
    ],
  },
  {
    code: 'SM119',
    severity: 'block',
    fires: anchored('*agent'),
    misses: [['an anchor that nobody borrows from', anchored('none')]],
  },
  {
    code: 'SM604',
    severity: 'kept',
    fires: sidecarSet('SidecarSet'),
    misses: [
      [
        'a Pod',
        {
          'app.yaml': (sidecarSet('Pod')['app.yaml'] ?? '').replace(
            'apps.kruise.io/v1alpha1',
            'v1',
          ),
        },
      ],
    ],
  },
  {
    code: 'SM706',
    severity: 'warn',
    fires: mesh('enabled'),
    misses: [['it opts out', mesh('disabled')]],
  },
];
