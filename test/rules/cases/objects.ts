import { type Files, files } from '../../support/cases.js';
import { changed, type ReferenceCase } from '../../support/references.js';

const PORT = ', ports: [{name: metrics, containerPort: 2020}]';

const scaler = (apiVersion: string, kind: string, spec: string): Files =>
  files(
    {},
    {
      'scaler.yaml': `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: shop}\nspec:\n${spec}`,
    },
  );

const HPA = scaler(
  'autoscaling/v2',
  'HorizontalPodAutoscaler',
  `  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}
  metrics:
  - type: ContainerResource
    containerResource: {name: cpu, container: agent}
`,
);
const KEDA = scaler(
  'keda.sh/v1alpha1',
  'ScaledObject',
  `  scaleTargetRef: {name: shop}
  triggers:
  - type: cpu
    metadata: {value: "60", containerName: agent}
`,
);
export const VPA = scaler(
  'autoscaling.k8s.io/v1',
  'VerticalPodAutoscaler',
  `  targetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}
  resourcePolicy:
    containerPolicies:
    - containerName: agent
      minAllowed: {cpu: 50m}
`,
);

const hook = (kind: string, spec: string): Files =>
  files(
    {},
    {
      'velero.yaml': `apiVersion: velero.io/v1\nkind: ${kind}\nmetadata: {name: nightly, namespace: velero}\nspec:\n${spec}`,
    },
  );
