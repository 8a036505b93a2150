import type { Chart, ChartComponent, ChartPosition } from '../../../model/chart.js';
import { charts, lists } from '../row.js';

/** Places of the pair, by where the chart puts init containers of the user among its own. */
type Places = Partial<Record<'alone' | 'after-own' | 'before-own', readonly string[]>>;

const ROWS: readonly (readonly [name: string, read: string, places: Places])[] = [
  ['postgresql', '17.1.0', { 'after-own': ['primary', 'readReplicas'] }],
  ['postgresql-ha', '16.3.4', { 'after-own': ['pgpool', 'postgresql', 'witness'] }],
  ['redis', '23.1.1', { 'before-own': ['master', 'replica'] }],
  ['rabbitmq', '16.0.16', { 'after-own': [''] }],
  [
    'thanos',
    '17.6.0',
    {
      alone: ['bucketweb', 'queryFrontend', 'query', 'receiveDistributor'],
      'after-own': ['compactor', 'receive', 'ruler', 'storegateway'],
    },
  ],
  ['keycloak', '25.4.0', { alone: ['keycloakConfigCli'], 'after-own': [''] }],
  ['kafka', '32.4.4', { 'after-own': ['broker', '', 'controller', 'provisioning'] }],
  ['mongodb', '17.0.2', { 'before-own': ['arbiter', 'hidden', ''] }],
  [
    'elasticsearch',
    '22.1.7',
    { 'after-own': ['coordinating', '', 'data', 'ingest', 'master'], alone: ['metrics'] },
  ],
  [
    'opensearch',
    '2.0.11',
    { 'after-own': ['coordinating', '', 'dashboards', 'ingest', 'data', 'master'] },
  ],
  ['wordpress', '27.0.0', { 'after-own': [''] }],
  ['mysql', '14.0.5', { 'after-own': ['primary', 'secondary'] }],
  ['mariadb', '23.0.1', { 'after-own': ['primary', 'secondary'] }],
  ['minio', '17.0.23', { 'after-own': [''], alone: ['console'] }],
  ['nginx', '22.1.1', { 'after-own': [''] }],
  ['external-dns', '9.0.4', { alone: [''] }],
  [
    'argo-cd',
    '11.0.2',
    { 'after-own': ['controller', 'dex', 'repoServer'], 'before-own': ['server'] },
  ],
  [
    'airflow',
    '25.1.0',
    { 'after-own': ['', 'worker', 'dagProcessor', 'scheduler', 'triggerer', 'web'] },
  ],
  [
    'harbor',
    '27.0.4',
    {
      'before-own': ['core', 'exporter', 'portal'],
      'after-own': ['jobservice', 'nginx', 'registry', 'trivy'],
    },
  ],
  ['gitea', '3.2.23', { 'before-own': [''] }],
  ['grafana', '12.1.9', { 'after-own': ['grafana'] }],
  [
    'grafana-loki',
    '6.0.8',
    {
      alone: [
        'compactor',
        'distributor',
        'gateway',
        'indexGateway',
        'queryFrontend',
        'queryScheduler',
        'tableManager',
      ],
      'before-own': ['ingester', 'querier', 'ruler'],
    },
  ],
  [
    'grafana-mimir',
    '3.0.19',
    {
      'before-own': ['alertmanager', 'compactor', 'ingester', 'storeGateway'],
      alone: [
        'distributor',
        'gateway',
        'overridesExporter',
        'querier',
        'queryFrontend',
        'queryScheduler',
        'ruler',
      ],
    },
  ],
  ['redis-cluster', '13.0.5', { 'after-own': ['redis'] }],
  ['valkey', '4.0.2', { 'before-own': ['primary', 'replica'] }],
  ['valkey-cluster', '3.0.25', { 'after-own': ['valkey'] }],
  ['contour', '21.1.5', { alone: ['contour', 'defaultBackend'], 'after-own': ['envoy'] }],
  ['consul', '11.4.33', { 'after-own': [''] }],
  ['vault', '1.9.1', { alone: ['csiProvider', 'injector'], 'after-own': ['server'] }],
  ['sonarqube', '8.1.18', { 'after-own': [''] }],
  ['spark', '10.0.4', { 'before-own': ['master', 'worker'] }],
  ['flink', '2.0.8', { alone: ['jobmanager', 'taskmanager'] }],
  ['etcd', '12.0.20', { 'before-own': [''] }],
  ['cassandra', '12.3.13', { 'after-own': [''] }],
  ['zookeeper', '13.8.8', { 'after-own': [''] }],
  ['apache', '11.4.30', { 'after-own': [''] }],
  ['kong', '15.4.23', { alone: [''] }],
  ['oauth2-proxy', '8.0.3', { alone: [''] }],
  ['cert-manager', '1.5.15', { alone: ['cainjector', 'controller', 'webhook'] }],
  ['nats', '9.0.29', { alone: [''] }],
  ['memcached', '8.0.0', { 'after-own': [''] }],
  ['metallb', '6.4.23', { alone: ['controller'], 'before-own': ['speaker'] }],
  ['envoy-gateway', '2.0.5', { alone: ['', 'certgen'] }],
  ['tomcat', '13.0.0', { 'after-own': [''] }],
  ['jenkins', '13.6.18', { 'after-own': [''], alone: ['agent'] }],
  ['grafana-operator', '4.10.0', { alone: ['operator', 'grafana'] }],
  [
    'flux',
    '2.4.37',
    {
      alone: [
        'helmController',
        'imageAutomationController',
        'imageReflectorController',
        'kustomizeController',
        'notificationController',
        'sourceController',
      ],
    },
  ],
];

