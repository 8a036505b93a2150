import { type Case, type Files, files } from '../../support/cases.js';
import { ISTIO, image, NEVER, nginx, PORT, PROBE, preStop } from './parts.js';

const KEPT = { keep: ['agent'] };
const POD: Files = {
  'app.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: {name: shop}\nspec:\n  containers:\n  - {name: web, image: "registry.example.com/web:1"}\n  - {name: agent, image: "fluent/fluent-bit:3"}\n',
};
const JOB = files({ kind: 'Job', apiVersion: 'batch/v1', spec: NEVER });
const HEAD: Files = {
  'app.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: {name: shop}\nspec:\n  containers:\n  - {name: agent, image: "fluent/fluent-bit:3"}\n  - {name: web, image: "registry.example.com/web:1"}\n',
};

/** True of every migration: only where nothing moves is nothing said. */
const ALWAYS: readonly Case[] = [
  'SM208',
  'SM301',
  'SM703',
  'SM704',
  'SM705',
  'SM706',
  'SM709',
  'SM710',
].map(
  (code): Case => ({
    code,
    severity: 'note',
    fires: files({}),
    misses: [['nothing moves', files({}), KEPT]],
  }),
);

export const NOTES: readonly Case[] = [
  ...ALWAYS,
  {
    code: 'SM117',
    severity: 'note',
    fires: POD,
    misses: [['a Deployment', files({})]],
  },
  {
    code: 'SM209',
    severity: 'note',
    fires: files({}),
    misses: [['a startupProbe', files({ sidecar: PROBE })]],
  },
  {
    code: 'SM214',
    severity: 'note',
    fires: files({ template: ISTIO }),
    misses: [
      ['the version is known', files({ template: ISTIO }), { environment: { istio: '1.27' } }],
      ['not meshed', files({})],
    ],
  },
  {
    code: 'SM216',
    severity: 'note',
    fires: files({}),
    misses: [['1.32', files({}), { kubeVersion: '1.32' }]],
  },
  {
    code: 'SM302',
    severity: 'note',
    fires: files({ app: preStop('sleep 5') }),
    misses: [['a sleep of the sidecar', files({ sidecar: preStop('sleep 5') })]],
  },
  {
    code: 'SM306',
    severity: 'note',
    fires: JOB,
    misses: [['it never ends', files({})]],
  },
  {
    code: 'SM309',
    severity: 'note',
    fires: nginx({}),
    options: { sidecar: ['agent'] },
    misses: [
      ['App waits', nginx({ app: preStop('sleep 5') })],
      ['no proxy', files({ sidecar: PORT })],
    ],
  },
  {
    code: 'SM404',
    severity: 'note',
    fires: files({ app: ', resources: {requests: {cpu: "1"}}' }),
    misses: [['nothing is asked for', files({})]],
  },
  {
    code: 'SM510',
    severity: 'note',
    fires: HEAD,
    misses: [['the application stands first', POD]],
  },
  {
    code: 'SM702',
    severity: 'note',
    fires: files({}),
    misses: [
      ['a livenessProbe', files({ sidecar: ', livenessProbe: {tcpSocket: {port: 2020}}' })],
      ['a hook', files({ sidecar: preStop('sleep 5') })],
    ],
  },
  {
    code: 'SM801',
    severity: 'note',
    fires: files({}),
    misses: [['a Pod', POD]],
  },
  {
    code: 'SM802',
    severity: 'note',
    fires: JOB,
    misses: [['a Deployment', files({})]],
  },
  {
    code: 'SM803',
    severity: 'note',
    fires: image('fluent/fluent-bit:4', files({})),
    misses: [['a Job', JOB]],
  },
];
