import { type Case, files } from '../../support/cases.js';
import { type Frame, SQL_PROXY, withSidecar } from '../../support/examples.js';
import type { ReferenceCase } from '../../support/references.js';
import { METRICS } from '../parts.js';

export const EXAMPLE: Frame = withSidecar(
  SQL_PROXY,
  (text) => ({ files: files({ template: `, annotations: {${text}}` }) }),
  'proxy',
);

export const CASES: readonly (Case | ReferenceCase)[] = [
  {
    name: 'checks of Datadog for the sidecar',
    code: 'SM523',
    severity: 'warn',
    fires: files({ template: ', annotations: {ad.datadoghq.com/agent.checks: "{}"}' }),
    where: null,
    says: 'stopped looking for checks',
    misses: [['App', files({ template: ', annotations: {ad.datadoghq.com/web.checks: "{}"}' })]],
  },
  {
    name: 'an annotation that ends with the sidecar',
    code: 'SM523',
    severity: 'warn',
    fires: files({ template: ', annotations: {logs.example.com/parser-agent: json}' }),
    where: null,
    says: 'logs.example.com/parser-agent',
    misses: [
      [
        'within a longer word',
        files({ template: ', annotations: {logs.example.com/agent-inject: json}' }),
      ],
      ['of Kubernetes', files({ template: ', annotations: {kubectl.kubernetes.io/agent: x}' })],
    ],
  },
  {
    name: 'prometheus.io/port is a port of the sidecar',
    code: 'SM523',
    severity: 'info',
    fires: files({ sidecar: METRICS, template: ', annotations: {prometheus.io/port: "2020"}' }),
    where: null,
    says: 'Prometheus still finds it',
    misses: [
      [
        'of App',
        files({ sidecar: METRICS, template: ', annotations: {prometheus.io/port: "80"}' }),
      ],
    ],
  },
  {
    code: 'SM523',
    severity: 'warn',
    fires: files({ template: ', annotations: {ad.datadoghq.com/agent.logs: x}' }),
    misses: [['App', files({ template: ', annotations: {ad.datadoghq.com/web.logs: x}' })]],
  },
];
