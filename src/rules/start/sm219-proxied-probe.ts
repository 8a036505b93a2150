import type { Container } from '../../model/container.js';
import type { Hit, Subject } from '../../model/rule.js';
import { isMap, textAt } from '../../model/value.js';
import { baseOf } from '../../pod/classify/catalogue/image.js';
import { lookUp, SERVES_ALONE } from '../../pod/classify/catalogue/index.js';
import { commandText } from '../../pod/classify/command.js';
import { defaultPorts } from '../../pod/facts/graph/default-ports.js';
import { addressesIn, namesOfHere } from '../../pod/facts/graph/here.js';
import { mayListenOn, ownPorts, portAsked } from '../../pod/facts/ports.js';
import { callsIn, handlerProgram, probeOf } from '../../pod/facts/programs.js';
import { blocks, rule, warns } from '../define.js';
import { isEnvoysOwn } from './envoy-admin.js';

/** What a proxy answers itself, whatever is behind it. */
interface OwnEndpoint {
  readonly image: RegExp;
  readonly path: RegExp;
  /** The ports of its administration, where its other ones belong to what is behind it. */
  readonly ports?: readonly number[];
}

const OWN_ENDPOINTS: readonly OwnEndpoint[] = [
  { image: /oauth2?-proxy/, path: /^\/(?:ping|ready|oauth2?\/(?:healthz|ready))$/ },
  { image: /proxyv2/, path: /^\/healthz\/ready$/, ports: [15020, 15021] },
  { image: /^proxy$|linkerd/, path: /^\/(?:ready|live)$/, ports: [4191] },
  { image: /consul-dataplane/, path: /^\/(?:health|ready)/ },
  // docs.dapr.io, Dapr health checks: `outbound` leaves the application out.
  { image: /^daprd$/, path: /^\/v1\.0\/healthz\/outbound$/ },
  // openpolicyagent.org, Health API.
  { image: /^opa(?:-|$)/, path: /^\/health(?:[/?]|$)/ },
];

/** A startupProbe that a proxy passes on to App waits for App, which waits for the proxy. */
export const proxiedProbe = rule({
  code: 'SM219',
  title: 'a probe that goes through another container',
  sources: ['KEP-753, Scenario 7'],
  effects: ['blocks', 'warns'],
  harm: 'A probe goes through another container. A startupProbe that a proxy passes on to the main container never passes; a main container whose probe is answered by the sidecar is restarted when the sidecar fails.',
  seen: 'A startupProbe of a proxy on a path that the proxy is not known to answer itself; one of kube-rbac-proxy on a path that --ignore-paths passes on to the main container blocks. A probe of the main container on a port of the sidecar.',
  fix: 'Probe an endpoint that the container answers itself, or check the probe and accept SM219.',
  before:
    'startupProbe: {httpGet: {path: /health, port: 8443, scheme: HTTPS}} # of kube-rbac-proxy',
  after:
    'startupProbe: {httpGet: {path: /healthz, port: 8643, scheme: HTTPS}} # --proxy-endpoints-port',
  check: (subject) => [
    ...throughApp(subject),
    ...byCommand(subject),
    ...throughPooler(subject),
    ...throughSidecar(subject),
  ],
});

const CLIENTS = /^(?:psql|pg_isready|mysql|mysqladmin|mariadb|redis-cli|mongosh?|sqlcmd)$/;

/** A pooler answers a client of the database once the database does. */
function throughPooler({ container, apps }: Subject): readonly Hit<'block' | 'warn'>[] {
  if (
    !SERVES_ALONE.has(baseOf(container.image ?? '')) &&
    lookUp(container)?.family.id !== 'pgbouncer'
  )
    return [];
  const call = callsIn(handlerProgram(container, ['startupProbe'])).find(
    // pg_isready is content with a server that answers, and no more.
    ({ name }) => CLIENTS.test(name) && name !== 'pg_isready',
  );
  const database = apps.find((app) => defaultPorts(app).some((port) => DATABASES.has(port)));
  if (call === undefined || database === undefined) return [];
  return warns(
    `the startupProbe of ${container.name} queries a database through it (${call.name}): if that is ${database.name}, which starts only once ${container.name} has started, neither would ever start`,
    `make the startupProbe check that ${container.name} listens (tcpSocket), or accept SM219 if its database is elsewhere`,
  );
}

const DATABASES: ReadonlySet<number> = new Set([5432, 3306, 6379, 27017, 1433, 11211]);

function throughApp(subject: Subject): readonly Hit<'block' | 'warn'>[] {
  const { container } = subject;
  const probe = probeOf(container, 'startupProbe');
  const action = isMap(probe?.httpGet) ? probe.httpGet : isMap(probe?.grpc) ? probe.grpc : null;
  if (action === null || !isProxy(container)) return [];
  const path = textAt(action, ['path']) ?? (probe?.httpGet === action ? '/' : '');
  const port = portAsked(action, container);
  const image = baseOf(container.image ?? '');
  if (/kube-rbac-proxy/.test(image)) return throughRbacProxy(container, path, port);
  return isItsOwn(subject, path, port)
    ? []
    : [maybePassedOn(container, path, port ?? String(action.port))];
}

