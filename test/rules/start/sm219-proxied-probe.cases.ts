import { type Case, type Files, files } from '../../support/cases.js';
import { type Frame, ofSidecar, withSidecar } from '../../support/examples.js';
import { image, PORT, VOLUME, WEB } from '../parts.js';

/** kube-rbac-proxy before App, with these arguments and its startupProbe on a path and a port. */
const rbac = (args: string, path: string, port: number) =>
  image(
    'quay.io/brancz/kube-rbac-proxy:v0.18.0',
    files({
      app: WEB,
      sidecar: `, args: ["--upstream=http://127.0.0.1:8080/", "--secure-listen-address=0.0.0.0:8443"${args}], ports: [{containerPort: 8443}], startupProbe: {httpGet: {path: ${path}, port: ${port}, scheme: HTTPS}}`,
    }),
  );
const OWN_HEALTH = ', "--proxy-endpoints-port=8643"';
const LISTENS = ', ports: [{containerPort: 10000}, {containerPort: 9901}]';
const envoy = (probe: string): Files =>
  image(
    'envoyproxy/envoy:v1.31.0',
    files({
      sidecar: `${LISTENS}, startupProbe: {exec: {command: [sh, -c, ${JSON.stringify(probe)}]}}`,
    }),
  );
/** Envoy with its bootstrap in a ConfigMap, and a startupProbe on a port. */
const bootstrap = (admin: number, asked: number, name = 'bootstrap'): Files =>
  image(
    'envoyproxy/envoy:v1.31.0',
    files(
      {
        spec: '      volumes: [{name: v, configMap: {name: bootstrap}}]\n',
        sidecar: `${VOLUME}, startupProbe: {httpGet: {port: ${asked}, path: /ready}}`,
      },
      {
        'envoy.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata:\n  envoy.yaml: |\n    admin:\n      address:\n        socket_address: {address: 0.0.0.0, port_value: ${admin}}\n    static_resources:\n      listeners:\n      - address: {socket_address: {address: 0.0.0.0, port_value: ${asked}}}\n`,
      },
    ),
  );
const inArguments = (admin: string): Files =>
  image(
    'envoyproxy/envoy:v1.31.0',
    files({
      sidecar: `, args: [--config-yaml, '{${admin}"static_resources": {"listeners": [{"address": {"socket_address": {"port_value": 9901}}}]}}'], startupProbe: {httpGet: {port: 9901, path: /ready}}`,
    }),
  );
const dapr = (path: string): Files =>
  image(
    'daprio/daprd:1.13.0',
    files({
      sidecar: `, ports: [{containerPort: 3500}], startupProbe: {httpGet: {port: 3500, path: ${path}}}`,
    }),
  );

export const EXAMPLE: Frame = withSidecar(
  'quay.io/brancz/kube-rbac-proxy:v0.18.0',
  ofSidecar({
    app: WEB,
    sidecar: `, args: ["--upstream=http://127.0.0.1:8080/", "--secure-listen-address=0.0.0.0:8443"${OWN_HEALTH}], ports: [{containerPort: 8443}]`,
  }),
);

