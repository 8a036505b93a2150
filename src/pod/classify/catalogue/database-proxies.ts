import { dual, endsBy, endsWith, families, type Mode } from './family.js';

const CLOUD_SQL: readonly Mode[] = [
  // GoogleCloudPlatform/cloud-sql-proxy cmd/wait.go and cmd/shutdown.go
  endsBy('wait', 'shutdown', 'completion', 'help'),
  endsWith('version', 'help'),
];

/** What an application reaches its database through. */
export const DATABASE_PROXIES = families('database-proxy', [
  [
    'cloud-sql-proxy',
    [
      'cloud-sql-connectors/cloud-sql-proxy',
      'cloud-sql-proxy',
      'cloudsql-docker/gce-proxy',
      'gce-proxy',
      'cloudsql-proxy',
    ],
    ['cloud-sql-proxy', 'cloudsql-proxy', 'cloud-sql-auth-proxy', 'cloudsqlproxy', 'cloudsql'],
    'GoogleCloudPlatform/cloud-sql-proxy examples/k8s-sidecar',
    {
      programs: ['cloud-sql-proxy', 'cloud_sql_proxy', 'cloudsql-proxy'],
      modes: CLOUD_SQL,
    },
  ],
  [
    'alloydb-auth-proxy',
    ['alloydb-connectors/alloydb-auth-proxy', 'alloydb-auth-proxy'],
    ['alloydb-auth-proxy', 'alloydb-proxy'],
    'GoogleCloudPlatform/alloydb-auth-proxy examples',
    { modes: CLOUD_SQL },
  ],
  [
    'spanner-pgadapter',
    ['cloud-spanner-pg-adapter/pgadapter', 'pgadapter'],
    ['pgadapter'],
    'GoogleCloudPlatform/pgadapter docs/sidecar-proxy',
  ],
  [
    'pgbouncer',
    ['pgbouncer', 'edoburu/pgbouncer', 'ghcr.io/cloudnative-pg/pgbouncer'],
    ['pgbouncer'],
    'pgbouncer.org features; edoburu/docker-pgbouncer examples/kubernetes/singleuser',
    { nature: dual('front') },
  ],
  [
    'pgcat',
    ['postgresml/pgcat', 'pgcat'],
    ['pgcat'],
    'postgresml/pgcat README',
    { nature: dual('front') },
  ],
  [
    'pgpool',
    ['pgpool', 'pgpool2'],
    ['pgpool'],
    'pgpool/pgpool2_on_k8s docs',
    { nature: dual('front') },
  ],
  ['odyssey', ['yandex/odyssey'], [], 'yandex/odyssey README', { nature: dual('front') }],
  ['supavisor', ['supabase/supavisor'], [], 'supabase/supavisor README', { nature: dual('front') }],
  [
    'proxysql',
    ['proxysql/proxysql', 'proxysql'],
    ['proxysql'],
    'proxysql.com documentation, Kubernetes',
    { nature: dual('front') },
  ],
  [
    'mysql-router',
    ['mysql-router', 'mysql/mysql-router', 'community-router'],
    ['mysql-router', 'mysqlrouter'],
    'dev.mysql.com mysql-router, deployed on the host of the application',
    { nature: dual('front'), programs: ['mysqlrouter'] },
  ],
  [
    'maxscale',
    ['mariadb/maxscale', 'maxscale'],
    ['maxscale'],
    'mariadb.com docs, MaxScale',
    { nature: dual('front') },
  ],
  [
    'twemproxy',
    ['twemproxy', 'nutcracker'],
    ['twemproxy', 'nutcracker'],
    'twitter/twemproxy README',
    { nature: dual('front'), programs: ['nutcracker', 'twemproxy'] },
  ],
  ['mcrouter', ['mcrouter'], ['mcrouter'], 'facebook/mcrouter wiki', { nature: dual('front') }],
  [
    'redis-cluster-proxy',
    ['redis-cluster-proxy', 'predixy', 'envoy-redis-proxy'],
    ['redis-cluster-proxy', 'redis-proxy', 'predixy'],
    'RedisLabs/redis-cluster-proxy README',
    { nature: dual('front') },
  ],
  [
    'aws-sigv4-proxy',
    ['aws-sigv4-proxy', 'aws-observability/aws-sigv4-proxy'],
    ['aws-sigv4-proxy', 'sigv4-proxy'],
    'awslabs/aws-sigv4-proxy README',
  ],
  [
    'teleport-tbot',
    ['tbot'],
    ['tbot'],
    'goteleport.com docs, machine-id',
    {
      // goteleport.com docs, reference/cli/tbot
      modes: [
        endsWith('oneshot'),
        { becomes: 'ends', env: ['TBOT_ONESHOT', /^(?:1|t|true|y|yes|on)$/i] },
        endsBy('init', 'configure', 'version', 'wait', 'keypair', 'db', 'migrate'),
      ],
    },
  ],
  [
    'teleport',
    ['teleport', 'gravitational/teleport', 'teleport-distroless', 'teleport-ent'],
    ['teleport', 'teleport-agent', 'teleport-sidecar'],
    'goteleport.com docs, an agent beside what it protects; a cluster is a workload of its own',
    { nature: dual('never'), modes: [endsBy('configure', 'node configure', 'version')] },
  ],
]);
