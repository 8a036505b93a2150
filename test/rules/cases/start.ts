import { type Case, type Files, files } from '../../support/cases.js';
import {
  EMPTY,
  ISTIO,
  image,
  init,
  NEEDS,
  NEVER,
  PORT,
  PROBE,
  preStop,
  READ_ONLY,
  SHARED,
  sh,
  VOLUME,
  WEB,
} from './parts.js';

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

/** A second sidecar behind the agent, with a port of its own, and what more is said of both. */
const two = (agent: string, proxy = ''): Files => {
  const from = files({ app: WEB, sidecar: `${PORT}${agent}` });
  const second = `      - {name: sql, image: "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2", ports: [{containerPort: 5432}]${proxy}}\n`;
  return { 'app.yaml': `${from['app.yaml'] ?? ''}${second}` };
};
const ASKS_SQL = ', startupProbe: {exec: {command: [sh, -c, "nc -z 127.0.0.1 5432"]}}';
const ASKS_AGENT = ', startupProbe: {tcpSocket: {port: 2020}}';

/** Both mount one volume, and say what they see of each other's mounts. */
const mounts = (how: string): string =>
  `, volumeMounts: [{name: v, mountPath: /m, mountPropagation: ${how}}]`;
const LOOKS = ', startupProbe: {exec: {command: [sh, -c, "mountpoint -q /m"]}}';

const blackbox = (path: string): Files =>
  image(
    'prom/blackbox-exporter:v0.25',
    files({
      app: WEB,
      sidecar: `, ports: [{containerPort: 9115}], startupProbe: {httpGet: {port: 9115, path: "${path}"}}`,
    }),
  );

/** Waits of other kinds before the real command, or a program that gives up. */
const ENTRIES: readonly Case[] = [
  ', command: [dockerize, -wait, "tcp://localhost:8080", fluent-bit]',
  ', command: [/wait-for-it.sh, "localhost:8080", --, fluent-bit]',
  ', command: [sh, -c, "until curl -sf $UP; do sleep 1; done; exec fluent-bit"], env: [{name: UP, value: "http://127.0.0.1:8080"}]',
  ', command: [sh, -c, "wait4x tcp localhost:8080 && exec fluent-bit"]',
  sh('is_up() { curl -sf http://localhost:8080; }\nuntil is_up; do sleep 1; done\nexec fluent-bit'),
  sh('up() { nc -z "$1" "$2"; }\nwhile ! up localhost 8080; do sleep 1; done\nexec fluent-bit'),
  sh(
    'while [ "$(curl -so /dev/null http://localhost:8080)" != ok ]; do sleep 1; done; exec fluent-bit',
  ),
  sh('while [ -z "$(curl -s http://localhost:8080)" ]; do sleep 1; done; exec fluent-bit'),
  sh(`until nc -z \${HOST_OF_APP:-localhost} 8080; do sleep 1; done; exec fluent-bit`),
].map(
  (sidecar): Case => ({
    code: 'SM205',
    severity: 'block',
    fires: files({ app: WEB, sidecar: `${sidecar}${PORT}${PROBE}` }),
    misses: [
      ['no startupProbe', files({ app: WEB, sidecar: `${sidecar}${PORT}` })],
      [
        'another host',
        files({
          app: WEB,
          sidecar: `${sidecar.replace(/localhost|127\.0\.0\.1/g, 'db.example.com')}${PORT}${PROBE}`,
        }),
      ],
    ],
  }),
);

/** Waits that name no host, and so mean this pod. */
const HERE: readonly Case[] = [
  "until ss -ltn | grep -q ':8080'; do sleep 1; done; exec fluent-bit",
  'until grpc_health_probe -addr=:8080; do sleep 1; done; exec fluent-bit',
  'wait-on tcp:8080 && exec fluent-bit',
  'curl -sf http://localhost:8080/config -o /tmp/c || exit 1\nfluent-bit -c /tmp/c',
].map(
  (script): Case => ({
    code: 'SM205',
    severity: 'block',
    fires: files({ app: WEB, sidecar: `${sh(script)}${PORT}${PROBE}` }),
    misses: [
      ['no startupProbe', files({ app: WEB, sidecar: `${sh(script)}${PORT}` })],
      [
        'its own port',
        files({ app: WEB, sidecar: `${sh(script.replace('8080', '2020'))}${PORT}${PROBE}` }),
      ],
    ],
  }),
);

