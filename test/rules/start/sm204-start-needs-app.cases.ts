import { type Case, type Files, files } from '../../support/cases.js';
import { type Frame, ofSidecar } from '../../support/examples.js';
import { ALWAYS, entry, OWN } from '../native.js';
import { image, JAVA, PORT, PROBE, READ_ONLY, SHARED, VOLUME, WEB } from '../parts.js';

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
const asksPs = (word: string): string =>
  `, startupProbe: {exec: {command: [sh, -c, "ps aux | grep -v grep | grep -q '${word}'"]}}`;
const probe = (script: string, env = ''): string =>
  `${PORT}${env}, startupProbe: {exec: {command: [sh, -c, ${JSON.stringify(script)}]}}`;
const env = (name: string, value: string): string =>
  `, env: [{name: ${name}, value: ${JSON.stringify(value)}}]`;
/** What a probe asks by parameters of its shell, with a text that makes the same probe harmless. */
const PARAMETERS: readonly Case[] = [
  [`nc -z \${UP%%:*} \${UP##*:}`, env('UP', 'localhost:8080'), env('UP', 'db.example.com:8080')],
  [`nc -z \${UP%:*} \${UP#*:}`, env('UP', 'localhost:8080'), env('UP', 'localhost:2020')],
  [`nc -z localhost \${PORT:-8080}`, '', env('PORT', '2020')],
  [`nc -z "\${HOST:=localhost}" 8080`, '', env('HOST', 'db.example.com')],
  ['nc -z localhost $((BASE + 80))'.replace('BASE', '8000'), '', null],
  [`nc -z "$(hostname -i)" \${PORT-8080}`, '', env('PORT', '2020')],
].map(
  ([script, set, other]): Case => ({
    code: 'SM204',
    severity: 'block',
    fires: files({ app: WEB, sidecar: probe(script ?? '', set ?? '') }),
    misses: [
      [
        'a readinessProbe',
        files({
          app: WEB,
          sidecar: probe(script ?? '', set ?? '').replace('startup', 'readiness'),
        }),
      ],
      ...(other == null
        ? []
        : [
            [
              'its own port, or another host',
              files({ app: WEB, sidecar: probe(script ?? '', other) }),
            ] as const,
          ]),
    ],
  }),
);
/** An agent whose probe asks a port, and a second sidecar that may be told to listen there. */
const second = (tool: string, more: string): Files => {
  const from = files({ app: WEB, sidecar: probe('nc -z localhost 5439') });
  return { 'app.yaml': `${from['app.yaml'] ?? ''}      - {name: next, image: "${tool}"${more}}\n` };
};
const BOTH = { sidecar: ['agent', 'next'] };
const LISTENERS: readonly Case[] = (
  [
    ['dweomer/stunnel', 'STUNNEL_ACCEPT'],
    ['edoburu/pgbouncer', 'PGBOUNCER_LISTEN_PORT'],
    ['gcr.io/cloud-sql-connectors/cloud-sql-proxy:2', 'CSQL_PROXY_PORT'],
    ['mysql:8', 'MYSQL_TCP_PORT'],
    ['postgres:16', 'PGPORT'],
  ] as const
).map(([tool, name]) => ({
  code: 'SM204',
  severity: 'warn',
  options: BOTH,
  fires: second(tool, env(name.replace(/_?[A-Z]{1,10}$/, '_UPSTREAM'), '5439')),
  misses: [['it listens there', second(tool, env(name, '5439')), BOTH]],
}));

export const EXAMPLE: Frame = ofSidecar({ app: WEB, sidecar: ', ports: [{containerPort: 9090}]' });

export const CASES: readonly Case[] = [
  {
    code: 'SM204',
    severity: 'block',
    fires: entry(`${ALWAYS}, startupProbe: {httpGet: {port: 8080, path: /}}`),
    options: OWN,
    misses: [['its own', entry(`${ALWAYS}, startupProbe: {httpGet: {port: 9090, path: /}}`)]],
  },
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
  ...PARAMETERS,
  ...LISTENERS,
];
