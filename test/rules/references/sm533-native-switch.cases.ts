import type { Case, Files } from '../../support/cases.js';
import { type Frame, indented } from '../../support/examples.js';
import { release } from './parts.js';

const GRAFANA = `    sidecar:\n      dashboards:\n        enabled: true\n`;
const grafana = (values: string, version = '12.11.1'): Files =>
  Object.fromEntries(
    Object.entries(release(values, 'grafana', version)).map(([path, text]) => [
      path,
      text.replace('helm.releases.hashicorp.com', 'grafana.github.io/helm-charts'),
    ]),
  );

export const EXAMPLE: Frame = (text) => ({ files: grafana(`${indented(4, text)}\n`) });

export const CASES: readonly Case[] = [
  {
    code: 'SM533',
    severity: 'warn',
    fires: grafana(GRAFANA),
    misses: [
      ['the kind is not enabled', grafana(GRAFANA.replace('true', 'false'))],
      ['a chart without it', release(GRAFANA)],
      [
        'it is native already',
        grafana(`${GRAFANA}        initDashboards: true\n        restartPolicy: Always\n`),
      ],
      ['a kind that has no switch', grafana(GRAFANA.replace('dashboards', 'plugins'))],
    ],
  },
  {
    code: 'SM533',
    severity: 'block',
    fires: grafana(GRAFANA, '10.3.0'),
    misses: [
      ['the first version that has it', grafana(GRAFANA, '10.3.1')],
      ['a range above it', grafana(GRAFANA, '12.x')],
    ],
  },
];
