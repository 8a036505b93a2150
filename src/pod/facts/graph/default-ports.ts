import type { Container } from '../../../model/container.js';
import { baseOf } from '../../classify/catalogue/image.js';
import { standingOf } from '../../classify/catalogue/standing.js';
import { callsIn, programOf } from '../programs.js';

/** Ports of what is no store, as documentation says. */
const SERVERS: readonly (readonly [image: RegExp, ports: readonly number[]])[] = [
  [/^(?:docker|dind|docker-dind|docker-in-docker)$/, [2375, 2376]],
  [/^(?:buildkit)$/, [1234]],
  [/^(?:registry)$/, [5000]],
  [/^(?:cloud[-_]?sql[-_]?proxy|gce-proxy|alloydb-auth-proxy)$/, [5432, 3306, 1433]],
  [/^(?:pgbouncer|pgcat|odyssey)$/, [6432, 5432]],
  [/^(?:proxysql)$/, [6033]],
  [/^(?:nginx|nginx-unprivileged|httpd|openresty|caddy|traefik|angie)$/, [80, 8080]],
  [/^(?:php|php-fpm|phpfpm)$/, [9000]],
  [/^(?:memcached-exporter)$/, [9150]],
  [/^(?:daprd)$/, [3500, 50001]],
  [/^(?:vault|openbao)$/, [8200]],
  [/^(?:consul)$/, [8500]],
  [/^(?:statsd|statsd-exporter|telegraf|dogstatsd)$/, [8125]],
  [/^(?:agent|datadog-agent)$/, [8126, 8125]],
  [/^(?:jaeger-agent)$/, [6831, 6832, 5778]],
  [/^(?:opentelemetry-collector(?:-[\w-]{1,20})?|otelcol|aws-otel-collector|alloy)$/, [4317, 4318]],
  [/^(?:aws-xray-daemon)$/, [2000]],
];

/** The ports that a container answers on unless it is told otherwise; empty where it is not known. */
export function defaultPorts(container: Container): readonly number[] {
  const standing = standingOf(container);
  // Where a sub-command makes it a server, it is no client that its last command says.
  if (standing?.kind === 'store')
    return standing.mode === '' && isClient(container) ? [] : standing.ports;
  if (standing?.kind === 'dual' && standing.known.family.answers.length > 0)
    return standing.known.family.answers;
  const base = baseOf(container.image ?? '').toLowerCase();
  return SERVERS.find(([known]) => known.test(base))?.[1] ?? [];
}

/** The image of a database holds its clients, too. */
function isClient(container: Container): boolean {
  const last = callsIn(programOf(container)).at(-1);
  return last !== undefined && (clientOf(last.name) !== null || /^(?:sleep|tail)$/.test(last.name));
}

/** The port of a URL that names none. */
const SCHEMES: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  ws: 80,
  wss: 443,
  redis: 6379,
  rediss: 6379,
  valkey: 6379,
  amqp: 5672,
  amqps: 5671,
  postgres: 5432,
  postgresql: 5432,
  mysql: 3306,
  mariadb: 3306,
  sqlserver: 1433,
  mongodb: 27017,
  nats: 4222,
  kafka: 9092,
  memcached: 11211,
  cassandra: 9042,
  bolt: 7687,
  oracle: 1521,
  mssql: 1433,
  mqtt: 1883,
  pulsar: 6650,
  clickhouse: 9000,
  ldap: 389,
  zk: 2181,
  zookeeper: 2181,
  cockroachdb: 26257,
  'redis-sentinel': 26379,
  neo4j: 7687,
};

/** By the last name of a scheme: `jdbc:postgresql`, `postgresql+psycopg2`. */
export function schemePort(scheme: string): number | null {
  const name = scheme.toLowerCase().split(':').at(-1)?.split('+')[0] ?? '';
  return Object.hasOwn(SCHEMES, name) ? (SCHEMES[name] ?? null) : null;
}

