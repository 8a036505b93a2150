import { type Case, type Files, files } from '../../support/cases.js';
import { image, PORT, READ_ONLY, sh, WEB } from './parts.js';

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

const ROLE = { sidecar: ['agent'] };

/** Programs that come to an end, and the same ones where they do not. */
const FINISHERS: readonly Case[] = [
  ['certbot certonly -d example.com', 'certbot certonly -d example.com; exec nginx'],
  ['k6 run /load.js', 'k6 status'],
  ['locust --headless -t 5m', 'locust'],
  ['pytest /tests', 'pytest --looponfail'],
  ['npm test', 'npm start'],
  ['mkdocs build', 'mkdocs serve'],
].map(
  ([ends = '', goesOn = '']): Case => ({
    code: 'SM212',
    severity: 'block',
    options: ROLE,
    fires: image('registry.example.com/tool:1', files({ sidecar: sh(ends) })),
    misses: [
      ['goes on', image('registry.example.com/tool:1', files({ sidecar: sh(goesOn) })), ROLE],
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

const AGENT = 'hashicorp/vault:1.16';

/** Variables, parameters and addresses that tell a program something, and calls that end one. */
export const TOLD: readonly Case[] = [
  ...PARAMETERS,
  ...FINISHERS,
  ...LISTENERS,
  {
    code: 'SM212',
    severity: 'warn',
    options: ROLE,
    fires: files({
      sidecar: sh('while read -r line < /v/events; do echo $line; done') + READ_ONLY,
    }),
    misses: [
      [
        'its own lines',
        files({ sidecar: sh('tail -F /v/a | while read -r line; do echo $line; done') }),
        ROLE,
      ],
    ],
  },
  ...[
    'localhost:9901/quitquitquit',
    '127.0.0.1:19000/quitquitquit',
    'localhost:20300/graceful_shutdown',
  ].map(
    (address): Case => ({
      code: 'SM906',
      severity: 'warn',
      options: ROLE,
      fires: image('envoyproxy/envoy:v1.30', files({ app: sh(`run; curl -X POST ${address}`) })),
      misses: [
        [
          'another path',
          image(
            'envoyproxy/envoy:v1.30',
            files({ app: sh(`run; curl ${address.replace(/\/.*/, '/stats')}`) }),
          ),
          ROLE,
        ],
        ['no mesh proxy', files({ app: sh(`run; curl -X POST ${address}`) }), ROLE],
      ],
    }),
  ),
  {
    code: 'SM914',
    severity: 'warn',
    options: ROLE,
    fires: image(AGENT, files({ app: sh('run; curl -X PUT localhost:8200/agent/v1/quit') })),
    misses: [
      [
        'a health check',
        image(AGENT, files({ app: sh('run; curl localhost:8200/v1/sys/health') })),
        ROLE,
      ],
      ['no agent', files({ app: sh('run; curl -X PUT localhost:8200/agent/v1/quit') }), ROLE],
    ],
  },
];
