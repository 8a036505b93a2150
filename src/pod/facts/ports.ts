import type { Container } from '../../model/container.js';
import { isMap, listAt, type ValueMap } from '../../model/value.js';
import { baseOf } from '../classify/catalogue/image.js';
import { commandText, portNumbers } from '../classify/command.js';

/** Arguments that say where a program listens: other addresses on localhost are what it dials. */
const LISTENS =
  /(?:--?(?:[\w-]{0,40}-)?port[= ]|[?&]port=|tcp:(?:[\d.]{1,15}:)?|--?[\w.-]{0,40}(?:listen|bind|https?-addr)[\w.-]{0,40}[= ](?:localhost|[\d.]{0,15}):|[= ]:)(\d{2,5})\b/g;

/** The Cloud SQL and AlloyDB proxies listen on the port of their database unless they are told. */
const DATABASE_PORTS: readonly number[] = [5432, 3306, 1433];

/** Ports that a container declares, is probed on, or is told to listen on. */
export function portsOf(container: Container): ReadonlySet<number> {
  return new Set([...portNumbers(container), ...listeningPorts(container)]);
}

/** Ports that are its own for sure: a probe may well ask somebody else's. */
export function ownPorts(container: Container): ReadonlySet<number> {
  const declared = listAt(container.value, ['ports']).flatMap((port) =>
    isMap(port) ? [Number(port.containerPort)] : [],
  );
  return new Set([...declared.filter(Number.isInteger), ...listeningPorts(container)]);
}

/** The numbers of `ports`. */
export function declaredPorts({ value }: Container): ReadonlySet<number> {
  const numbers = listAt(value, ['ports']).map((port) =>
    isMap(port) ? Number(port.containerPort) : Number.NaN,
  );
  return new Set(numbers.filter(Number.isInteger));
}

/** Ports that programs answer their health on without being told: base of the image, numbers. */
const HEALTH_PORTS: readonly (readonly [image: RegExp, ports: readonly number[]])[] = [
  [/cloud-?sql-?proxy|alloydb/, [9090, 9091, 9801, 8090]],
  [/envoy|^proxyv2$/, [9901, 15000, 15020, 15021, 15090, 19000]],
  [/otel|opentelemetry/, [13133, 4317, 4318, 8888]],
  [/fluent-?bit/, [2020]],
  [/fluentd/, [24220, 24231]],
  [/^vault/, [8200, 8100]],
  [/consul/, [8500, 8502, 20000, 20600]],
  [/^agent$|datadog/, [5555, 8125, 8126]],
  [/^proxy$|linkerd/, [4191, 4143, 4140]],
  [/dapr/, [3500, 3501, 50001]],
  [/oauth2?-proxy/, [4180, 44180]],
  [/alloy|^agent$/, [12345]],
  [/vector/, [8686]],
  [/promtail/, [3101, 9080]],
  [/telegraf/, [8080, 9273]],
  [/nginx-prometheus-exporter|nginx-exporter/, [9113]],
  [/thanos/, [10902, 10901]],
  [/livenessprobe/, [9808]],
  [/jaeger/, [14269, 14270, 14271]],
  [/^opa(?:-|$)/, [8181, 8282]],
  [/^(?:filebeat|metricbeat|heartbeat|packetbeat|auditbeat)/, [5066]],
  [/logstash/, [9600]],
];

/** Whether a container says, or its image is known for, a port that it need not declare. */
export function mayListenOn(container: Container, port: number): boolean {
  if (ownPorts(container).has(port)) return true;
  const image = baseOf(container.image ?? '');
  if (HEALTH_PORTS.some(([name, ports]) => name.test(image) && ports.includes(port))) return true;
  const own = [commandText(container), ...plainValues(container)].join(' ');
  return new RegExp(`(?<!(?:localhost|127\\.0\\.0\\.1|::1\\]):)(?<![\\d.])${port}(?![\\d.])`).test(
    own,
  );
}

function before(text: string, index: number): string {
  return text.slice(Math.max(0, index - 80), index);
}

function plainValues({ value }: Container): readonly string[] {
  return listAt(value, ['env']).flatMap((entry) =>
    isMap(entry) && /^(?:string|number)$/.test(typeof entry.value) ? [String(entry.value)] : [],
  );
}

function listeningPorts(container: Container): readonly number[] {
  const text = commandText(container);
  const told = [...text.matchAll(LISTENS)]
    // `lsof -i :8080` looks who listens there.
    .filter(({ index }) => !/\b(?:lsof|ss|netstat)\s[^;&|]{0,60}$/.test(before(text, index)))
    .map(([, port]) => Number(port));
  const isDatabaseProxy = /^(?:cloud[-_]?sql|alloydb)/.test(baseOf(container.image ?? ''));
  return told.length === 0 && isDatabaseProxy ? DATABASE_PORTS : told;
}

/** The number that a probe or a hook asks; a name is looked up in its own container, as kubelet does. */
export function portAsked(handler: ValueMap, container: Container): number | null {
  const { port } = handler;
  if (typeof port === 'number') return port;
  if (typeof port !== 'string') return null;
  if (/^\d+$/.test(port)) return Number(port);
  const named = listAt(container.value, ['ports']).find((p) => isMap(p) && p.name === port);
  return isMap(named) && typeof named.containerPort === 'number' ? named.containerPort : null;
}

/** This pod: by the names of localhost, and by its own address where a script asks for that. */
const HERE =
  /(?:localhost|127\.0\.0\.1|::1\]?|0\.0\.0\.0|\$\{?\w{0,20}IP\}?|\$\{?HOSTNAME\}?|\$\(hostname[^)]{0,20}\)|`hostname[^`]{0,20}`)["']?(?::|\/|\s+)["']?(\d{2,5})(?![\d.])/g;

function localPorts(text: string): readonly number[] {
  return [...text.matchAll(HERE)].map(([, port]) => Number(port));
}

/** The port of these that a command asks in this pod, or null. */
export function localPortIn(text: string, ports: ReadonlySet<number>): number | null {
  return localPorts(text).find((port) => ports.has(port)) ?? null;
}

/** A port in this pod that a command asks and that is none of these, or null. */
export function foreignPortIn(text: string, own: ReadonlySet<number>): number | null {
  return localPorts(text).find((port) => !own.has(port)) ?? null;
}
