import { type Files, files } from '../../support/cases.js';
import { changed, type ReferenceCase } from '../../support/references.js';

export const PORT = ', ports: [{name: metrics, containerPort: 2020}]';
const PROBED = `${PORT}, readinessProbe: {httpGet: {path: /, port: 2020}}`;

const service = (targetPort: string, metadata = '', spec = ''): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: shop${metadata}}\nspec:\n${spec}  selector: {app: shop}\n  ports:\n  - name: prom\n    port: 80\n    targetPort: ${targetPort}\n`;
export const ingress = (className: string, annotations = ''): string =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: shop, annotations: {${annotations}}}\nspec:\n  ingressClassName: ${className}\n  rules:\n  - http: {paths: [{path: /, backend: {service: {name: shop, port: {number: 80}}}}]}\n`;

export const policy = (apiVersion: string, kind: string, spec: string): Files =>
  files(
    { sidecar: PORT },
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

const ASKS = ', env: [{name: REDIS_URL, value: "redis://localhost:6379"}]';
const STORE: Files = changed(
  files({ app: ASKS }, { 'service.yaml': service('6379') }),
  'fluent/fluent-bit:3',
  'redis:7',
);
const PART: Files = changed(
  files(
    { app: ', env: [{name: URL, value: "http://localhost:2020"}]', sidecar: PORT },
    { 'service.yaml': service('metrics') },
  ),
  'fluent/fluent-bit:3',
  'registry.example.com/part:1',
);

const balanced = (text: string, more: Files = {}): Files =>
  files({ sidecar: PROBED }, { 'service.yaml': text, ...more });
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

const ALB = balanced(service('metrics'), {
  'ingress.yaml': ingress('alb', 'alb.ingress.kubernetes.io/target-type: ip'),
});
const NLB = balanced(
  service(
    'metrics',
    ', annotations: {service.beta.kubernetes.io/aws-load-balancer-type: external, service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: ip}',
  ),
);
const NEW = { kubeVersion: '1.33' };

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

export const SERVICES_AND_BALANCERS: readonly ReferenceCase[] = [
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
  {
    name: 'two containers share the name that a Service uses',
    code: 'SM502',
    severity: 'block',
    fires: files(
      { sidecar: PORT, app: ', ports: [{name: metrics, containerPort: 80}]' },
      { 'service.yaml': service('metrics') },
    ),
    options: NEW,
    where: 'service.yaml:9',
    says: 'give the two ports different names',
    misses: [
      [
        'another protocol',
        files(
          { sidecar: PORT, app: ', ports: [{name: metrics, containerPort: 80, protocol: UDP}]' },
          { 'service.yaml': service('metrics') },
        ),
      ],
    ],
  },
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
  {
    name: 'a Service sends to a store that the main container uses on localhost',
    code: 'SM534',
    severity: 'warn',
    fires: STORE,
    where: 'service.yaml:9',
    says: 'if only its own pod needs agent',
    misses: [
      ['another port', changed(STORE, 'targetPort: 6379', 'targetPort: 8080')],
      ['another pod', changed(STORE, '{app: shop}\n  ports', '{app: till}\n  ports')],
      ['a helper that is served', files({ sidecar: PORT }, { 'service.yaml': service('2020') })],
    ],
  },
  {
    name: 'a Service sends to the named port of a part that the application asks on localhost',
    code: 'SM534',
    severity: 'warn',
    fires: PART,
    options: NEW,
    where: 'service.yaml:9',
    says: 'if only its own pod needs agent',
    misses: [
      ['nobody asks it', changed(PART, 'localhost:2020', 'till:2020'), NEW],
      ['another name', changed(PART, 'targetPort: metrics', 'targetPort: http'), NEW],
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
  {
    name: 'an ALB in IP mode looks up a port by name',
    code: 'SM532',
    severity: 'warn',
    fires: ALB,
    options: NEW,
    where: 'service.yaml:9',
    says: 'set targetPort: 2020',
    misses: [
      ['the number', changed(ALB, 'targetPort: metrics', 'targetPort: 2020')],
      ['instances', changed(ALB, 'target-type: ip', 'target-type: instance')],
      ['another class', changed(ALB, 'ingressClassName: alb', 'ingressClassName: nginx')],
      ['another Service', changed(ALB, 'service: {name: shop', 'service: {name: till')],
    ],
  },
  {
    name: 'an NLB in IP mode looks up a port by name',
    code: 'SM532',
    severity: 'warn',
    fires: NLB,
    options: NEW,
    where: 'service.yaml:9',
    says: 'set targetPort: 2020',
    misses: [
      ['instances', changed(NLB, 'target-type: ip', 'target-type: instance')],
      ['the controller of the cloud', changed(NLB, 'type: external', 'type: nlb')],
    ],
  },
  {
    name: 'a TargetGroupBinding looks up a port by name',
    code: 'SM532',
    severity: 'warn',
    fires: balanced(service('metrics'), {
      'binding.yaml':
        'apiVersion: elbv2.k8s.aws/v1beta1\nkind: TargetGroupBinding\nmetadata: {name: shop}\nspec:\n  serviceRef: {name: shop, port: 80}\n  targetType: ip\n',
    }),
    options: NEW,
    where: 'service.yaml:9',
    says: 'TargetGroupBinding shop',
    misses: [
      [
        'instances',
        balanced(service('metrics'), {
          'binding.yaml':
            'apiVersion: elbv2.k8s.aws/v1beta1\nkind: TargetGroupBinding\nmetadata: {name: shop}\nspec:\n  serviceRef: {name: shop, port: 80}\n  targetType: instance\n',
        }),
      ],
    ],
  },
];
