import { dual, families, type Row } from './family.js';

/** An exporter that is called as all builds of it are. */
function exporter(
  of: string,
  source: string,
  images: readonly string[] = [],
  names: readonly string[] = [],
): Row {
  const id = `${of}-exporter`;
  return [id, [id, ...images], [id, ...names], source];
}

/** What turns the state of one thing beside it into metrics. */
export const EXPORTERS = [
  ...families('exporter', [
    exporter('redis', 'oliver006/redis_exporter contrib/k8s-redis-and-exporter-deployment.yaml', [
      'valkey-exporter',
    ]),
    exporter(
      'postgres',
      'prometheus-community/postgres_exporter README',
      ['postgresql-exporter'],
      ['postgres-metrics'],
    ),
    exporter('mysqld', 'prometheus/mysqld_exporter README', ['mysql-exporter'], ['mysql-exporter']),
    exporter('memcached', 'prometheus/memcached_exporter README'),
    exporter('mongodb', 'percona/mongodb_exporter README', ['mongo-exporter'], ['mongo-exporter']),
    exporter('rabbitmq', 'kbudde/rabbitmq_exporter README'),
    exporter('elasticsearch', 'prometheus-community/elasticsearch_exporter README', [
      'opensearch-exporter',
    ]),
    exporter('clickhouse', 'ClickHouse/clickhouse_exporter README'),
    exporter('cassandra', 'criteo/cassandra_exporter README'),
    exporter('mssql', 'awaragi/prometheus-mssql-exporter README', ['prometheus-mssql-exporter']),
    exporter('oracledb', 'iamseth/oracledb_exporter README', ['oracle-exporter']),
    exporter('zookeeper', 'dabealu/zookeeper-exporter README'),
    exporter('couchdb', 'gesellix/couchdb-prometheus-exporter README', [
      'couchdb-prometheus-exporter',
    ]),
    exporter(
      'nginx',
      'nginxinc/nginx-prometheus-exporter README',
      [
        'nginx-prometheus-exporter',
        'nginx-vts-exporter',
        'nginxlog-exporter',
        'prometheus-nginxlog-exporter',
      ],
      ['nginx-prometheus-exporter'],
    ),
    exporter('apache', 'Lusitaniae/apache_exporter README'),
    exporter('tomcat', 'nlighten/tomcat_exporter README'),
    exporter(
      'php-fpm',
      'hipages/php-fpm_exporter README',
      ['php-fpm-exporter', 'phpfpm_exporter', 'phpfpm-exporter', 'bakins/php-fpm-exporter'],
      ['phpfpm-exporter'],
    ),
    exporter('opcache', 'DavidePastore/opcache_exporter README'),
    exporter('jmx', 'prometheus/jmx_exporter README', [
      'jmx-prometheus-exporter',
      'kafka-jmx-exporter',
    ]),
    exporter('jolokia', 'aklinkert/jolokia_exporter README'),
    exporter('bind', 'prometheus-community/bind_exporter README'),
    exporter('dnsmasq', 'google/dnsmasq_exporter README'),
    exporter('coredns', 'coredns.io plugins/metrics'),
    exporter('consul', 'prometheus/consul_exporter README'),
    exporter('vault', 'giantswarm/vault-exporter README'),
    exporter('haproxy', 'prometheus/haproxy_exporter README'),
    exporter('envoy', 'envoyproxy.io docs, operations/admin'),
    exporter('squid', 'boynux/squid-exporter README'),
    exporter('solr', 'apache/solr-operator docs'),
    exporter('unbound', 'letsencrypt/unbound_exporter README'),
    exporter('uwsgi', 'timonwong/uwsgi_exporter README'),
    exporter('gunicorn', 'docs.gunicorn.org instrumentation; statsd of gunicorn'),
    exporter('puma', 'harmjanblok/puma-metrics README'),
    exporter('sidekiq', 'Strech/sidekiq-prometheus-exporter README', [
      'sidekiq-prometheus-exporter',
    ]),
    exporter('celery', 'danihodovic/celery-exporter README'),
    exporter('varnish', 'jonnenauha/prometheus_varnish_exporter README', [
      'prometheus-varnish-exporter',
    ]),
    exporter('pgbouncer', 'prometheus-community/pgbouncer_exporter README', [
      'prometheus-pgbouncer-exporter',
    ]),
    exporter('pgpool', 'pgpool/pgpool2_exporter README', ['pgpool2-exporter']),
    exporter('proxysql', 'percona/proxysql_exporter README'),
    exporter('burrow', 'jirwin/burrow_exporter README'),
    exporter('exim', 'gvengel/exim_exporter README'),
    exporter('postfix', 'kumina/postfix_exporter README'),
    exporter('dovecot', 'kumina/dovecot_exporter README'),
    exporter('openvpn', 'kumina/openvpn_exporter README'),
    exporter('wireguard', 'MindFlavor/prometheus_wireguard_exporter README', [
      'prometheus-wireguard-exporter',
    ]),
    exporter('ipmi', 'prometheus-community/ipmi_exporter README'),
    exporter('minecraft', 'dirien/minecraft-prometheus-exporter README', [
      'minecraft-prometheus-exporter',
    ]),
    exporter('qbittorrent', 'esanchezm/prometheus-qbittorrent-exporter README', [
      'prometheus-qbittorrent-exporter',
    ]),
    exporter('transmission', 'metalmatze/transmission-exporter README'),
    exporter('sabnzbd', 'msroest/sabnzbd_exporter README'),
    exporter('plex', 'jsclayton/prometheus-plex-exporter README', ['prometheus-plex-exporter']),
    exporter('tautulli', 'nwalke/tautulli_exporter README'),
    exporter('unpoller', 'unpoller/unpoller README'),
    exporter('adguard', 'ebrianne/adguard-exporter README'),
    exporter('pihole', 'eko/pihole-exporter README', ['pi-hole-exporter']),
    exporter('nvidia-dcgm', 'NVIDIA/dcgm-exporter README', ['dcgm-exporter'], ['dcgm-exporter']),
    [
      'kafka-exporter',
      ['danielqsj/kafka-exporter', 'kafka-exporter'],
      [],
      'danielqsj/kafka_exporter README',
    ],
    ['nats-exporter', ['prometheus-nats-exporter'], [], 'nats-io/prometheus-nats-exporter README'],
    [
      'exportarr',
      ['onedr0p/exportarr', 'exportarr'],
      ['exportarr'],
      'onedr0p/exportarr examples/kubernetes',
    ],
    [
      'mc-monitor',
      ['itzg/mc-monitor'],
      [],
      'itzg/mc-monitor README, subcommands for monitoring',
      {
        modes: [
          {
            becomes: 'runs',
            sub: ['export-for-prometheus', 'gather-for-telegraf', 'collect-otel'],
          },
        ],
        // The other sub-commands ask once.
        otherwise: 'ends',
      },
    ],
    [
      'prometheus-to-sd',
      ['prometheus-to-sd'],
      ['prometheus-to-sd', 'prometheus-to-sd-exporter'],
      'GoogleCloudPlatform/k8s-stackdriver prometheus-to-sd',
    ],
    [
      'stackdriver-prometheus',
      ['stackdriver-prometheus-sidecar', 'stackdriver-prometheus/stackdriver-prometheus-sidecar'],
      [],
      'Stackdriver/stackdriver-prometheus-sidecar README',
    ],
    [
      'dnsmasq-metrics',
      ['k8s-dns-sidecar', 'dnsmasq-metrics'],
      ['dnsmasq-metrics'],
      'kubernetes/dns cmd/sidecar',
    ],
    [
      'mtail',
      ['mtail', 'google/mtail'],
      ['mtail'],
      'google/mtail docs, deploying',
      { modes: [{ becomes: 'ends', flag: ['one_shot', 'compile_only', 'version'] }] },
    ],
    [
      'grok-exporter',
      ['grok_exporter', 'grok-exporter', 'prometheus-grok-exporter'],
      ['grok-exporter'],
      'fstab/grok_exporter README',
    ],
  ]),
  ...families(
    'exporter',
    [
      exporter('blackbox', 'prometheus/blackbox_exporter README'),
      exporter('process', 'ncabatoff/process-exporter README', ['ncabatoff/process-exporter']),
      exporter('node', 'prometheus/node_exporter README', ['prometheus-node-exporter']),
      exporter('statsd', 'prometheus/statsd_exporter README', [], ['statsd-exporter-sidecar']),
      exporter('graphite', 'prometheus/graphite_exporter README'),
      exporter('collectd', 'prometheus/collectd_exporter README'),
      exporter('json', 'prometheus-community/json_exporter README'),
      exporter('sql', 'burningalive/sql_exporter README', ['prometheus-sql-exporter']),
      exporter('script', 'ricoberger/script_exporter README'),
      exporter('snmp', 'prometheus/snmp_exporter README'),
      exporter('filestat', 'michael-doubez/filestat_exporter README'),
    ],
    dual('sure'),
  ),
  ...families(
    'exporter',
    [
      exporter('cloudwatch', 'prometheus/cloudwatch_exporter README: one for an account', [
        'yet-another-cloudwatch-exporter',
        'yace',
      ]),
      exporter('stackdriver', 'prometheus-community/stackdriver_exporter README', []),
      exporter('cloudflare', 'lablabs/cloudflare-exporter README: one for an account', []),
      exporter('github', 'githubexporter/github-exporter README: one for an organization', []),
      exporter('ssl', 'ribbybibby/ssl_exporter README', []),
    ],
    dual('never'),
  ),
];
