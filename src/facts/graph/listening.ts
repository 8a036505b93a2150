import { commandText } from '../../classify/command.js';
import type { Container } from '../../model/pod.js';
import { isMap, listAt, mapAt } from '../../model/value.js';
import { ownPorts } from '../ports.js';
import { callsIn, programOf } from '../programs.js';
import { envOf } from '../scripts.js';
import { clientOf, defaultPorts } from './default-ports.js';

/** How sure it is that a container listens on a port: the surest claim makes the owner. */
export const CLAIMS = { declared: 4, told: 3, probed: 2, usual: 1 } as const;
export type Claim = (typeof CLAIMS)[keyof typeof CLAIMS];

/** Variables that say where a program listens: `PORT`, `SERVER_PORT`, `LISTEN_ADDR`. */
const OWN_VARIABLE =
  /^(?:PORT|(?:[A-Z0-9]{1,20}_){0,3}(?:SERVER|HTTP|HTTPS|LISTEN|LISTENING|LISTENER|APP|APPLICATION|SERVICE|WEB|API|BIND|BINDING|MANAGEMENT_SERVER|ADMIN|METRICS|HEALTH|GRPC|NODE|UVICORN|GUNICORN|FLASK_RUN|FASTAPI|ASPNETCORE_HTTP|RAILS|PUMA|CONTAINER)_PORTS?|(?:[A-Z0-9]{1,20}_){0,3}(?:LISTEN|BIND|LISTENER)(?:_?ADDR(?:ESS)?|_?URL|_HOST_PORT)?|(?:[A-Z0-9]{1,20}_){0,3}(?:HTTP|HTTPS|WEB|SERVER|METRICS|GRPC|HEALTH)_(?:ADDR|BIND|LISTEN)(?:ESS|_ADDR(?:ESS)?)?|ASPNETCORE_URLS)$/;

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
  for (const [name, value] of envOf(container)) {
    if (!OWN_VARIABLE.test(name)) continue;
    for (const part of value.slice(0, 400).split(/[;,]/)) {
      const port = LISTENED.exec(part.trim())?.[1] ?? /:(\d{2,5})\/?$/.exec(part.trim())?.[1];
      if (port !== undefined) ports.push(Number(port));
    }
  }
  for (const [, port] of commandText(container).matchAll(TELLS)) ports.push(Number(port));
  return ports;
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