const SCHEDULE = hook(
  'Schedule',
  `  template:
    hooks:
      resources:
      - name: flush
        includedNamespaces: [shop]
        labelSelector: {matchLabels: {app: shop}}
        pre:
        - exec: {container: agent, command: [sync]}
`,
);
export const first = (all: Files): Files => ({
  ...all,
  'app.yaml': (all['app.yaml'] ?? '').replace(
    /( +- \{name: web.*\n)( +- \{name: agent.*\n)/,
    '$2$1',
  ),
});

export const job = (rule: string): Files =>
  files({
    kind: 'Job',
    apiVersion: 'batch/v1',
    own: `  podFailurePolicy: {rules: [{action: FailJob, onExitCodes: ${rule}}]}\n`,
  });

export const tool = (path: string, text: string): Files => files({}, { [path]: text });

export const OBJECTS: readonly ReferenceCase[] = [
  {
    name: 'an HPA scales by the sidecar',
    code: 'SM506',
    severity: 'info',
    fires: HPA,
    where: 'scaler.yaml:8',
    says: 'still needs a request',
    misses: [
      ['App', changed(HPA, 'container: agent', 'container: web')],
      ['another workload', changed(HPA, 'Deployment, name: shop', 'Deployment, name: till')],
      ['another kind', changed(HPA, 'kind: Deployment, name: shop', 'kind: Rollout, name: shop')],
      [
        'another namespace',
        changed(
          changed(
            HPA,
            '{name: shop}\nspec:\n  scale',
            '{name: shop, namespace: b}\nspec:\n  scale',
          ),
          '{name: shop}\nspec:\n  template',
          '{name: shop, namespace: a}\nspec:\n  template',
        ),
      ],
    ],
  },
  {
    name: 'an HPA scales by the sidecar on 1.28',
    code: 'SM506',
    severity: 'warn',
    fires: HPA,
    options: { kubeVersion: '1.28', featureGates: ['SidecarContainers=true'] },
    where: 'scaler.yaml:8',
    says: 'target 1.29',
    misses: [['1.29', HPA, { kubeVersion: '1.29' }]],
  },
  {
    name: 'a ScaledObject of KEDA scales by the sidecar',
    code: 'SM506',
    severity: 'info',
    fires: KEDA,
    where: 'scaler.yaml:8',
    says: 'ScaledObject shop',
    misses: [['App', changed(KEDA, 'containerName: agent', 'containerName: web')]],
  },
  {
    name: 'a VPA has a policy for the sidecar',
    code: 'SM507',
    severity: 'warn',
    fires: VPA,
    where: 'scaler.yaml:8',
    says: 'set fitting requests and limits on agent',
    misses: [
      ['App', changed(VPA, 'containerName: agent', 'containerName: web')],
      ['any container', changed(VPA, 'containerName: agent', "containerName: '*'")],
      [
        'switched off',
        changed(VPA, 'containerName: agent', 'containerName: agent\n      mode: "Off"'),
      ],
      ['another workload', changed(VPA, 'Deployment, name: shop', 'Deployment, name: till')],
    ],
  },
  {
    name: 'Keel updates the workload',
    code: 'SM516',
    severity: 'warn',
    fires: files({ metadata: ', annotations: {keel.sh/policy: minor}' }),
    where: null,
    says: 'update images in another way',
    misses: [['never', files({ metadata: ', annotations: {keel.sh/policy: never}' })]],
  },
  {
    name: 'a failure policy names the sidecar',
    code: 'SM520',
    severity: 'block',
    fires: job('{containerName: agent, operator: In, values: [1]}'),
    where: null,
    says: 'containerName: web',
    misses: [
      ['App', job('{containerName: web, operator: NotIn, values: [0]}')],
      ['nobody: it warns', job('{operator: In, values: [1]}')],
    ],
  },
  {
    name: 'a failure policy names no container',
    code: 'SM520',
    severity: 'warn',
    fires: job('{operator: NotIn, values: [0]}'),
    where: null,
    says: 'containerName: web',
    misses: [['App', job('{containerName: web, operator: NotIn, values: [0]}')]],
  },
  {
    name: 'an annotation of Velero names the sidecar',
    code: 'SM522',
    severity: 'block',
    fires: files({ template: ', annotations: {post.hook.restore.velero.io/container: agent}' }),
    where: null,
    says: 'run the hook in another container',
    misses: [
      ['App', files({ template: ', annotations: {post.hook.restore.velero.io/container: web}' })],
      [
        'a newer Velero',
        files({ template: ', annotations: {post.hook.restore.velero.io/container: agent}' }),
        { environment: { velero: '1.18.0' } },
      ],
    ],
  },
  {
    name: 'a Schedule of Velero runs a hook in the sidecar',
    code: 'SM522',
    severity: 'block',
    fires: SCHEDULE,
    where: 'velero.yaml:12',
    says: 'run the hook in another container',
    misses: [
      ['App', changed(SCHEDULE, 'container: agent', 'container: web')],
      ['other pods', changed(SCHEDULE, 'matchLabels: {app: shop}', 'matchLabels: {app: till}')],
      [
        'another namespace',
        changed(
          SCHEDULE,
          '{name: shop}\nspec:\n  template:\n    metadata',
          '{name: shop, namespace: till}\nspec:\n  template:\n    metadata',
        ),
      ],
      ['a newer Velero', SCHEDULE, { environment: { velero: '1.18.0' } }],
    ],
  },
  {
    name: 'a hook of Velero names no container, and the sidecar stands first',
    code: 'SM522',
    severity: 'block',
    fires: first(changed(SCHEDULE, 'container: agent, ', '')),
    options: { environment: { velero: '1.18.0' } },
    where: 'velero.yaml:12',
    says: 'after the move it runs in web',
    misses: [['App stands first', changed(SCHEDULE, 'container: agent, ', '')]],
  },
  {
    name: 'a hook annotation without a container, and the sidecar stands first',
    code: 'SM522',
    severity: 'block',
    fires: first(files({ template: ', annotations: {pre.hook.backup.velero.io/command: sync}' })),
    where: null,
    says: 'after the move it runs in web',
    misses: [
      [
        'App stands first',
        files({ template: ', annotations: {pre.hook.backup.velero.io/command: sync}' }),
      ],
      [
        'it names App',
        first(
          files({
            template:
              ', annotations: {pre.hook.backup.velero.io/command: sync, pre.hook.backup.velero.io/container: web}',
          }),
        ),
      ],
    ],
  },
  {
    name: 'a hook with a newer Velero',
    code: 'SM522',
    severity: 'info',
    fires: SCHEDULE,
    options: { environment: { velero: '1.18.0' } },
    where: 'velero.yaml:12',
    says: 'Velero up to 1.17',
    misses: [['1.17.2', SCHEDULE, { environment: { velero: 'v1.17.2' } }]],
  },
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
    fires: files({ sidecar: PORT, template: ', annotations: {prometheus.io/port: "2020"}' }),
    where: null,
    says: 'Prometheus still finds it',
    misses: [
      ['of App', files({ sidecar: PORT, template: ', annotations: {prometheus.io/port: "80"}' })],
    ],
  },
  {
    name: 'a pod that Buildkite runs',
    code: 'SM524',
    severity: 'warn',
    fires: files({
      kind: 'Job',
      apiVersion: 'batch/v1',
      metadata: ', labels: {tag.buildkite.com/queue: x}',
    }),
    where: null,
    says: 'buildkite/agent-stack-k8s#862',
    misses: [
      [
        'another domain',
        files({
          kind: 'Job',
          apiVersion: 'batch/v1',
          metadata: ', labels: {mybuildkite.com/queue: x}',
        }),
      ],
    ],
  },
  {
    name: 'a hook of a DeploymentConfig names the sidecar',
    code: 'SM524',
    severity: 'block',
    fires: files({
      kind: 'DeploymentConfig',
      apiVersion: 'apps.openshift.io/v1',
      own: '  strategy: {recreateParams: {mid: {execNewPod: {containerName: agent, command: [x]}}}}\n',
    }),
    where: null,
    says: 'spec.strategy.recreateParams.mid',
    misses: [
      [
        'another container',
        files({
          kind: 'DeploymentConfig',
          apiVersion: 'apps.openshift.io/v1',
          own: '  strategy: {recreateParams: {mid: {execNewPod: {containerName: web, command: [x]}}}}\n',
        }),
      ],
      [
        'an image trigger, which looks at init containers, too',
        files({
          kind: 'DeploymentConfig',
          apiVersion: 'apps.openshift.io/v1',
          own: '  triggers: [{type: ImageChange, imageChangeParams: {containerNames: [agent], from: {kind: ImageStreamTag, name: "agent:1"}}}]\n',
        }),
      ],
    ],
  },
  {
    name: 'a pod that Argo Workflows runs',
    code: 'SM524',
    severity: 'info',
    fires: files({ template: ', annotations: {workflows.argoproj.io/node-name: x}' }),
    where: null,
    says: 'Argo Workflows runs this pod',
    misses: [
      ['a Rollout annotation', files({ template: ', annotations: {rollouts.argoproj.io/x: x}' })],
    ],
  },
  {
    name: 'a volume reads the resources of the sidecar',
    code: 'SM519',
    severity: 'info',
    fires: files({
      spec: '      volumes: [{name: info, projected: {sources: [{downwardAPI: {items: [{path: cpu, resourceFieldRef: {containerName: agent, resource: limits.cpu}}]}}]}}]\n',
    }),
    where: null,
    says: 'finds init containers too',
    misses: [
      [
        'App',
        files({
          spec: '      volumes: [{name: info, downwardAPI: {items: [{path: cpu, resourceFieldRef: {containerName: web, resource: limits.cpu}}]}}]\n',
        }),
      ],
    ],
  },
];
