import type { Case, Files } from '../../support/cases.js';

const PLUS = (sidecar: string, after: string, module = 'cdk8s-plus-34'): Files => ({
  'app.ts': `import { Chart } from 'cdk8s';
import * as kplus from '${module}';

export function shop(chart: Chart): void {
  const deployment = new kplus.Deployment(chart, 'shop', {
    containers: [
      { name: 'web', image: 'registry.example.com/web:1', ports: [{ number: 8080 }] },
      {
        name: 'agent',
        image: 'fluent/fluent-bit:3',
${sidecar}
      },
    ],
  });
${after}
}
`,
});

const PORTS = "        ports: [{ number: 2020, name: 'metrics' }],";
const PROBE = `${PORTS}\n        startup: kplus.Probe.fromTcpSocket({ port: 2020 }),`;

const RAW = (sidecar: string, module: string, more: Files): Files => ({
  'app.ts': `import { Chart } from 'cdk8s';
import { KubePod } from '${module}';

export const shop = (chart: Chart, port: string): KubePod =>
  new KubePod(chart, 'shop', {
    spec: {
      containers: [
        { name: 'web', image: 'registry.example.com/web:1' },
        {
          name: 'agent',
          image: 'fluent/fluent-bit:3',
${sidecar}
        },
      ],
    },
  });
`,
  ...more,
});

const BUNDLED = 'cdk8s-plus-34/lib/imports/k8s';
const PINNED = (version: string): Files => ({ 'cdk8s.yaml': `imports:\n- k8s@${version}\n` });
const LOCKED = (version: string): Files => ({
  'package-lock.json': `{"packages": {"node_modules/cdk8s-plus-28": {"version": "${version}"}}}`,
});

/** What only the transform of programs knows. */
export const PROGRAMS: readonly Case[] = [
  {
    code: 'SM529',
    severity: 'block',
    fires: PLUS(PROBE, '  deployment.exposeViaService();'),
    misses: [
      ['nothing exposes it', PLUS(PROBE, '')],
      ['another port', PLUS(PROBE, '  deployment.exposeViaService({ ports: [{ port: 8080 }] });')],
      ['it has no port', PLUS('', '  deployment.exposeViaService();')],
    ],
  },
  {
    code: 'SM529',
    severity: 'block',
    fires: { ...PLUS('', '', 'cdk8s-plus-28'), ...LOCKED('2.0.3') },
    misses: [['a newer release', { ...PLUS('', '', 'cdk8s-plus-28'), ...LOCKED('2.5.6') }]],
  },
  {
    code: 'SM529',
    severity: 'warn',
    fires: PLUS('        portNumber: 2020,', ''),
    misses: [['a probe of its own', PLUS(PROBE, '')]],
  },
  {
    code: 'SM530',
    severity: 'block',
    fires: RAW('', './imports/k8s', PINNED('1.25.0')),
    misses: [
      ['a schema with the field', RAW('', './imports/k8s', PINNED('1.28.0'))],
      ['types that come with cdk8s-plus', RAW('', BUNDLED, PINNED('1.25.0'))],
    ],
  },
  {
    code: 'SM530',
    severity: 'warn',
    fires: RAW('', './imports/k8s', {}),
    misses: [['they are in the tree', RAW('', './imports/k8s', PINNED('1.29.0'))]],
  },
  {
    code: 'SM608',
    severity: 'warn',
    fires: RAW("          args: ['--port', port],", BUNDLED, {}),
    misses: [
      ['a literal', RAW("          args: ['--port', '2020'],", BUNDLED, {})],
      [
        'nothing that a rule looks at',
        RAW("          env: [{ name: 'PORT', value: port }],", BUNDLED, {}),
      ],
    ],
  },
];
