import { type Case, type Files, files } from '../../support/cases.js';
import type { Frame } from '../../support/examples.js';
import { changed, type ReferenceCase } from '../../support/references.js';
import { METRICS, NEW } from '../parts.js';
import { balanced, service } from './parts.js';

const PROXY = files({
  sidecar: '',
});
const proxy = (port: string, kind = 'Deployment'): Files =>
  changed(
    kind === 'Job' ? files({ kind, apiVersion: 'batch/v1' }) : PROXY,
    '{name: agent, image: "fluent/fluent-bit:3"',
    `{name: proxy, image: "quay.io/brancz/kube-rbac-proxy:v0.18.1", ports: [${port}]`,
  );
const HTTPS = '{name: https, containerPort: 8443}';
const till = (port: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: till}\nspec:\n  template:\n    metadata: {labels: {app: shop}}\n    spec:\n      containers:\n      - {name: till, image: "registry.example.com/till:1", ports: [{name: metrics, containerPort: ${port}}]}\n`;

export const EXAMPLE: Frame = (text) => ({
  files: files(
    { sidecar: ', ports: [{name: metrics, containerPort: 9113}]' },
    { 'service.yaml': changed({ s: service('x') }, 'targetPort: x', text).s ?? '' },
  ),
});

export const CASES: readonly (Case | ReferenceCase)[] = [
  {
    code: 'SM501',
    severity: 'warn',
    fires: files({ sidecar: METRICS }, { 'service.yaml': service('metrics') }),
    misses: [
      [
        '1.33',
        files({ sidecar: METRICS }, { 'service.yaml': service('metrics') }),
        { kubeVersion: '1.33' },
      ],
      ['a number', files({ sidecar: METRICS }, { 'service.yaml': service('2020') })],
      [
        'another selector',
        files(
          { sidecar: METRICS },
          { 'service.yaml': service('metrics').replace('app: shop}', 'app: other}') },
        ),
      ],
      [
        'another namespace',
        files(
          { sidecar: METRICS, metadata: ', namespace: a' },
          { 'service.yaml': service('metrics', ', namespace: b') },
        ),
      ],
    ],
  },
  {
    name: 'a Service names a port of the sidecar before 1.33',
    code: 'SM501',
    severity: 'warn',
    fires: balanced(service('metrics')),
    where: 'service.yaml:9',
    says: 'sets its targetPort to 2020',
    misses: [
      ['1.33', balanced(service('metrics')), NEW],
      ['the number', balanced(service('2020'))],
      [
        'one more label',
        balanced(changed({ s: service('metrics') }, 'app: shop}', 'app: shop, tier: web}').s ?? ''),
      ],
      ['no selector', balanced(changed({ s: service('metrics') }, '{app: shop}', '{}').s ?? '')],
    ],
  },
  {
    name: 'a Service names a port that not all of its pods have',
    code: 'SM501',
    severity: 'block',
    fires: { ...balanced(service('metrics')), 'till.yaml': till('2021') },
    where: 'service.yaml:9',
    says: 'Deployment till is selected too',
    misses: [
      ['they all do', { ...balanced(service('metrics')), 'till.yaml': till('2020') }],
      [
        'of another namespace',
        {
          ...balanced(service('metrics').replace('{name: shop', '{name: shop, namespace: a')),
          'till.yaml': till('2021').replace('{name: till', '{name: till, namespace: b'),
        },
      ],
      [
        'with other labels',
        {
          ...balanced(service('metrics')),
          'till.yaml': till('2021').replace('app: shop', 'app: x'),
        },
      ],
    ],
  },
  {
    name: 'no Service is seen for a proxy with a named port',
    code: 'SM501',
    severity: 'warn',
    fires: proxy(HTTPS),
    where: null,
    says: 'targetPort: 8443',
    misses: [
      ['1.33', proxy(HTTPS), NEW],
      ['no name', proxy('{containerPort: 8443}')],
      ['a Service that says the number', { ...proxy(HTTPS), 's.yaml': service('8443') }],
      ['a Service for another port', { ...proxy(HTTPS), 's.yaml': service('80') }],
      ['a Job', proxy(HTTPS, 'Job')],
      ['a patch without labels', changed(proxy(HTTPS), '{labels: {app: shop}}', '{}')],
      ['no proxy', files({ sidecar: ', ports: [{name: https, containerPort: 8443}]' })],
    ],
  },
];