/** `curl localhost:10000/health` of a proxy goes the same way as the kubelet's own request. */
function byCommand(subject: Subject): readonly Hit<'block' | 'warn'>[] {
  const { container, pod } = subject;
  if (!isProxy(container)) return [];
  const own = ownPorts(container);
  const names = namesOfHere(container, pod);
  for (const call of callsIn(handlerProgram(container, ['startupProbe']))) {
    if (!/^(?:curl|wget|http|xh|grpc_health_probe|grpcurl)$/.test(call.name)) continue;
    const asked = addressesIn(call.text, names).find(({ port }) => port !== null && own.has(port));
    if (asked === undefined || asked.port === null) continue;
    const path = asked.path === '' && !call.name.startsWith('grpc') ? '/' : asked.path;
    if (!isItsOwn(subject, path, asked.port)) return [maybePassedOn(container, path, asked.port)];
  }
  return [];
}

function isItsOwn(subject: Subject, path: string, port: number | null): boolean {
  const { container } = subject;
  const image = baseOf(container.image ?? '');
  if (/envoy/.test(image)) return isEnvoysOwn(subject, path, port);
  return OWN_ENDPOINTS.some(
    (own) =>
      own.image.test(image) &&
      own.path.test(path) &&
      (port === null ||
        (own.ports?.includes(port) ?? (mayListenOn(container, port) || declaresNone(container)))),
  );
}

function declaresNone(container: Container): boolean {
  return ownPorts(container).size === 0;
}

function maybePassedOn(
  { name }: Container,
  path: string,
  port: number | string,
): Hit<'block' | 'warn'> {
  return {
    severity: 'warn',
    message: `the startupProbe of ${name} checks ${path || 'a gRPC service'} on port ${port}: if ${name} passes that on to the main container, neither would ever start`,
    remedy: `probe an endpoint that ${name} answers itself, or accept SM219 if this is one`,
  };
}

/**
 * kube-rbac-proxy answers /healthz itself on the port of --proxy-endpoints-port only: on the other
 * one every path is its upstream's (brancz/kube-rbac-proxy cmd/kube-rbac-proxy/app).
 */
function throughRbacProxy(
  container: Container,
  path: string,
  port: number | null,
): readonly Hit<'block' | 'warn'>[] {
  const text = commandText(container);
  const own = /--proxy-endpoints-port[= ](\d{1,5})/.exec(text)?.[1];
  if (own !== undefined && Number(own) === port)
    return path === '/healthz' ? [] : [maybePassedOn(container, path, port)];
  const upstream = /--upstream[= ](https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\]):\d{1,5})/.exec(
    text,
  )?.[1];
  const open = /--ignore-paths[= ]([^\s]{1,1000})/.exec(text)?.[1]?.split(',') ?? [];
  if (upstream === undefined || !open.some((each) => covers(each, path)))
    return [maybePassedOn(container, path, port ?? '')];
  return blocks(
    `the startupProbe of ${container.name} checks ${path} on port ${port ?? ''}, which ${container.name} passes on to the main container (${upstream}): neither would ever start`,
    `give ${container.name} --proxy-endpoints-port, and probe /healthz there`,
  );
}

/** Its paths are patterns of Go's path.Match, where a star is anything but a slash. */
function covers(pattern: string, path: string): boolean {
  const start = pattern.split('*', 1)[0] ?? '';
  return pattern === path || (pattern.includes('*') && path.startsWith(start));
}

/** Who judges App by what the sidecar answers now asks it while App is not there yet. */
function throughSidecar({ container, apps }: Subject): readonly Hit<'block' | 'warn'>[] {
  const own = ownPorts(container);
  for (const app of apps)
    for (const kind of ['livenessProbe', 'startupProbe'] as const) {
      const probe = probeOf(app, kind) ?? {};
      for (const action of [probe.httpGet, probe.tcpSocket, probe.grpc]) {
        const port = isMap(action) ? portAsked(action, app) : null;
        if (port === null || !own.has(port) || ownPorts(app).has(port)) continue;
        return warns(
          `the ${kind} of ${app.name} checks port ${port} of ${container.name}: ${container.name} now answers for ${app.name} before ${app.name} has started, and a restart of one looks like a failure of the other`,
          `check that ${container.name} itself waits for ${app.name}, then accept SM219`,
        );
      }
    }
  return [];
}

/** What stands in front of an application, known or not. */
export function isProxy(container: Container): boolean {
  const category = lookUp(container)?.family.category;
  if (category === 'mesh-proxy' || category === 'auth-proxy') return true;
  return /^(?:nginx|envoy|haproxy|traefik|caddy|httpd|openresty|varnish)/.test(
    baseOf(container.image ?? ''),
  );
}
