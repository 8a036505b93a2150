import type { Case, Files } from '../../support/cases.js';
import type { Frame } from '../../support/examples.js';

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
const LOCKED = (version: string): Files => ({
  'package-lock.json': `{"packages": {"node_modules/cdk8s-plus-28": {"version": "${version}"}}}`,
});

export const EXAMPLE: Frame = (text) => ({ files: PLUS(PROBE, `  ${text};`) });

export const CASES: readonly Case[] = [
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
];
