import { type Case, type Files, files } from '../../support/cases.js';
import { type Frame, fields } from '../../support/examples.js';
import { changed } from '../../support/references.js';
import { ALWAYS, entry, OWN } from '../native.js';
import { image, ROLE, sh } from '../parts.js';

const meshed = (call: string): Files => ({
  'app.yaml': (entry(ALWAYS, 'docker.io/istio/proxyv2:1.24')['app.yaml'] ?? '')
    .replace('name: proxy', 'name: istio-proxy')
    .replace('web:1"', `web:1", command: [sh, -c, "run; ${call}"]`),
});

export const EXAMPLE: Frame = (text) => ({
  files: changed(meshed(''), ', command: [sh, -c, "run; "]', fields(text)),
  options: OWN,
});

export const CASES: readonly Case[] = [
  {
    code: 'SM906',
    severity: 'warn',
    fires: meshed('curl -X POST localhost:15020/quitquitquit'),
    options: OWN,
    misses: [['another call', meshed('curl localhost:15020/healthz/ready')]],
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
    code: 'SM906',
    severity: 'info',
    fires: files({ app: sh('run; curl -fsI -X POST http://localhost:15020/quitquitquit') }),
    misses: [['another port', files({ app: sh('run; curl -X POST localhost:9091/quitquitquit') })]],
  },
  {
    code: 'SM906',
    severity: 'warn',
    fires: image(
      'docker.io/istio/proxyv2:1.20',
      files({ app: sh('run; wget --post-data= 127.0.0.1:15000/quitquitquit') }),
    ),
    options: { sidecar: ['agent'] },
    misses: [
      ['no mesh proxy', files({ app: sh('run; wget --post-data= 127.0.0.1:15000/quitquitquit') })],
    ],
  },
];
