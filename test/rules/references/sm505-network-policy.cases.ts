import { type Files, files } from '../../support/cases.js';
import type { Frame } from '../../support/examples.js';
import { changed, type ReferenceCase } from '../../support/references.js';
import { METRICS } from '../parts.js';

export const policy = (apiVersion: string, kind: string, spec: string): Files =>
  files(
    { sidecar: METRICS },
    {
      'policy.yaml': `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: shop}\nspec:\n${spec}`,
    },
  );
export const INGRESS_RULE = policy(
  'networking.k8s.io/v1',
  'NetworkPolicy',
  '  podSelector: {matchLabels: {app: shop}}\n  ingress:\n  - ports:\n    - {protocol: TCP, port: metrics}\n',
);
const EGRESS_RULE = policy(
  'networking.k8s.io/v1',
  'NetworkPolicy',
  '  podSelector: {}\n  egress:\n  - to: [{podSelector: {matchLabels: {app: shop}}}]\n    ports: [{port: metrics}]\n',
);
const CILIUM = policy(
  'cilium.io/v2',
  'CiliumNetworkPolicy',
  '  endpointSelector: {matchLabels: {"k8s:app": shop}}\n  ingress:\n  - toPorts:\n    - ports: [{port: metrics, protocol: TCP}]\n',
);
export const CALICO = policy(
  'projectcalico.org/v3',
  'NetworkPolicy',
  '  selector: app == "shop"\n  ingress:\n  - action: Allow\n    destination: {ports: [metrics]}\n',
);

export const EXAMPLE: Frame = (text) => ({
  files: policy(
    'networking.k8s.io/v1',
    'NetworkPolicy',
    `  podSelector: {matchLabels: {app: shop}}\n  ingress:\n  - ${text}\n`,
  ),
});

export const CASES: readonly ReferenceCase[] = [
  {
    name: 'a NetworkPolicy lets traffic in to a named port',
    code: 'SM505',
    severity: 'warn',
    fires: INGRESS_RULE,
    where: 'policy.yaml:8',
    says: 'use the number there, 2020',
    misses: [
      ['the number', changed(INGRESS_RULE, 'port: metrics}', 'port: 2020}')],
      ['a port of App', changed(INGRESS_RULE, 'port: metrics}', 'port: http}')],
      ['other pods', changed(INGRESS_RULE, '{app: shop}}\n  ingress', '{app: till}}\n  ingress')],
      [
        'another namespace',
        changed(
          changed(
            INGRESS_RULE,
            '{name: shop}\nspec:\n  pod',
            '{name: shop, namespace: b}\nspec:\n  pod',
          ),
          '{name: shop}\nspec:\n  template',
          '{name: shop, namespace: a}\nspec:\n  template',
        ),
      ],
      [
        'NotIn',
        changed(
          INGRESS_RULE,
          '{matchLabels: {app: shop}}',
          '{matchExpressions: [{key: app, operator: NotIn, values: [shop]}]}',
        ),
      ],
      [
        'DoesNotExist',
        changed(
          INGRESS_RULE,
          '{matchLabels: {app: shop}}',
          '{matchExpressions: [{key: app, operator: DoesNotExist}]}',
        ),
      ],
      [
        'In others',
        changed(
          INGRESS_RULE,
          '{matchLabels: {app: shop}}',
          '{matchExpressions: [{key: app, operator: In, values: [till]}]}',
        ),
      ],
      [
        'an operator that is none',
        changed(
          INGRESS_RULE,
          '{matchLabels: {app: shop}}',
          '{matchExpressions: [{key: app, operator: Like, values: [shop]}]}',
        ),
      ],
    ],
  },
  {
    name: 'a NetworkPolicy lets traffic out to a named port',
    code: 'SM505',
    severity: 'warn',
    fires: EGRESS_RULE,
    where: 'policy.yaml:8',
    says: 'use the number there, 2020',
    misses: [
      ['to other pods', changed(EGRESS_RULE, '{app: shop}}}]', '{app: till}}}]')],
      [
        'to addresses',
        changed(
          EGRESS_RULE,
          '{podSelector: {matchLabels: {app: shop}}}',
          '{ipBlock: {cidr: 10.0.0.0/8}}',
        ),
      ],
    ],
  },
  {
    name: 'a CiliumNetworkPolicy names a port',
    code: 'SM505',
    severity: 'warn',
    fires: CILIUM,
    where: 'policy.yaml:8',
    says: 'use the number there, 2020',
    misses: [
      ['the number', changed(CILIUM, 'port: metrics', 'port: "2020"')],
      ['other pods', changed(CILIUM, '"k8s:app": shop', '"k8s:app": till')],
    ],
  },
  {
    name: 'a policy of Calico names a port',
    code: 'SM505',
    severity: 'warn',
    fires: CALICO,
    where: 'policy.yaml:8',
    says: 'use the number there, 2020',
    misses: [
      ['the number', changed(CALICO, '[metrics]', '[2020]')],
      ['other pods', changed(CALICO, 'app == "shop"', 'app == "till"')],
    ],
  },
];
