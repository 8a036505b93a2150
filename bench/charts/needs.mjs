// What charts need to render without a cluster and the answers of a person, and what switches their
// components on: by publisher, then by `publisher/chart`.
const on = { enabled: true };
const persistence = { persistence: on };
const url = 'http://example.com';

const PUBLISHERS = {
  bitnami: { volumePermissions: on, ...persistence, metrics: on },
};

const CHARTS = {
  'prometheus-community/kube-prometheus-stack': {
    nodeExporter: { enabled: false },
    kubeStateMetrics: { enabled: false },
    thanosRuler: on,
  },
  'prometheus-community/prometheus-postgres-exporter': {
    config: { datasource: { password: 'none' } },
  },
  'prometheus-community/prometheus-node-exporter': { sidecarVolumeMount: [] },
  'grafana-community/grafana': persistence,
  'grafana-community/loki': {
    loki: {
      storage: { bucketNames: { chunks: 'a', ruler: 'b', admin: 'c' } },
      useTestSchema: true,
    },
  },
  'grafana-community/tempo-distributed': {
    ingest: { kafka: { address: 'kafka:9092' } },
    gateway: on,
  },
  'grafana/loki-distributed': {
    compactor: on,
    indexGateway: on,
    ruler: { ...on, directories: { tenant: { 'rules.txt': 'groups: []' } } },
    queryScheduler: on,
    tableManager: on,
    memcachedChunks: on,
    memcachedFrontend: on,
    memcachedIndexQueries: on,
    memcachedIndexWrites: on,
  },
  'kubernetes/ingress-nginx': {
    controller: { extraModules: [{ name: 'x', image: { image: 'x', registry: 'y', tag: 'z' } }] },
  },
  'kubernetes-sigs/external-dns': { policy: 'sync' },
  'bjw-s/app-template': {
    controllers: {
      main: {
        containers: { app: { image: { repository: 'registry.example.com/app', tag: '1' } } },
      },
    },
  },
  'k8s-at-home/common-test': { image: { repository: 'registry.example.com/app', tag: '1' } },
  'hashicorp/consul': { client: on },
  'victoria-metrics/victoria-metrics-single': {
    server: { vmbackupmanager: { ...on, restore: { onStart: on }, destination: 'x' } },
  },
  'victoria-metrics/victoria-metrics-alert': {
    server: { datasource: { url }, notifier: { url } },
    alertmanager: on,
  },
  'victoria-metrics/victoria-metrics-cluster': { vmauth: on },
  'open-telemetry/opentelemetry-collector': {
    mode: 'deployment',
    image: { repository: 'registry.example.com/otel' },
  },
  'opensearch/opensearch': { ...persistence, sysctlInit: on },
  'oauth2-proxy/oauth2-proxy': {
    initContainers: { waitForRedis: on },
    sessionStorage: { type: 'redis', redis: { standalone: { connectionUrl: 'redis://x' } } },
  },
  'airflow-helm/airflow': { flower: on },
  'sonarsource/sonarqube': {
    monitoringPasscode: 'x',
    community: on,
    jdbcOverwrite: { enabled: true, jdbcUrl: 'jdbc:x', jdbcUsername: 'x', jdbcPassword: 'x' },
  },
  'sonarsource/sonarqube-dce': {
    monitoringPasscode: 'x',
    ApplicationNodes: { jwtSecret: 'x' },
    jdbcOverwrite: {
      enabled: true,
      enable: true,
      jdbcUrl: 'jdbc:x',
      jdbcUsername: 'x',
      jdbcPassword: 'x',
    },
  },
  'runatlantis/atlantis': {
    initConfig: { ...on, image: 'x', script: 'true' },
    github: { user: 'x', token: 'x', secret: 'x' },
  },
  'actions/gha-runner-scale-set': {
    githubConfigUrl: url,
    githubConfigSecret: 'x',
    controllerServiceAccount: { namespace: 'x', name: 'x' },
    containerMode: { type: 'dind' },
  },
  'nextcloud/nextcloud': {
    internalDatabase: { enabled: false },
    postgresql: on,
    externalDatabase: { ...on, type: 'postgresql' },
  },
  'codecentric/keycloak': { postgresql: { enabled: false } },
  'codecentric/keycloakx': {
    dbchecker: on,
    database: { vendor: 'postgres', hostname: 'db', port: 5432 },
  },
  'stakater/application': {
    applicationName: 'app',
    deployment: { image: { repository: 'registry.example.com/app', tag: '1' } },
  },
  'gimlet/onechart': { image: { repository: 'registry.example.com/app', tag: '1' } },
  'minio/minio': {},
  'fluent/fluent-bit': {},
  'argoproj/argo-cd': { dex: on, server: {} },
  'jenkins/jenkins': { persistence: on },
  'dandydeveloper/redis-ha': { sysctlImage: on },
  'bitnami/postgresql': { architecture: 'replication' },
  'bitnami/postgresql-ha': { witness: { create: true }, pgpool: { customUsersSecret: 'x' } },
  'bitnami/thanos': {
    objstoreConfig: 'x',
    existingObjstoreSecret: 'x',
    bucketweb: on,
    compactor: { ...on, ...persistence },
    receive: { ...on, mode: 'dual-mode', ...persistence },
    receiveDistributor: on,
    ruler: { ...on, alertmanagers: [url], config: 'x', ...persistence },
    storegateway: { ...on, ...persistence },
  },
  'bitnami/keycloak': { keycloakConfigCli: { ...on, configuration: { a: 'b' } } },
  'bitnami/kafka': { broker: { replicaCount: 1, ...persistence }, provisioning: on },
  'bitnami/mongodb': { architecture: 'replicaset', hidden: on, arbiter: on },
  'bitnami/opensearch': { dashboards: on, ingest: on, coordinating: { replicaCount: 1 } },
  'bitnami/mysql': { architecture: 'replication' },
  'bitnami/mariadb': { architecture: 'replication' },
  'bitnami/argo-cd': { dex: on },
  'bitnami/harbor': { exporter: {} },
  'bitnami/grafana-loki': { indexGateway: on, queryScheduler: on, tableManager: on, ruler: on },
  'bitnami/grafana-mimir': {
    alertmanager: on,
    overridesExporter: on,
    queryScheduler: on,
    ruler: on,
  },
  'bitnami/contour': { defaultBackend: on },
  'bitnami/vault': { csiProvider: on },
  'bitnami/gitea': { externalDatabase: { host: 'db' }, postgresql: { enabled: false } },
  'bitnami/tomcat': {},
  'bitnami/apache': { cloneHtdocsFromGit: { ...on, repository: 'x', branch: 'y' } },
  'bitnami/spark': { security: { ssl: { ...on, autoGenerated: true } } },
};

/** Where a component is made in one mode of the chart only. */
const MODES = {
  'grafana-community/loki': (from) => {
    const [key] = from.split('.');
    if (/^(?:read|write|backend)$/.test(key)) return { deploymentMode: 'SimpleScalable' };
    if (/^(?:singleBinary|gateway|.*Cache)?$/.test(key)) return {};
    return { deploymentMode: 'Distributed', [key]: { ...on, replicas: 1 } };
  },
};

/** Values that a chart renders with, and has a component, before anything is said of containers. */
export function needsOf(id, from) {
  const publisher = id.slice(0, id.indexOf('/'));
  return [PUBLISHERS[publisher] ?? {}, CHARTS[id] ?? {}, MODES[id]?.(from) ?? {}];
}
