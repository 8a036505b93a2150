import { baseOf } from '../../../classify/catalogue/image.js';
import { lookUp, SERVES_ALONE } from '../../../classify/catalogue/index.js';
import { commandText } from '../../../classify/command.js';
import { defaultPorts } from '../../../facts/graph/default-ports.js';
import { ownPorts, portAsked } from '../../../facts/ports.js';
import { callsIn, handlerProgram, probeOf } from '../../../facts/programs.js';
import type { Container } from '../../../model/pod.js';
import type { Hit, Rule } from '../../../model/rule.js';
import { isMap, textAt } from '../../../model/value.js';

/** What proxies answer themselves, whatever is behind them: base of the image, path. */
const OWN_ENDPOINTS: readonly (readonly [image: RegExp, path: RegExp])[] = [
  [/oauth2?-proxy/, /^\/(?:ping|ready|oauth2?\/(?:healthz|ready))$/],
  [/envoy/, /^\/(?:ready|server_info)$/],
  [/proxyv2/, /^\/healthz\/ready$/],
  [/^proxy$|linkerd/, /^\/(?:ready|live)$/],
  [/consul-dataplane/, /^\/(?:health|ready)/],
];

/** A startupProbe that a proxy passes on to App waits for App, which waits for the proxy. */
export const proxiedProbe: Rule = {
  code: 'SM219',
  title: 'a probe that goes through another container',
  sources: ['KEP-753, Scenario 7'],
  absolute: false,
  check: ({ container, apps }) => [
    ...throughApp(container),
    ...throughPooler(container, apps),
    ...throughSidecar(container, apps),
  ],
};

const CLIENTS = /^(?:psql|pg_isready|mysql|mysqladmin|mariadb|redis-cli|mongosh?|sqlcmd)$/;

/** A pooler answers a client of the database once the database does. */
function throughPooler(container: Container, apps: readonly Container[]): readonly Hit[] {
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
  return [
    {
      severity: 'warn',
      message: `the startupProbe of ${container.name} asks a database through it (${call.name}): if that is ${database.name}, which starts only once ${container.name} has started, neither ever would`,
      remedy: `let the startupProbe look whether ${container.name} listens (tcpSocket), or accept SM219 if its database is elsewhere`,
    },
  ];
}

const DATABASES: ReadonlySet<number> = new Set([5432, 3306, 6379, 27017, 1433, 11211]);

function throughApp(container: Container): readonly Hit[] {
  const probe = probeOf(container, 'startupProbe');
  const action = isMap(probe?.httpGet) ? probe.httpGet : isMap(probe?.grpc) ? probe.grpc : null;
  if (action === null || !isProxy(container)) return [];
  const path = textAt(action, ['path']) ?? (probe?.httpGet === action ? '/' : '');
  const port = portAsked(action, container);
  const image = baseOf(container.image ?? '');
  if (/kube-rbac-proxy/.test(image)) return throughRbacProxy(container, path, port);
  const isOwn =
    OWN_ENDPOINTS.some(([name, own]) => name.test(image) && own.test(path)) &&
    (port === null || ownPorts(container).has(port) || ownPorts(container).size === 0);
  return isOwn ? [] : [maybePassedOn(container, path, port ?? String(action.port))];
}

function maybePassedOn({ name }: Container, path: string, port: number | string): Hit {
  return {
    severity: 'warn',
    message: `the startupProbe of ${name} asks ${path || 'a gRPC service'} on port ${port}: if ${name} passes that on to the application, neither ever starts`,
    remedy: `probe an endpoint that ${name} answers itself, or accept SM219 if this is one`,
  };
}

/**
 * kube-rbac-proxy answers /healthz itself on the port of --proxy-endpoints-port only: on the other
 * one every path is its upstream's (brancz/kube-rbac-proxy cmd/kube-rbac-proxy/app).
 */
function throughRbacProxy(container: Container, path: string, port: number | null): readonly Hit[] {
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
  return [
    {
      severity: 'block',
      message: `the startupProbe of ${container.name} asks ${path} on port ${port ?? ''}, which ${container.name} passes on to the application (${upstream}): neither would ever start`,
      remedy: `give ${container.name} --proxy-endpoints-port, and ask /healthz there`,
    },
  ];
}

/** Its paths are patterns of Go's path.Match, where a star is anything but a slash. */
function covers(pattern: string, path: string): boolean {
  const start = pattern.split('*', 1)[0] ?? '';
  return pattern === path || (pattern.includes('*') && path.startsWith(start));
}

/** Who judges App by what the sidecar answers now asks it while App is not there yet. */
function throughSidecar(container: Container, apps: readonly Container[]): readonly Hit[] {
  const own = ownPorts(container);
  for (const app of apps)
    for (const kind of ['livenessProbe', 'startupProbe'] as const) {
      const probe = probeOf(app, kind) ?? {};
      for (const action of [probe.httpGet, probe.tcpSocket, probe.grpc]) {
        const port = isMap(action) ? portAsked(action, app) : null;
        if (port === null || !own.has(port) || ownPorts(app).has(port)) continue;
        return [
          {
            severity: 'warn',
            message: `the ${kind} of ${app.name} asks port ${port} of ${container.name}: ${container.name} now answers for ${app.name} before ${app.name} has started, and a restart of one looks like a failure of the other`,
            remedy: `see that ${container.name} waits for ${app.name} by itself, then accept SM219`,
          },
        ];
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
