import type { Container } from '../../../model/container.js';
import { isMap, listAt, mapAt } from '../../../model/value.js';
import { baseOf } from '../../classify/catalogue/image.js';
import { commandText } from '../../classify/command.js';
import { ownPorts } from '../ports.js';
import { callsIn, programOf } from '../programs.js';
import { envOf } from '../scripts.js';
import type { Call } from '../shell.js';
import { clientOf, defaultPorts } from './default-ports.js';

/** How sure it is that a container listens on a port: the surest claim makes the owner. */
export const CLAIMS = { declared: 4, told: 3, probed: 2, usual: 1 } as const;
export type Claim = (typeof CLAIMS)[keyof typeof CLAIMS];

/** Variables that say where a program listens: `PORT`, `SERVER_PORT`, `LISTEN_ADDR`. */
const OWN_VARIABLE =
  /^(?:PORT|(?:[A-Z0-9]{1,20}_){0,3}(?:SERVER|HTTP|HTTPS|LISTEN|LISTENING|LISTENER|APP|APPLICATION|SERVICE|WEB|API|BIND|BINDING|MANAGEMENT_SERVER|ADMIN|METRICS|HEALTH|GRPC|NODE|UVICORN|GUNICORN|FLASK_RUN|FASTAPI|ASPNETCORE_HTTP|RAILS|PUMA|CONTAINER)_PORTS?|(?:[A-Z0-9]{1,20}_){0,3}(?:LISTEN|BIND|LISTENER)(?:_?ADDR(?:ESS)?|_?URL|_HOST_PORT)?|(?:[A-Z0-9]{1,20}_){0,3}(?:HTTP|HTTPS|WEB|SERVER|METRICS|GRPC|HEALTH)_(?:ADDR|BIND|LISTEN)(?:ESS|_ADDR(?:ESS)?)?|ASPNETCORE_URLS)$/;

/** Those of programs that have a name of their own for it, as their documentation says. */
const OWN_BY_NAME =
  /^(?:(?:[A-Z0-9]{1,20}_){0,4}(?:LISTEN|ACCEPT|LISTEN_?PORT|ACCEPT_?PORT|BIND_?PORT|ADMIN_?PORT|LISTEN_HTTP|HTTP_ADDRESS|HTTPS_ADDRESS|METRICS_ADDRESS)|(?:STUNNEL|PGBOUNCER|PGCAT|HAPROXY|SQUID|ENVOY(?:_ADMIN)?|TRAEFIK|NGINX|CADDY|VARNISH(?:_HTTP)?|CSQL_PROXY|ALLOYDB_PROXY|OAUTH2_PROXY|PROXYSQL|TINYPROXY|SOCAT|VAULT_AGENT|DAPR_HTTP|DAPR_GRPC)_PORT)$/;

/** Those that a server and its clients read alike: the server's where no host stands beside it. */
const OWN_OF_SERVERS =
  /^(?:(MYSQL|MARIADB|PG|POSTGRES(?:QL)?|REDIS|VALKEY|MONGO(?:DB)?|MEMCACHED|RABBITMQ)_?(?:TCP_?)?PORT)$/;

/** A value that is nothing else than where to listen: `:8080`, `0.0.0.0:8080`, `http://+:8080`. */
const LISTENED = /^(?:https?:\/\/)?(?:\+|\*|0\.0\.0\.0|\[::\])?:?(\d{2,5})\/?$/;