const JAVA = ', command: [java, -jar, /app.jar]';
const asksPs = (word: string): string =>
  `, startupProbe: {exec: {command: [sh, -c, "ps aux | grep -v grep | grep -q '${word}'"]}}`;

const sessions = (app: string, sidecar: string): Files =>
  image(
    'quay.io/oauth2-proxy/oauth2-proxy:v7',
    files({ app, sidecar: `${sidecar}, ports: [{containerPort: 4180}]` }),
  );
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
const REDIS = ', ports: [{containerPort: 6379}]';
const PING = ', startupProbe: {httpGet: {path: /ping, port: 4180}}';

/** Waits that look at what the kernel lists: open files, processes, sockets. */
const LISTED: readonly Case[] = [
  ['until fuser -s /v/app.db; do sleep 1; done; exec fluent-bit', VOLUME],
  ['until lsof /v/app.db; do sleep 1; done; exec fluent-bit', VOLUME],
  ['while ! grep -qa java /proc/[0-9]*/cmdline; do sleep 1; done; exec fluent-bit', JAVA],
  ["until grep -q ':1F90 ' /proc/net/tcp; do sleep 1; done; exec fluent-bit", WEB],
  ["until ss -ltn | grep -q ':8080'; do sleep 1; done; exec fluent-bit", WEB],
].map(
  ([script = '', app = '']): Case => ({
    code: 'SM205',
    severity: 'block',
    fires: files({
      app,
      sidecar: `${sh(script)}${VOLUME}${PORT}${PROBE}`,
      spec: `${SHARED}${EMPTY}`,
    }),
    misses: [
      ['no startupProbe', files({ app, sidecar: `${sh(script)}${VOLUME}${PORT}`, spec: SHARED })],
      [
        'one of its own',
        files({
          app,
          sidecar: `${sh(
            script
              .replace('/v/app.db', '/tmp/app.db')
              .replace('java', 'fluent-bit')
              .replace('1F90', '07E4')
              .replace('8080', '2020'),
          )}${VOLUME}${PORT}${PROBE}`,
          spec: SHARED,
        }),
      ],
    ],
  }),
);

