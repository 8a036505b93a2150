import { type Case, type Files, files } from '../../support/cases.js';
import type { Frame } from '../../support/examples.js';
import { changed, type ReferenceCase } from '../../support/references.js';
import { balanced, ingress, PROBED, service } from './parts.js';

const NEG = balanced(service('2020', `, annotations: {cloud.google.com/neg: '{"ingress": true}'}`));
const GCE = balanced(service('2020'), { 'ingress.yaml': ingress('gce') });
const backend = (namespace: string): Files => ({
  'backend.yaml': `apiVersion: cloud.google.com/v1\nkind: BackendConfig\nmetadata: {name: b${namespace}}\nspec: {healthCheck: {port: 1}}\n`,
});
const attached = (namespace: string): string =>
  service(
    '2020',
    `${namespace}, annotations: {cloud.google.com/neg: '{"ingress": true}', cloud.google.com/backend-config: '{"default": "b"}'}`,
  );

export const EXAMPLE: Frame = (text) => ({
  files: {
    ...balanced(attached('')),
    ...(text === ''
      ? {}
      : { 'backend.yaml': `apiVersion: cloud.google.com/v1\nmetadata: {name: b}\n${text}\n` }),
  },
});

export const CASES: readonly (Case | ReferenceCase)[] = [
  {
    code: 'SM531',
    severity: 'block',
    fires: files(
      { sidecar: PROBED },
      { 'service.yaml': service('2020', ', annotations: {cloud.google.com/neg: x}') },
    ),
    misses: [
      ['no balancer', files({ sidecar: PROBED }, { 'service.yaml': service('2020') })],
      [
        'a health check',
        files(
          { sidecar: PROBED },
          {
            'service.yaml': service(
              '2020',
              `, annotations: {cloud.google.com/neg: x, cloud.google.com/backend-config: '{"default": "b"}'}`,
            ),
            'backend.yaml':
              'apiVersion: cloud.google.com/v1\nkind: BackendConfig\nmetadata: {name: b}\nspec: {healthCheck: {port: 1}}\n',
          },
        ),
      ],
    ],
  },
  {
    name: 'a NEG takes its health check from the sidecar',
    code: 'SM531',
    severity: 'block',
    fires: NEG,
    where: 'service.yaml:2',
    says: 'BackendConfig',
    misses: [
      ['no probe', changed(NEG, 'readinessProbe', 'livenessProbe')],
      ['no groups', changed(NEG, '"ingress": true', '"ingress": false')],
      ['another port', changed(NEG, '"ingress": true', '"exposed_ports": {"443": {}}')],
      ['a health check', balanced(attached(''), backend(''))],
    ],
  },
  {
    name: 'a BackendConfig of another namespace is none',
    code: 'SM531',
    severity: 'block',
    fires: balanced(attached(', namespace: a'), backend(', namespace: b')),
    where: 'service.yaml:2',
    says: 'BackendConfig',
    misses: [['of its own', balanced(attached(', namespace: a'), backend(', namespace: a'))]],
  },
  {
    name: 'an Ingress of GKE takes its health check from the sidecar',
    code: 'SM531',
    severity: 'block',
    fires: GCE,
    where: 'service.yaml:2',
    says: 'BackendConfig',
    misses: [
      ['another class', changed(GCE, 'ingressClassName: gce', 'ingressClassName: nginx-gce')],
      ['another Service', changed(GCE, 'service: {name: shop', 'service: {name: till')],
    ],
  },
  {
    name: 'an Ingress without a class that only GKE reads',
    code: 'SM531',
    severity: 'block',
    fires: balanced(service('2020'), {
      'ingress.yaml': ingress('""', 'kubernetes.io/ingress.global-static-ip-name: shop'),
    }),
    where: 'service.yaml:2',
    says: 'BackendConfig',
    misses: [
      ['nothing of GKE', balanced(service('2020'), { 'ingress.yaml': ingress('""', 'x: gce') })],
    ],
  },
];