/** Options that only ever say where a program itself listens. */
const TELLS =
  /(?:^|[\s=])(?:--?[\w.-]{0,40}(?:listen|bind)[\w.-]{0,40}|--?(?:http|https|web|metrics|health|grpc|admin)[.-](?:addr(?:ess)?|port)|--?addr(?:ess)?|-l)[=\s]["']?(?:https?:\/\/|tcp:\/\/)?(?:0\.0\.0\.0|\*|\[::\]|localhost|127\.0\.0\.1)?:(\d{2,5})(?![\w.])/g;

/** The ports of a container, each with the surest reason to say so. */
export function claimsOf(container: Container): ReadonlyMap<number, Claim> {
  const claims = new Map<number, Claim>();
  const claim = (port: number, by: Claim): void => {
    if (Number.isInteger(port) && port > 0 && (claims.get(port) ?? 0) < by) claims.set(port, by);
  };
  for (const port of defaultPorts(container)) claim(port, CLAIMS.usual);
  for (const port of probedPorts(container)) claim(port, CLAIMS.probed);
  const asked = askedPorts(container);
  for (const port of ownPorts(container)) if (!asked.has(port)) claim(port, CLAIMS.told);
  for (const port of toldPorts(container)) claim(port, CLAIMS.told);
  for (const port of listAt(container.value, ['ports']))
    if (isMap(port)) claim(Number(port.containerPort), CLAIMS.declared);
  return claims;
}

/** Options that name the port of somebody else: `--db-port=5432`, and `--port` of a client. */
const ASKED =
  /--?[\w-]{0,40}(?:db|database|sql|redis|postgres|pg|mongo|rabbit|kafka|upstream|remote|target|backend|origin|statsd|master)[\w-]{0,20}[._-]port[=\s](\d{2,5})\b/g;

function askedPorts(container: Container): ReadonlySet<number> {
  const ofClients = callsIn(programOf(container))
    .filter(({ name }) => clientOf(name) !== null)
    .flatMap(({ text }) => [...text.slice(0, 2000).matchAll(/\b(\d{2,5})\b/g)]);
  return new Set(
    [...commandText(container).matchAll(ASKED), ...ofClients].map(([, port]) => Number(port)),
  );
}

/** Ports that arguments and environment say the container listens on. */
function toldPorts(container: Container): readonly number[] {
  const ports: number[] = [];
  const environment = envOf(container);
  for (const [name, value] of environment) {
    if (!saysOwnPort(name, environment, container)) continue;
    for (const part of value.slice(0, 400).split(/[;,]/)) {
      const port = LISTENED.exec(part.trim())?.[1] ?? /:(\d{2,5})\/?$/.exec(part.trim())?.[1];
      if (port !== undefined) ports.push(Number(port));
    }
  }
  for (const [, port] of commandText(container).matchAll(TELLS)) ports.push(Number(port));
  return [...ports, ...callsIn(programOf(container)).flatMap(servedPorts)];
}

/** `podman system service --time=0 tcp://127.0.0.1:2375`: an operand of what serves. */
function servedPorts({ args }: Call): readonly number[] {
  if (!args.slice(0, 2).some((arg) => /^(?:service|serve|server)$/.test(arg))) return [];
  return args.flatMap((arg, i) => {
    const isValue = /^-{1,2}[\w-]{1,60}$/.test(args[i - 1] ?? '');
    const port = /^(?:tcp|https?):\/\/[\w.*[\]:-]{0,60}:(\d{2,5})\/?$/.exec(arg)?.[1];
    return isValue || port === undefined ? [] : [Number(port)];
  });
}

function saysOwnPort(
  name: string,
  environment: ReadonlyMap<string, string>,
  container: Container,
): boolean {
  const server = OWN_OF_SERVERS.exec(name)?.[1];
  if (server === undefined && !OWN_VARIABLE.test(name) && !OWN_BY_NAME.test(name)) return false;
  // `ORDERS_PORT` beside `ORDERS_HOST` is where somebody else listens.
  const prefix = name.replace(/_?(?:TCP_?)?PORT$/, '');
  const isClient = [
    `${prefix}_HOST`,
    `${prefix}HOST`,
    `${prefix}_HOSTNAME`,
    `${prefix}_SERVER`,
  ].some((each) => each !== '_HOST' && prefix !== '' && environment.has(each));
  if (server !== undefined) return !isClient && isServerOf(server, container);
  return OWN_VARIABLE.test(name) || !isClient;
}

/** Its name and default port say what an image serves; an application only asks. */
function isServerOf(server: string, container: Container): boolean {
  const base = baseOf(container.image ?? '').toLowerCase();
  if (defaultPorts(container).length === 0) return false;
  if (/^(?:MYSQL|MARIADB)$/.test(server)) return /mysql|maria|percona/.test(base);
  if (/^P/.test(server)) return /^pg|postg|timescale/.test(base);
  return base.includes(server.toLowerCase());
}

/** A container that declares its ports, and not this one, is probed on somebody else's. */
function probedPorts({ value }: Container): readonly number[] {
  if (listAt(value, ['ports']).length > 0) return [];
  return ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe) =>
    ['httpGet', 'tcpSocket', 'grpc'].flatMap((action) => {
      const port = mapAt(value, [probe, action])?.port;
      return typeof port === 'number' ? [port] : [];
    }),
  );
}
