import type { Case, Files } from '../../support/cases.js';

const release = (values: string, chart = 'vault', version = '0.34.1', more = ''): Files => ({
  'release.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop}
spec:
  chart: {spec: {chart: ${chart}, version: ${version}, sourceRef: {kind: HelmRepository, name: charts}}}
${more}  values:
${values}`,
  'charts.yaml': `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: {name: charts}
spec: {url: "https://helm.releases.hashicorp.com"}
`,
});

const AGENT = '{name: agent, image: "fluent/fluent-bit:3"}';
const EXTRA = `    server:\n      extraContainers:\n      - ${AGENT}\n`;
const BEFORE = `    extraContainers:\n    - ${AGENT}\n`;

const GRAFANA = `    sidecar:\n      dashboards:\n        enabled: true\n`;
const grafana = (values: string, version = '12.11.1'): Files =>
  Object.fromEntries(
    Object.entries(release(values, 'grafana', version)).map(([path, text]) => [
      path,
      text.replace('helm.releases.hashicorp.com', 'grafana.github.io/helm-charts'),
    ]),
  );

export const HELM: readonly Case[] = [
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
  {
    code: 'SM527',
    severity: 'warn',
    fires: release(EXTRA),
    misses: [
      [
        'a manifest',
        {
          'app.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: shop}\nspec: {containers: []}\n',
        },
      ],
      ['no such key', release(EXTRA.replace('server', 'injector'))],
    ],
  },
  {
    code: 'SM527',
    severity: 'block',
    fires: release(BEFORE, 'prometheus-adapter'),
    misses: [
      ['a chart that takes init containers', release(BEFORE, 'atlantis')],
      ['a list elsewhere', release(EXTRA)],
    ],
  },
];