export const START: readonly Case[] = [
  ...LISTED,
  ...ENTRIES,
  ...HERE,
  {
    code: 'SM204',
    severity: 'block',
    fires: files({ app: JAVA, sidecar: asksPs('[j]ava'), spec: SHARED }),
    misses: [
      ['a process of its own', files({ app: JAVA, sidecar: asksPs('[f]luent-bit'), spec: SHARED })],
      ['processes are not shared', files({ app: JAVA, sidecar: asksPs('[j]ava') })],
    ],
  },
  {
    code: 'SM212',
    severity: 'warn',
    fires: files({ sidecar: sh('follow | while read -t 300 line; do echo "$line"; done') }),
    misses: [
      ['no limit', files({ sidecar: sh('follow | while read line; do echo "$line"; done') })],
    ],
  },
  {
    code: 'SM205',
    severity: 'block',
    fires: sessions(REDIS, `, args: ["--redis-connection-url=redis://127.0.0.1:6379"]${PING}`),
    misses: [
      [
        'no startupProbe',
        sessions(REDIS, ', args: ["--redis-connection-url=redis://127.0.0.1:6379"]'),
      ],
      ['an upstream', sessions(WEB, `, args: ["--upstream=http://127.0.0.1:8080"]${PING}`)],
      [
        'elsewhere',
        sessions(REDIS, `, args: ["--redis-connection-url=redis://redis:6379"]${PING}`),
      ],
    ],
  },
  {
    code: 'SM205',
    severity: 'warn',
    fires: image(
      'example.com/relay:1',
      files({ app: WEB, sidecar: `${PORT}${PROBE}, args: ["--target=localhost:8080"]` }),
    ),
    options: { sidecar: ['agent'] },
    misses: [
      [
        'no startupProbe',
        image(
          'example.com/relay:1',
          files({ app: WEB, sidecar: `${PORT}, args: ["--target=localhost:8080"]` }),
        ),
      ],
      [
        'an exporter that is known to serve on',
        image(
          'prom/memcached-exporter:v0.14',
          files({
            app: WEB,
            sidecar: `${PORT}${PROBE}, args: ["--memcached.address=localhost:8080"]`,
          }),
        ),
      ],
    ],
  },
  {
    code: 'SM220',
    severity: 'block',
    fires: two(ASKS_SQL, ASKS_AGENT),
    misses: [
      ['only one waits', two(ASKS_SQL)],
      ['the other waits', two('', ASKS_AGENT)],
      [
        'neither waits',
        two(
          ', readinessProbe: {tcpSocket: {port: 5432}}',
          ', livenessProbe: {tcpSocket: {port: 2020}}',
        ),
      ],
    ],
  },
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
    code: 'SM204',
    severity: 'warn',
    fires: files({ sidecar: `${PORT}, startupProbe: {httpGet: {port: 8080, path: /}}` }),
    misses: [
      [
        'no port is declared',
        files({ sidecar: ', startupProbe: {httpGet: {port: 8080, path: /}}' }),
      ],
      [
        'its arguments name it',
        files({
          sidecar: `${PORT}, args: ["--health=:8080"], startupProbe: {httpGet: {port: 8080, path: /}}`,
        }),
      ],
      [
        'the image is known to listen there',
        image(
          'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2',
          files({
            sidecar:
              ', args: [--health-check], ports: [{containerPort: 5432}], startupProbe: {httpGet: {port: 9090, path: /startup}}',
          }),
        ),
      ],
    ],
  },
  {
    code: 'SM201',
    severity: 'info',
    fires: files({ sidecar: ', readinessProbe: {tcpSocket: {port: 2020}}' }),
    misses: [
      ['it has both', files({ sidecar: `${PROBE}, readinessProbe: {tcpSocket: {port: 2020}}` })],
      ['it has none', files({})],
    ],
  },
  {
    code: 'SM202',
    severity: 'info',
    fires: files({ sidecar: ', readinessProbe: {tcpSocket: {port: 2020}}' }),
    misses: [['another probe', files({ sidecar: PROBE })]],
  },
  {
    code: 'SM203',
    severity: 'info',
    fires: image(
      'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2',
      files({ sidecar: ', args: [--health-check]' }),
    ),
    misses: [
      ['no endpoint', image('gcr.io/cloud-sql-connectors/cloud-sql-proxy:2', files({}))],
      ['another image', files({ sidecar: ', args: [--health-check]' })],
    ],
  },
  {
    code: 'SM204',
    severity: 'block',
    fires: files({ app: mounts('Bidirectional'), sidecar: `${mounts('HostToContainer')}${LOOKS}` }),
    misses: [
      ['nothing is mounted', files({ app: mounts('None'), sidecar: `${mounts('None')}${LOOKS}` })],
      [
        'no startupProbe',
        files({ app: mounts('Bidirectional'), sidecar: mounts('HostToContainer') }),
      ],
      [
        'it mounts itself',
        files({ app: mounts('HostToContainer'), sidecar: `${mounts('Bidirectional')}${LOOKS}` }),
      ],
    ],
  },
  {
    code: 'SM204',
    severity: 'block',
    fires: blackbox('/probe?target=localhost:8080&module=http_2xx'),
    misses: [
      ['its own page', blackbox('/-/healthy')],
      ['another host', blackbox('/probe?target=shop.example.com:8080')],
    ],
  },
  {
    code: 'SM204',
    severity: 'block',
    fires: files({ app: WEB, sidecar: ', startupProbe: {httpGet: {port: 8080, path: /}}' }),
    misses: [
      ['its own port', files({ app: WEB, sidecar: PROBE })],
      ['another probe', files({ app: WEB, sidecar: ', livenessProbe: {httpGet: {port: 8080}}' })],
      [
        'another host',
        files({
          app: WEB,
          sidecar: ', startupProbe: {httpGet: {host: a.example.com, port: 8080}}',
        }),
      ],
    ],
  },
  {
    code: 'SM204',
    severity: 'block',
    fires: files({
      app: WEB,
      sidecar: ', startupProbe: {exec: {command: [sh, -c, "curl -f http://localhost:8080/ping"]}}',
    }),
    misses: [
      [
        'a longer number',
        files({
          app: WEB,
          sidecar: ', startupProbe: {exec: {command: [sh, -c, "curl -f localhost:80801"]}}',
        }),
      ],
    ],
  },
  {
    code: 'SM204',
    severity: 'block',
    fires: files({
      app: VOLUME,
      sidecar: `${VOLUME}, lifecycle: {postStart: {exec: {command: [sh, -c, "until [[ -f /v/up ]]; do sleep 1; done"]}}}`,
    }),
    misses: [
      [
        'App cannot write it',
        files({
          app: READ_ONLY,
          sidecar: `${VOLUME}, lifecycle: {postStart: {exec: {command: [sh, -c, "until [[ -f /v/up ]]; do sleep 1; done"]}}}`,
        }),
      ],
    ],
  },
  {
    code: 'SM205',
    severity: 'block',
    fires: files({
      app: WEB,
      sidecar: `${PROBE}${sh('until nc -z localhost 8080; do sleep 1; done; exec fluent-bit')}`,
    }),
    misses: [
      [
        'without the probe both start',
        files({ app: WEB, sidecar: sh('until nc -z localhost 8080; do sleep 1; done; exec f') }),
      ],
      [
        'another port',
        files({
          app: WEB,
          sidecar: `${PROBE}${sh('until nc -z localhost 8081; do sleep 1; done; exec f')}`,
        }),
      ],
    ],
  },
  {
    code: 'SM205',
    severity: 'warn',
    fires: files({ sidecar: sh('while true; do <nothing; fi') }),
    misses: [['it can be read', files({ sidecar: sh('while true; do sleep 5; done') })]],
  },
  {
    code: 'SM210',
    severity: 'info',
    fires: files({
      spec: init(`, restartPolicy: Always${PROBE}`),
      sidecar: PROBE,
    }),
    misses: [['only one', files({ spec: init(', restartPolicy: Always'), sidecar: PROBE })]],
  },
  {
    code: 'SM211',
    severity: 'warn',
    fires: files({
      sidecar: ', lifecycle: {postStart: {exec: {command: [sh, -c, "curl a.example.com"]}}}',
    }),
    misses: [
      [
        'files only',
        files({ sidecar: ', lifecycle: {postStart: {exec: {command: [touch, /tmp/a]}}}' }),
      ],
      ['another hook', files({ sidecar: preStop('sleep 5') })],
    ],
  },
  {
    code: 'SM212',
    severity: 'warn',
    fires: files({ sidecar: sh('while has_work; do cp /a /b; sleep 60; done') }),
    misses: [
      ['a loop without end', files({ sidecar: sh('while sleep 60; do cp /a /b; done') })],
      ['the same', files({ sidecar: sh('while true; do cp /a /b; sleep 60; done') })],
    ],
  },
  {
    code: 'SM212',
    severity: 'block',
    fires: files({ sidecar: sh('cp /a /b; sleep 60') }),
    misses: [
      ['a server', files({ sidecar: sh('cp /a /b; exec fluent-bit') })],
      ['a long sleep', files({ sidecar: sh('cp /a /b; sleep infinity') })],
      ['a loop', files({ sidecar: sh('while true; do cp /a /b; sleep 60; done') })],
    ],
  },
  {
    code: 'SM213',
    severity: 'warn',
    fires: files({ spec: init(`${NEEDS}${VOLUME}`), sidecar: `${PORT}${VOLUME}` }),
    misses: [
      ['it only reads', files({ spec: init(`${NEEDS}${READ_ONLY}`), sidecar: `${PORT}${VOLUME}` })],
    ],
  },
  {
    code: 'SM214',
    severity: 'warn',
    fires: files({ template: ISTIO }),
    options: { environment: { istio: '1.20' } },
    misses: [
      ['native by default', files({ template: ISTIO }), { environment: { istio: '1.27' } }],
      ['not meshed', files({})],
      ['no version', files({ template: ISTIO }), {}],
    ],
  },
  {
    code: 'SM214',
    severity: 'block',
    fires: files({
      template: ISTIO,
      sidecar: ', startupProbe: {exec: {command: [sh, -c, "curl https://a.example.com"]}}',
    }),
    misses: [
      ['a local probe', files({ template: ISTIO, sidecar: PROBE })],
      [
        'a native proxy',
        files({
          template:
            ', annotations: {sidecar.istio.io/inject: "true", sidecar.istio.io/nativeSidecar: "true"}',
          sidecar: ', startupProbe: {exec: {command: [sh, -c, "curl https://a.example.com"]}}',
        }),
      ],
    ],
  },
  {
    code: 'SM215',
    severity: 'info',
    fires: files({ sidecar: PROBE }),
    misses: [
      ['1.36', files({ sidecar: PROBE }), { kubeVersion: '1.36' }],
      ['no probe', files({})],
    ],
  },
  {
    code: 'SM217',
    severity: 'warn',
    fires: files({ spec: NEVER, sidecar: PROBE }),
    misses: [
      ['OnFailure', files({ spec: '      restartPolicy: OnFailure\n', sidecar: PROBE })],
      ['no probe', files({ spec: NEVER })],
      ['1.35', files({ spec: NEVER, sidecar: PROBE }), { kubeVersion: '1.35' }],
    ],
  },
  {
    code: 'SM218',
    severity: 'warn',
    fires: files({
      app: `, args: ["--endpoint=unix:///v/csi.sock"]${VOLUME}`,
      sidecar: `, args: ["--csi-address=/v/csi.sock"]${VOLUME}`,
    }),
    misses: [
      [
        'App only reads there',
        files({
          app: `, args: ["--endpoint=unix:///v/csi.sock"]${READ_ONLY}`,
          sidecar: `, args: ["--csi-address=/v/csi.sock"]${VOLUME}`,
        }),
      ],
      ['App says nothing', files({ app: VOLUME, sidecar: `, args: ["--a=/v/csi.sock"]${VOLUME}` })],
      [
        'the sidecar makes it',
        image(
          'docker:27-dind',
          files({
            spec: EMPTY,
            app: `, env: [{name: DOCKER_HOST, value: "unix:///v/docker.sock"}]${VOLUME}`,
            sidecar: `, args: [dockerd, "--host=unix:///v/docker.sock"]${VOLUME}`,
          }),
        ),
      ],
    ],
  },
  {
    code: 'SM218',
    severity: 'warn',
    fires: files({
      app: `, args: ["--path=/v/app.sock"]${VOLUME}`,
      sidecar: `, env: [{name: TARGET, value: "unix:///v/app.sock"}]${VOLUME}`,
      spec: EMPTY,
    }),
    misses: [
      [
        'a socket on the node',
        files({
          app: `, args: ["--path=/v/app.sock"]${VOLUME}`,
          sidecar: `, env: [{name: TARGET, value: "unix:///v/app.sock"}]${VOLUME}`,
          spec: EMPTY.replace('emptyDir: {}', 'hostPath: {path: /run}'),
        }),
      ],
      [
        'App does not name it',
        files({
          app: VOLUME,
          sidecar: `, env: [{name: TARGET, value: "unix:///v/app.sock"}]${VOLUME}`,
          spec: EMPTY,
        }),
      ],
    ],
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
