import type { Container } from '../../model/container.js';
import type { Code } from '../../model/finding.js';
import type { Rule } from '../../model/rule.js';
import { lookUp } from '../../pod/classify/catalogue/index.js';
import { allText, envOf, envValues } from '../../pod/facts/scripts.js';

interface Helper {
  readonly code: Code;
  readonly title: string;
  readonly source: string;
  readonly what: string;
  readonly isUsedBy: (app: Container) => boolean;
}

/** In its commands, its hooks, or a variable that says the address. */
function callsAny(calls: readonly RegExp[]): (app: Container) => boolean {
  return (app) => {
    const text = [allText(app), ...envValues(app)].join('\n');
    return calls.some((call) => call.test(text));
  };
}

const HELPERS: readonly Helper[] = [
  {
    code: 'SM906',
    title: 'a call that ends the Istio proxy',
    source: 'istio/istio#45959',
    what: 'ends a mesh proxy (quitquitquit)',
    isUsedBy: callsAny([
      // Envoy's own administration, on whatever port (envoyproxy.io, Administration interface).
      /:(?!9091\b)\d{2,5}\/quitquitquit\b/,
      /:\d{2,5}\/graceful_shutdown\b/,
      /:(?:3500|3501)\/v1\.0\/shutdown\b/,
    ]),
  },
  {
    code: 'SM909',
    title: 'a call that ends the Linkerd proxy',
    source: 'linkerd/linkerd-await',
    what: 'waits for the Linkerd proxy or ends it',
    isUsedBy: callsAny([/linkerd-await|(?::|\/)4191\/(?:shutdown\b)?|\/tcp\/localhost\/4191/]),
  },
  {
    code: 'SM910',
    title: 'a wrapper that ends the mesh proxy',
    source: 'redboxllc/scuttle',
    what: 'is started by scuttle or envoy-preflight',
    isUsedBy: (app) =>
      /(?:^|[\s/])(?:scuttle|envoy-preflight)(?:\s|$)/m.test(allText(app)) ||
      [...envOf(app).keys()].some((name) =>
        /^(?:ENVOY_ADMIN_API|ISTIO_QUIT_API|GENERIC_QUIT_ENDPOINTS|NEVER_KILL_ISTIO|START_WITHOUT_ENVOY|WAIT_FOR_ENVOY_TIMEOUT|QUIT_WITHOUT_ENVOY_TIMEOUT)/.test(
          name,
        ),
      ),
  },
];

/**
 * What applications do to end a mesh proxy. An injected proxy is none of this file's containers:
 * then the call has nothing to do with the sidecar that moves, and has to stay until the mesh is native.
 */
export const MESH_QUITS: readonly Rule[] = HELPERS.map(
  ({ code, title, source, what, isUsedBy }) => ({
    code,
    title,
    sources: [source, 'KEP-753'],
    absolute: false,
    check: ({ container, apps }) => {
      const app = apps.find(isUsedBy);
      if (app === undefined) return [];
      if (lookUp(container)?.family.category === 'mesh-proxy')
        return [
          {
            severity: 'warn' as const,
            message: `${app.name} ${what}: ${container.name} is stopped after the application now, and would be started again when it is ended before`,
            remedy: `take it out of ${app.name} with the move, or accept ${code}`,
          },
        ];
      return [
        {
          severity: 'info' as const,
          message: `${app.name} ${what}: needed for as long as the mesh injects a proxy that is not native`,
          remedy: 'take it out once the proxy of the mesh is native',
        },
      ];
    },
  }),
);
