import { baseOf } from '../../../classify/catalogue/image.js';
import { lookUp } from '../../../classify/catalogue/index.js';
import { ownPorts, portAsked } from '../../../facts/ports.js';
import { probeOf } from '../../../facts/programs.js';
import type { Container } from '../../../model/pod.js';
import type { Rule } from '../../../model/rule.js';
import { isMap, textAt } from '../../../model/value.js';

/** What proxies answer themselves, whatever is behind them: base of the image, path. */
const OWN_ENDPOINTS: readonly (readonly [image: RegExp, path: RegExp])[] = [
  [/oauth2?-proxy/, /^\/(?:ping|ready|oauth2?\/(?:healthz|ready))$/],
  [/envoy/, /^\/(?:ready|server_info)$/],
  [/proxyv2/, /^\/healthz\/ready$/],
  [/^proxy$|linkerd/, /^\/(?:ready|live)$/],
  [/kube-rbac-proxy/, /^\/healthz$/],
  [/consul-dataplane/, /^\/(?:health|ready)/],
];

/** A startupProbe that a proxy passes on to App waits for App, which waits for the proxy. */
export const proxiedProbe: Rule = {
  code: 'SM219',
  title: 'a startupProbe that the application may answer',
  sources: ['KEP-753, Scenario 7'],
  absolute: false,
  check: ({ container }) => {
    const probe = probeOf(container, 'startupProbe');
    const action = isMap(probe?.httpGet) ? probe.httpGet : isMap(probe?.grpc) ? probe.grpc : null;
    if (action === null || !isProxy(container)) return [];
    const path = textAt(action, ['path']) ?? (probe?.httpGet === action ? '/' : '');
    const port = portAsked(action, container);
    const image = baseOf(container.image ?? '');
    const isOwn =
      OWN_ENDPOINTS.some(([name, own]) => name.test(image) && own.test(path)) &&
      (port === null || ownPorts(container).has(port) || ownPorts(container).size === 0);
    if (isOwn) return [];
    return [
      {
        severity: 'warn',
        message: `the startupProbe of ${container.name} asks ${path || 'a gRPC service'} on port ${port ?? String(action.port)}: if ${container.name} passes that on to the application, neither ever starts`,
        remedy: `probe an endpoint that ${container.name} answers itself, or accept SM219 if this is one`,
      },
    ];
  },
};

/** What stands in front of an application, known or not. */
export function isProxy(container: Container): boolean {
  const category = lookUp(container)?.family.category;
  if (category === 'mesh-proxy' || category === 'auth-proxy') return true;
  return /^(?:nginx|envoy|haproxy|traefik|caddy|httpd|openresty|varnish)/.test(
    baseOf(container.image ?? ''),
  );
}
