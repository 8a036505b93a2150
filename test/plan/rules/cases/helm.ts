import type { Case, Files } from '../../../support/cases.js';

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

export const HELM: readonly Case[] = [
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