/** A list is rendered as it is, and its actions are run (common.tplvalues.render). */
const PAIR: Partial<ChartComponent> = {
  fromShape: 'list-or-string',
  fromTpl: true,
  toShape: 'list-or-string',
  toTpl: true,
};

/** What breaks the rule in single charts, by chart and place. */
const EXCEPTIONS: Readonly<Record<string, Partial<ChartComponent>>> = {
  'redis-cluster/redis': { toShape: 'list', toTpl: false },
  'valkey-cluster/valkey': { toShape: 'list', toTpl: false },
  'kafka/': { fanOut: ['templates/provisioning/job.yaml'], hazards: ['fan-out', 'global-list'] },
  'tomcat/': { hazards: ['two-indents'] },
  // It writes volumes behind the last sidecar, as a field of it.
  'envoy-gateway/certgen': { hazards: ['item-defaults'] },
  'metallb/speaker': { hazards: ['two-indents'] },
  'postgresql-ha/postgresql': { hazards: ['hides-another'] },
  'postgresql-ha/witness': { hazards: ['hides-another'] },
  'consul/': { hazards: ['brings-own'] },
  'jenkins/': { hazards: ['brings-own'] },
  'elasticsearch/': { hazards: ['global-list', 'brings-own'] },
  'elasticsearch/coordinating': { hazards: ['brings-own'] },
  'elasticsearch/data': { hazards: ['brings-own'] },
  'elasticsearch/ingest': { hazards: ['brings-own'] },
  'elasticsearch/master': { hazards: ['brings-own'] },
  'airflow/': { hazards: ['global-list'] },
};

/** Components whose init containers are not rendered; those of flux by mistake, from another key. */
const NO_TARGET: ReadonlySet<string> = new Set([
  'jenkins/agent',
  'grafana-operator/grafana',
  'flux/imageReflectorController',
  'flux/sourceController',
]);

const REPOS = ['https://charts.bitnami.com/bitnami', 'oci://registry-1.docker.io/bitnamicharts'];

/** One rule, `sidecars` to `initContainers` at the same place: 115 of 118 charts have it. */
export const BITNAMI_CHARTS: readonly Chart[] = charts('bitnami', REPOS, [
  ...ROWS.map(([name, read, places]) => ({
    name,
    read,
    source: `bitnami/charts, bitnami/${name} at 5165628ae066`,
    components: Object.entries(places).flatMap(([position, prefixes]) =>
      prefixes.flatMap((prefix) =>
        lists([prefix], 'sidecars', NO_TARGET.has(`${name}/${prefix}`) ? null : 'initContainers', {
          ...PAIR,
          position: position as ChartPosition,
          ...EXCEPTIONS[`${name}/${prefix}`],
        }),
      ),
    ),
  })),
  {
    name: '*',
    source: 'bitnami/charts at 5165628ae066, templates of 118 charts',
    components: ['', '*'].flatMap((prefix) =>
      lists([prefix], 'sidecars', 'initContainers', { ...PAIR, position: 'unknown' }),
    ),
    note: 'Every chart that has no row of its own.',
  },
]);
