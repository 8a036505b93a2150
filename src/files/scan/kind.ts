const KEY = Buffer.from('kind');
const KIND = /^kind["']?\s{0,9}:\s{0,9}["']?(\w+)/;

/** Whether `kind` stands anywhere in front of one of some kinds. */
export function hasKind(buffer: Buffer, kinds: ReadonlySet<string>): boolean {
  return someKind(buffer, (kind) => kinds.has(kind));
}

/** The same for whatever is asked of a kind: one search for all questions. */
export function someKind(buffer: Buffer, isWanted: (kind: string) => boolean): boolean {
  for (let at = buffer.indexOf(KEY); at >= 0; at = buffer.indexOf(KEY, at + KEY.length)) {
    const kind = KIND.exec(buffer.toString('latin1', at, at + 64))?.[1];
    if (kind !== undefined && isWanted(kind)) return true;
  }
  return false;
}

/** Kinds whose only container is their application, and kinds without any. */
const PLAIN: ReadonlySet<string> = new Set([
  ...['Pod', 'PodTemplate', 'ReplicationController', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  ...['DaemonSet', 'Job', 'CronJob', 'DeploymentConfig', 'Rollout', 'CloneSet', 'List', 'Template'],
  ...['Service', 'ConfigMap', 'Secret', 'ServiceAccount', 'Namespace', 'Ingress', 'IngressClass'],
  ...['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding', 'User', 'Group'],
  ...[
    'PersistentVolume',
    'PersistentVolumeClaim',
    'StorageClass',
    'CSIDriver',
    'Node',
    'Endpoints',
  ],
  ...['NetworkPolicy', 'PodDisruptionBudget', 'HorizontalPodAutoscaler', 'VerticalPodAutoscaler'],
  ...['PriorityClass', 'LimitRange', 'ResourceQuota', 'PodSecurityPolicy', 'APIService', 'Config'],
  ...['CustomResourceDefinition', 'MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
  ...['ServiceMonitor', 'PodMonitor', 'PrometheusRule', 'Certificate', 'Issuer', 'ClusterIssuer'],
  ...['Gateway', 'HTTPRoute', 'VirtualService', 'Route', 'ImageStream', 'ExternalSecret'],
]);

/** Whether a kind may add containers to pods that are made elsewhere. */
export function mayAdd(kind: string): boolean {
  return !PLAIN.has(kind);
}

const ANY_KIND = /\bkind["']?:[ \t]{0,9}["']?(\w{1,80})/g;

/** Kinds whose lists hold nothing but extras: the main container of the pod is made by an operator. */
export const EXTRAS_KINDS: ReadonlySet<string> = new Set([
  ...['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler', 'OpenTelemetryCollector'],
  ...['SparkApplication', 'ScheduledSparkApplication', 'SidecarSet'],
  ...['Elasticsearch', 'Kibana', 'ApmServer', 'EnterpriseSearch', 'Logstash', 'ElasticMapsServer'],
  ...['Beat', 'Agent'],
  ...['Workflow', 'WorkflowTemplate', 'CronWorkflow', 'ClusterWorkflowTemplate'],
  ...['Task', 'ClusterTask', 'TaskRun', 'Pipeline', 'PipelineRun'],
]);

/** Whether a text names one of some kinds. */
export function namesKind(text: string, isWanted: (kind: string) => boolean): boolean {
  for (const [, kind = ''] of text.matchAll(ANY_KIND)) if (isWanted(kind)) return true;
  return false;
}