export const CASES: readonly Case[] = [
  {
    code: 'SM219',
    severity: 'warn',
    fires: image('edoburu/pgbouncer:1', {
      'app.yaml': (
        files({
          sidecar:
            ', ports: [{containerPort: 6432}], startupProbe: {exec: {command: [psql, -h, 127.0.0.1, -p, "6432", -c, select 1]}}',
        })['app.yaml'] ?? ''
      ).replace('registry.example.com/web:1', 'postgres:16'),
    }),
    options: { sidecar: ['agent'] },
    misses: [
      [
        'no database in the pod',
        image(
          'edoburu/pgbouncer:1',
          files({
            sidecar:
              ', ports: [{containerPort: 6432}], startupProbe: {exec: {command: [psql, -h, 127.0.0.1, -p, "6432", -c, select 1]}}',
          }),
        ),
      ],
    ],
  },
  {
    code: 'SM219',
    severity: 'block',
    fires: rbac(', "--ignore-paths=/metrics,/healthz"', '/healthz', 8443),
    misses: [
      ['its own port', rbac(`${OWN_HEALTH}, "--ignore-paths=/healthz"`, '/healthz', 8643)],
      ['not let through', rbac('', '/healthz', 8443)],
    ],
  },
  {
    code: 'SM219',
    severity: 'warn',
    fires: rbac('', '/healthz', 8443),
    misses: [['its own port', rbac(OWN_HEALTH, '/healthz', 8643)]],
  },
  {
    code: 'SM219',
    severity: 'warn',
    fires: image(
      'nginx:1.27',
      files({ sidecar: `${PORT}, startupProbe: {httpGet: {port: 2020, path: /health}}` }),
    ),
    misses: [
      [
        'no proxy',
        files({ sidecar: `${PORT}, startupProbe: {httpGet: {port: 2020, path: /health}}` }),
      ],
      [
        'its own endpoint',
        image(
          'quay.io/oauth2-proxy/oauth2-proxy:v7',
          files({ sidecar: `${PORT}, startupProbe: {httpGet: {port: 2020, path: /ping}}` }),
        ),
      ],
    ],
  },
  {
    code: 'SM219',
    severity: 'warn',
    fires: envoy('curl -sf http://localhost:10000/ready'),
    misses: [
      ['its administration', envoy('curl -sf http://localhost:9901/ready')],
      ['a command that asks nobody', envoy('test -f /etc/envoy/envoy.yaml')],
    ],
  },
  {
    code: 'SM219',
    severity: 'warn',
    fires: bootstrap(19000, 9901),
    misses: [
      ['its administration', bootstrap(9901, 9901)],
      ['the bootstrap of another one', bootstrap(19000, 9901, 'other')],
    ],
  },
  {
    code: 'SM219',
    severity: 'warn',
    fires: inArguments(''),
    misses: [
      [
        'its administration',
        inArguments('"admin": {"address": {"socket_address": {"port_value": 9901}}}, '),
      ],
    ],
  },
  {
    code: 'SM219',
    severity: 'warn',
    fires: image(
      'envoyproxy/envoy:v1.31.0',
      files({ sidecar: ', startupProbe: {httpGet: {port: 8001, path: /ready}}' }),
    ),
    misses: [
      [
        'a port that is called so',
        image(
          'envoyproxy/envoy:v1.31.0',
          files({
            sidecar:
              ', ports: [{name: admin, containerPort: 8001}], startupProbe: {httpGet: {port: 8001, path: /ready}}',
          }),
        ),
      ],
      [
        'an image that brings its bootstrap',
        image(
          'acme/appmesh-envoy:v1',
          files({ sidecar: ', startupProbe: {httpGet: {port: 8001, path: /ready}}' }),
        ),
      ],
    ],
  },
  {
    code: 'SM219',
    severity: 'warn',
    fires: dapr('/v1.0/healthz'),
    misses: [['what leaves the application out', dapr('/v1.0/healthz/outbound')]],
  },
  {
    code: 'SM219',
    severity: 'warn',
    fires: image(
      'envoyproxy/envoy:v1.31.0',
      files({ sidecar: `${LISTENS}, startupProbe: {httpGet: {port: 10000, path: /ready}}` }),
    ),
    misses: [
      [
        'its administration',
        image(
          'envoyproxy/envoy:v1.31.0',
          files({ sidecar: `${LISTENS}, startupProbe: {httpGet: {port: 9901, path: /ready}}` }),
        ),
      ],
    ],
  },
  {
    code: 'SM219',
    severity: 'warn',
    fires: files({ app: ', livenessProbe: {httpGet: {port: 2020}}', sidecar: PORT }),
    misses: [
      [
        'its own port',
        files({ app: `${WEB}, livenessProbe: {httpGet: {port: 8080}}`, sidecar: PORT }),
      ],
    ],
  },
];
