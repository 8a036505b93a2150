import { type Case, type Files, files } from '../../support/cases.js';
import { type Frame, ofSidecar } from '../../support/examples.js';
import { EMPTY, image, JAVA, PORT, PROBE, SHARED, sh, VOLUME, WEB } from '../parts.js';

const mount = (more = ''): string => `, volumeMounts: [{name: v, mountPath: /cfg${more}}]`;
const RO = ', readOnly: true';
const LOOP = sh('while [ ! -f /cfg/out.yml ]; do sleep 1; done; exec fluent-bit');
interface Wait {
  readonly loop?: string;
  readonly app?: string;
  readonly own?: string;
  readonly spec?: string;
  readonly more?: string;
}
/** An agent that waits for a file before it starts, with a startupProbe on its own port. */
function waiting({ loop = LOOP, app = mount(), own = mount(RO), spec = EMPTY, more }: Wait): Files {
  return files({ app, sidecar: `${loop}${own}${more ?? `${PORT}${PROBE}`}`, spec });
}
const writer = `${EMPTY}      initContainers:\n      - {name: render, image: "registry.example.com/render:1"${mount()}}\n`;
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
const sessions = (app: string, sidecar: string): Files =>
  image(
    'quay.io/oauth2-proxy/oauth2-proxy:v7',
    files({ app, sidecar: `${sidecar}, ports: [{containerPort: 4180}]` }),
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

export const EXAMPLE: Frame = ofSidecar({ app: WEB, sidecar: ', ports: [{containerPort: 5432}]' });

export const CASES: readonly Case[] = [
  {
    code: 'SM205',
    severity: 'block',
    fires: waiting({}),
    misses: [
      ['no startupProbe', waiting({ more: PORT })],
      ['App only reads', waiting({ app: mount(RO) })],
      ['an init container writes', waiting({ spec: writer })],
      ['a ConfigMap', waiting({ spec: '      volumes: [{name: v, configMap: {name: c}}]\n' })],
      [
        'the node may write',
        waiting({ spec: '      volumes: [{name: v, hostPath: {path: /x}}]\n' }),
      ],
      [
        'it waits for the end of a lock',
        waiting({ loop: sh('while [ -f /cfg/lock ]; do sleep 1; done; exec fluent-bit') }),
      ],
      [
        'it writes the file itself',
        waiting({
          loop: sh('cp /etc/a.yml /cfg/out.yml; until [ -s /cfg/out.yml ]; do sleep 1; done; run'),
          own: mount(),
        }),
      ],
      [
        'another directory of the volume',
        waiting({ app: mount(', subPath: a'), own: mount(', subPath: b') }),
      ],
    ],
  },
  ...[
    'until [ -s "$OUT" ]; do sleep 1; done; exec fluent-bit',
    'mkdir -p /cfg; until test -e /cfg/out.yml; do sleep 1; done; exec fluent-bit',
    'while true; do if [ -e /cfg/out.yml ]; then break; fi; sleep 1; done; exec fluent-bit',
    'while [ -z "$(ls -A /cfg/)" ]; do sleep 1; done; exec fluent-bit',
  ].map((script): Case => {
    const loop = `${sh(script)}, env: [{name: OUT, value: /cfg/out.yml}]`;
    return {
      code: 'SM205',
      severity: 'block',
      fires: waiting({ loop }),
      misses: [['no startupProbe', waiting({ loop, more: PORT })]],
    };
  }),
  {
    code: 'SM205',
    severity: 'warn',
    fires: waiting({ app: '' }),
    misses: [
      ['no startupProbe', waiting({ app: '', more: PORT })],
      [
        'a Secret',
        waiting({ app: '', spec: '      volumes: [{name: v, secret: {secretName: s}}]\n' }),
      ],
      ['an init container writes', waiting({ app: '', spec: writer })],
      [
        'a device',
        waiting({ app: '', loop: sh('until [ -e /dev/fuse ]; do sleep 1; done; exec fluent-bit') }),
      ],
    ],
  },
  ...LISTED,
  ...ENTRIES,
  ...HERE,
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
];