/** A program that asks one kind of server. */
export interface Client {
  readonly ports: readonly number[];
  /** Its environment variables for the server's address. */
  readonly hosts: readonly string[];
  /** Without an address it asks localhost over TCP, and not a Unix socket of its own file system. */
  readonly local: boolean;
}

const CLIENTS: readonly (readonly [name: RegExp, client: Client])[] = [
  [/^(?:mysql|mysqladmin|mysqldump|mariadb|mariadb-admin)$/, client([3306], ['MYSQL_HOST'], false)],
  [/^(?:psql|pg_isready|pg_dump|pg_dumpall|createdb)$/, client([5432], ['PGHOST'], false)],
  [/^(?:redis-cli|valkey-cli|keydb-cli)$/, client([6379], [], true)],
  [/^(?:mongo|mongosh|mongodump|mongorestore)$/, client([27017], [], true)],
  [/^(?:cqlsh)$/, client([9042], ['CQLSH_HOST'], true)],
  [/^(?:clickhouse-client)$/, client([9000], [], true)],
  [/^(?:etcdctl)$/, client([2379], ['ETCDCTL_ENDPOINTS'], true)],
  [/^(?:vault|bao)$/, client([8200], ['VAULT_ADDR', 'BAO_ADDR'], true)],
  [/^(?:consul)$/, client([8500], ['CONSUL_HTTP_ADDR'], true)],
  [/^(?:docker)$/, client([2375, 2376], ['DOCKER_HOST'], false)],
  [/^(?:sqlcmd)$/, client([1433], [], false)],
  [/^(?:curl|wget|http|xh)$/, client([80], [], false)],
  [/^(?:grpc_health_probe|grpcurl)$/, client([], [], false)],
  [/^(?:rabbitmqadmin)$/, client([15672], [], true)],
  [/^(?:rabbitmqctl|rabbitmq-diagnostics)$/, client([5672], [], true)],
];

function client(ports: readonly number[], hosts: readonly string[], local: boolean): Client {
  return { ports, hosts, local };
}

/** What a command is known to ask, or null. */
export function clientOf(name: string): Client | null {
  return CLIENTS.find(([known]) => known.test(name))?.[1] ?? null;
}

/** Words in the name of a variable that say which kind of server it is about. */
const WORDS: readonly (readonly [word: RegExp, ports: readonly number[]])[] = [
  [/(?:^|_)(?:PG|POSTGRES(?:QL)?)(?:_|$|HOST)/, [5432]],
  [/(?:^|_)(?:MYSQL|MARIADB)/, [3306]],
  [/(?:^|_)(?:MSSQL|SQLSERVER)/, [1433]],
  [/(?:^|_)MONGO/, [27017]],
  [/(?:^|_)(?:REDIS|VALKEY)/, [6379]],
  [/(?:^|_)(?:RABBIT|AMQP)/, [5672]],
  [/(?:^|_)KAFKA/, [9092]],
  [/(?:^|_)(?:ELASTIC|OPENSEARCH|ES_)/, [9200]],
  [/(?:^|_)MEMCACHE/, [11211]],
  [/(?:^|_)NATS/, [4222]],
  [/(?:^|_)(?:DD_|DATADOG)/, [8126, 8125]],
  [/(?:^|_)(?:DD_DOGSTATSD|DOGSTATSD|STATSD)/, [8125]],
  [/(?:^|_)JAEGER/, [6831, 4318]],
  [/(?:^|_)(?:SMTP|MAIL)/, [1025, 25, 587]],
  [/(?:^|_)(?:DB|DATABASE|SQL|DATASOURCE)(?:_|$|HOST)/, [5432, 3306, 1433, 27017, 6432]],
  [/(?:^|_)CACHE/, [6379, 11211]],
];

/** The ports that a variable with a host and no port may be about. */
export function portsOfVariable(name: string): readonly number[] {
  const upper = name.toUpperCase();
  return WORDS.filter(([word]) => word.test(upper)).flatMap(([, ports]) => ports);
}
