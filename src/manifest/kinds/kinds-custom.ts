import type { KindRow } from '../../model/kind.js';

type Extra = Partial<
  Pick<KindRow, 'verdict' | 'code' | 'why' | 'since' | 'ownNames' | 'keys' | 'extras'>
>;

const TEMPLATE = ['spec.template.spec'];

/** Operator-made containers: an entry of that name is merged into the operator's own. */
const PROMETHEUS_OWN = [
  'prometheus',
  'alertmanager',
  'thanos-ruler',
  'thanos-sidecar',
  'config-reloader',
  'init-config-reloader',
  'web-config-reloader',
  'rules-configmap-reloader',
];

/** A Beat's own container is named after its type. */
const BEATS = ['auditbeat', 'filebeat', 'heartbeat', 'journalbeat', 'metricbeat', 'packetbeat'];

/** Custom kinds whose pod specs are known, and what their controllers make of native sidecars. */
export const CUSTOM_KINDS: readonly KindRow[] = [
  row(
    'argoproj.io',
    'Rollout',
    TEMPLATE,
    'argoproj/argo-rollouts manifests/crds; #3366',
    since('argo-rollouts', '1.7.0'),
  ),
  ...['Workflow', 'WorkflowTemplate', 'CronWorkflow', 'ClusterWorkflowTemplate'].map((kind) =>
    row(
      'argoproj.io',
      kind,
      [`${kind === 'CronWorkflow' ? 'spec.workflowSpec' : 'spec'}.templates[*]`],
      'argoproj/argo-workflows operator.go inferFailedReason',
      {
        verdict: 'leave',
        code: 'SM604',
        why: 'Argo Workflows stops its own sidecars, and treats a waiting init container as a failure',
        keys: { containers: 'sidecars', init: 'initContainers' },
        extras: true,
      },
    ),
  ),
  ...[
    ['Task', 'spec'],
    ['ClusterTask', 'spec'],
    ['TaskRun', 'spec.taskSpec'],
    ['Pipeline', 'spec.tasks[*].taskSpec'],
    ['PipelineRun', 'spec.pipelineSpec.tasks[*].taskSpec'],
  ].map(([kind = '', path = '']) =>
    row(
      'tekton.dev',
      kind,
      [path],
      'tektoncd/pipeline feature flag enable-kubernetes-sidecar, v0.62',
      {
        verdict: 'leave',
        code: 'SM604',
        why: 'Tekton makes its own sidecars native: set enable-kubernetes-sidecar to "true" (v0.62 or newer)',
        keys: { containers: 'sidecars', init: 'initContainers' },
        extras: true,
      },
    ),
  ),
  ...['Service', 'Configuration', 'Revision'].map((kind) =>
    row(
      'serving.knative.dev',
      kind,
      kind === 'Revision' ? ['spec'] : TEMPLATE,
      'knative/serving pkg/apis/serving/fieldmask.go',
      {
        verdict: 'block',
        code: 'SM603',
        why: 'Knative rejects restartPolicy, probes and lifecycle on init containers',
      },
    ),
  ),
  row(
    'serving.kserve.io',
    'InferenceService',
    ['spec.predictor', 'spec.transformer', 'spec.explainer'],
    'knative/serving fieldmask.go; raw mode unverified',
    {
      verdict: 'block',
      code: 'SM603',
      why: 'KServe in serverless mode runs on Knative, which rejects restartPolicy on init containers',
    },
  ),
  ...['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler'].map((kind) =>
    row('monitoring.coreos.com', kind, ['spec'], 'prometheus-operator CRDs v0.67.1 and v0.68.0', {
      ...since('prometheus-operator', '0.68.0'),
      ownNames: PROMETHEUS_OWN,
      extras: true,
    }),
  ),
  row(
    'opentelemetry.io',
    'OpenTelemetryCollector',
    ['spec'],
    'open-telemetry/opentelemetry-operator v1beta1 API',
    {
      verdict: 'warn',
      code: 'SM606',
      why: 'the operator itself decides where native sidecars are used (feature gate from 0.111, default from 0.132)',
      keys: { containers: 'additionalContainers', init: 'initContainers' },
      extras: true,
    },
  ),
  row(
    'keda.sh',
    'ScaledJob',
    ['spec.jobTargetRef.template.spec'],
    'kedacore/keda CRDs 2.11.2 and 2.12.0',
    since('keda', '2.12.0'),
  ),
  row(
    'batch.volcano.sh',
    'Job',
    ['spec.tasks[*].template.spec'],
    'volcano-sh/volcano CRD 1.9.0',
    since('volcano', '1.9.0'),
  ),
  ...[
    ['PyTorchJob', 'pytorchReplicaSpecs', 'pytorch'],
    ['TFJob', 'tfReplicaSpecs', 'tensorflow'],
    ['MPIJob', 'mpiReplicaSpecs', 'mpi'],
    ['XGBoostJob', 'xgbReplicaSpecs', 'xgboost'],
    ['PaddleJob', 'paddleReplicaSpecs', 'paddle'],
    ['MXJob', 'mxReplicaSpecs', 'mxnet'],
    ['JAXJob', 'jaxReplicaSpecs', 'jax'],
  ].map(([kind = '', key = '', main = '']) =>
    row(
      'kubeflow.org',
      kind,
      [`spec.${key}[*].template.spec`],
      'kubeflow/training-operator CRDs 1.7.0 and 1.8.0',
      {
        ...since('training-operator', '1.8.0'),
        ownNames: [main],
      },
    ),
  ),
  ...['TrainingRuntime', 'ClusterTrainingRuntime'].map((kind) =>
    row(
      'trainer.kubeflow.org',
      kind,
      ['spec.template.spec.replicatedJobs[*].template.spec.template.spec'],
      'kubeflow/trainer v2, JobSet based',
      {},
    ),
  ),
  ...[
    ['SparkApplication', 'spec'],
    ['ScheduledSparkApplication', 'spec.template'],
  ].map(([kind = '', path = '']) =>
    row(
      'sparkoperator.k8s.io',
      kind,
      [`${path}.driver`, `${path}.executor`],
      'kubeflow/spark-operator CRDs v1beta2-1.4.6 and v1beta2-1.6.2',
      {
        ...since('spark-operator', '1.6.2'),
        keys: { containers: 'sidecars', init: 'initContainers' },
        extras: true,
      },
    ),
  ),
  row(
    'jobset.x-k8s.io',
    'JobSet',
    ['spec.replicatedJobs[*].template.spec.template.spec'],
    'kubernetes-sigs/jobset CRD 0.3.0',
    since('jobset', '0.3.0'),
  ),
  row(
    'leaderworkerset.x-k8s.io',
    'LeaderWorkerSet',
    [
      'spec.leaderWorkerTemplate.leaderTemplate.spec',
      'spec.leaderWorkerTemplate.workerTemplate.spec',
    ],
    'kubernetes-sigs/lws v0.1.0',
    {},
  ),
  row(
    'elasticsearch.k8s.elastic.co',
    'Elasticsearch',
    ['spec.nodeSets[*].podTemplate.spec'],
    'elastic/cloud-on-k8s podTemplate',
    { ownNames: ['elasticsearch'], extras: true },
  ),
  row(
    'kibana.k8s.elastic.co',
    'Kibana',
    ['spec.podTemplate.spec'],
    'elastic/cloud-on-k8s podTemplate',
    { ownNames: ['kibana'], extras: true },
  ),
  ...[
    ['apm.k8s.elastic.co', 'ApmServer', 'spec.podTemplate.spec', 'apm-server'],
    [
      'enterprisesearch.k8s.elastic.co',
      'EnterpriseSearch',
      'spec.podTemplate.spec',
      'enterprise-search',
    ],
    ['logstash.k8s.elastic.co', 'Logstash', 'spec.podTemplate.spec', 'logstash'],
    ['maps.k8s.elastic.co', 'ElasticMapsServer', 'spec.podTemplate.spec', 'maps'],
  ].map(([group = '', kind = '', path = '', main = '']) =>
    row(group, kind, [path], 'elastic/cloud-on-k8s podTemplate', {
      ownNames: [main],
      extras: true,
    }),
  ),
  ...['Beat', 'Agent'].map((kind) =>
    row(
      `${kind.toLowerCase()}.k8s.elastic.co`,
      kind,
      [
        'spec.deployment.podTemplate.spec',
        'spec.daemonSet.podTemplate.spec',
        'spec.statefulSet.podTemplate.spec',
      ],
      'elastic/cloud-on-k8s podTemplate',
      { ownNames: kind === 'Beat' ? BEATS : ['agent'], extras: true },
    ),
  ),
  ...['CloneSet', 'StatefulSet', 'DaemonSet', 'BroadcastJob'].map((kind) =>
    row('apps.kruise.io', kind, TEMPLATE, 'openkruise/kruise webhook; release unverified', {
      verdict: 'warn',
      code: 'SM606',
      why: 'OpenKruise keeps restartPolicy only in releases built on Kubernetes 1.28 or newer',
    }),
  ),
  // The API server of OpenShift keeps a pod template of the core group in it.
  row('apps.openshift.io', 'DeploymentConfig', TEMPLATE, 'openshift/api apps/v1 types.go', {}),
  row('apps.kruise.io', 'SidecarSet', ['spec'], 'openkruise/kruise SidecarSet', {
    verdict: 'leave',
    code: 'SM604',
    why: 'a SidecarSet injects its containers into pods: add restartPolicy: Always to its initContainers by hand',
    extras: true,
  }),
  row(
    'operators.coreos.com',
    'ClusterServiceVersion',
    ['spec.install.spec.deployments[*].spec.template.spec'],
    'operator-framework/api ClusterServiceVersion',
    {
      verdict: 'warn',
      code: 'SM606',
      why: 'the bundle is usually generated from other sources, and would be overwritten',
    },
  ),
];

function since(tool: string, version: string): Extra {
  return { since: { tool, version } };
}

function row(
  group: string,
  kind: string,
  podPaths: readonly string[],
  source: string,
  extra: Extra,
): KindRow {
  return {
    group,
    kind,
    podPaths,
    source,
    keys: { containers: 'containers', init: 'initContainers' },
    verdict: 'ok',
    code: null,
    why: '',
    since: null,
    ownNames: [],
    extras: false,
    ...extra,
  };
}
