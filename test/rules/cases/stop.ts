import { type Case, files } from '../../support/cases.js';
import {
  argo,
  BIG,
  image,
  init,
  NEEDS,
  NEVER,
  nginx,
  PORT,
  preStop,
  SERVICE,
  sh,
  VOLUME,
  withApi,
} from './parts.js';

const QUITS: readonly Case[] = [
  'kill 1',
  'pkill -QUIT fluent-bit',
  'nginx -s quit',
  'wget --post-data= localhost:1/quitquitquit',
].map(
  (script): Case => ({
    code: 'SM304',
    severity: 'warn',
    fires: files({ sidecar: preStop(`sleep 1; ${script}`) }),
    misses: [
      ['a sleep', files({ sidecar: preStop('sleep 3') })],
      ['a file', files({ sidecar: preStop('rm -f /tmp/a') })],
      ['a hook of App', files({ app: preStop(script) })],
    ],
  }),
);

const NO_GRACE = '      terminationGracePeriodSeconds: 0\n';

/** Loops that carry out what the application writes, in turns. */
const TURNS: readonly Case[] = [
  'while true; do aws s3 sync /out s3://r; sleep 5; done',
  'while :; do rsync -a /out/ backup@host:/in; sleep 60; done',
  'while sleep 30; do gsutil -m rsync -r /out gs://r; done',
  'watch -n 60 rclone copy /out remote:r',
  'inotifywait -m /out | while read f; do curl -T "$f" https://r.example.com; done',
].map(
  (script): Case => ({
    code: 'SM306',
    severity: 'warn',
    fires: files({ spec: NEVER, sidecar: sh(script) }),
    misses: [
      ['it never ends', files({ sidecar: sh(script) })],
      [
        'it fetches',
        files({
          spec: NEVER,
          sidecar: sh('while true; do aws s3 sync s3://r /in; sleep 5; done'),
        }),
      ],
      [
        'a hook does the last turn',
        files({
          spec: NEVER,
          sidecar: `${sh(script)}${preStop('aws s3 sync /out s3://r')}`,
        }),
      ],
    ],
  }),
);

export const STOP: readonly Case[] = [
  {
    code: 'SM302',
    severity: 'warn',
    fires: files({ app: preStop('sleep 27') }),
    misses: [
      ['a short one', files({ app: preStop('sleep 10') })],
      [
        'time enough',
        files({ app: preStop('sleep 27'), spec: '      terminationGracePeriodSeconds: 60\n' }),
      ],
    ],
  },
  {
    code: 'SM303',
    severity: 'warn',
    fires: files({ sidecar: ', lifecycle: {preStop: {sleep: {seconds: 25}}}' }),
    misses: [
      ['a short one', files({ sidecar: ', lifecycle: {preStop: {sleep: {seconds: 5}}}' })],
      ['of App', files({ app: ', lifecycle: {preStop: {sleep: {seconds: 24}}}' })],
    ],
  },
  ...QUITS,
  {
    code: 'SM304',
    severity: 'warn',
    fires: files({ sidecar: ', lifecycle: {preStop: {httpGet: {port: 1, path: /shutdown}}}' }),
    misses: [
      [
        'a hook of App',
        files({ app: ', lifecycle: {preStop: {httpGet: {port: 1, path: /shutdown}}}' }),
      ],
      ['a sleep', files({ sidecar: ', lifecycle: {preStop: {sleep: {seconds: 1}}}' })],
    ],
  },
  {
    code: 'SM304',
    severity: 'warn',
    fires: files({ sidecar: preStop('/scripts/stop.sh') }),
    misses: [['a sleep', files({ sidecar: preStop('sleep 3') })]],
  },
  {
    code: 'SM305',
    severity: 'info',
    fires: files({ spec: NEVER }),
    misses: [['it never ends', files({})]],
  },
  {
    code: 'SM306',
    severity: 'block',
    fires: files({ spec: NEVER, sidecar: sh('fluent-bit & wait; aws s3 cp /out s3://results') }),
    misses: [
      ['it never ends', files({ sidecar: sh('fluent-bit & wait; aws s3 cp /out s3://results') })],
      [
        'it sends all the time',
        files({
          spec: NEVER,
          sidecar: sh('while true; do aws s3 sync /out s3://r; sleep 5; done'),
        }),
      ],
    ],
  },
  ...[
    'fluent-bit -c /c; aws s3 cp /out s3://r',
    'f() { aws s3 cp /out s3://r; }; trap f EXIT; fluent-bit',
  ].map(
    (script): Case => ({
      code: 'SM306',
      severity: 'block',
      fires: files({ spec: NEVER, sidecar: sh(script) }),
      misses: [
        ['it never ends', files({ sidecar: sh(script) })],
        [
          'it fetches before',
          files({ spec: NEVER, sidecar: sh('aws s3 cp s3://r /in; exec fluent-bit') }),
        ],
      ],
    }),
  ),
  {
    code: 'SM306',
    severity: 'warn',
    fires: files({ spec: NEVER, sidecar: sh('mc mirror --watch /out store/results') }),
    misses: [['it never ends', files({ sidecar: sh('mc mirror --watch /out store/results') })]],
  },
  {
    code: 'SM306',
    severity: 'warn',
    fires: {
      'app.yaml':
        'apiVersion: v1\nkind: Pod\nspec:\n  restartPolicy: Never\n  containers:\n  - {name: web, image: a}\n  - {name: uploader, image: b}\n',
    },
    options: { sidecar: ['uploader'] },
    misses: [
      [
        'another name',
        {
          'app.yaml':
            'apiVersion: v1\nkind: Pod\nspec:\n  restartPolicy: Never\n  containers:\n  - {name: web, image: a}\n  - {name: loader, image: b}\n',
        },
        { sidecar: ['loader'] },
      ],
    ],
  },
  {
    code: 'SM306',
    severity: 'warn',
    fires: image(
      'litestream/litestream:0.3',
      files({ spec: NEVER, sidecar: ', args: [replicate]' }),
    ),
    misses: [
      [
        'it never ends',
        image('litestream/litestream:0.3', files({ sidecar: ', args: [replicate]' })),
      ],
      ['it keeps nothing', image('fluent/fluent-bit:3', files({ spec: NEVER }))],
    ],
  },
  ...TURNS,
  ...['fuser -s /v/out', 'lsof /v/out'].map(
    (asks): Case => ({
      code: 'SM307',
      severity: 'block',
      fires: files({
        app: VOLUME,
        sidecar: `${VOLUME}${sh(`while ${asks}; do sleep 1; done; curl -T /v/out https://a.example.com`)}`,
      }),
      misses: [
        [
          'a file of its own',
          files({
            app: VOLUME,
            sidecar: `${VOLUME}${sh(`while ${asks.replace('/v', '/tmp')}; do sleep 1; done; curl -T /v/out https://a.example.com`)}`,
          }),
        ],
      ],
    }),
  ),
  {
    code: 'SM307',
    severity: 'block',
    fires: files({
      app: VOLUME,
      sidecar: `${VOLUME}${sh('while [ ! -f /v/done ]; do sleep 1; done; curl -T /v/out https://a.example.com')}`,
    }),
    misses: [
      [
        'a start',
        files({
          app: VOLUME,
          sidecar: `${VOLUME}${sh('while [ ! -f /v/done ]; do sleep 1; done; exec fluent-bit')}`,
        }),
      ],
      [
        'nothing after it',
        files({
          app: VOLUME,
          sidecar: `${VOLUME}${sh('while [ ! -f /v/done ]; do sleep 1; done')}`,
        }),
      ],
    ],
  },
  {
    code: 'SM307',
    severity: 'warn',
    fires: files({
      spec: NEVER,
      sidecar: sh('revoke() { vault token revoke -self; }; trap revoke EXIT; fluent-bit & wait'),
    }),
    misses: [
      [
        'it only ends what it started',
        files({ spec: NEVER, sidecar: sh('trap "kill $!; rm -f /tmp/x" EXIT; fluent-bit & wait') }),
      ],
      [
        'the pod does not run to an end',
        files({ sidecar: sh('trap "vault token revoke -self" EXIT; fluent-bit & wait') }),
      ],
    ],
  },
  {
    code: 'SM308',
    severity: 'warn',
    fires: withApi(files({ app: sh('run; curl -X POST localhost:9091/quitquitquit') })),
    misses: [
      ['one application', files({ app: sh('run; curl -X POST localhost:9091/quitquitquit') })],
      ['no call', withApi(files({ app: sh('run; curl localhost:9091/metrics') }))],
    ],
  },
  {
    code: 'SM308',
    severity: 'warn',
    fires: files({ app: sh('if true; run') }),
    misses: [['it can be read', files({ app: sh('if true; then run; fi') })]],
  },
  {
    code: 'SM309',
    severity: 'warn',
    fires: nginx({}),
    options: { sidecar: ['agent'] },
    misses: [
      ['App waits', nginx({ app: preStop('sleep 5') })],
      ['another port', nginx({ sidecar: ', ports: [{containerPort: 2021}]' })],
      ['no proxy', files({ sidecar: PORT }, { 'service.yaml': SERVICE })],
    ],
  },
  {
    code: 'SM310',
    severity: 'info',
    fires: files({ spec: init('') }),
    misses: [
      ['1.31', files({ spec: init('') }), { kubeVersion: '1.31' }],
      ['alone', files({})],
    ],
  },
  {
    code: 'SM311',
    severity: 'info',
    fires: files({ spec: NO_GRACE }),
    misses: [
      ['three', files({ spec: '      terminationGracePeriodSeconds: 3\n' })],
      ['App drains', files({ spec: NO_GRACE, app: preStop('sleep 1') })],
    ],
  },
  {
    code: 'SM311',
    severity: 'warn',
    fires: files({ spec: NO_GRACE, app: preStop('drain') }),
    misses: [
      ['nobody drains', files({ spec: NO_GRACE })],
      ['three', files({ spec: '      terminationGracePeriodSeconds: 3\n', app: preStop('drain') })],
    ],
  },
  {
    code: 'SM311',
    severity: 'warn',
    fires: files({ spec: NO_GRACE, app: sh("trap 'drain' TERM; run") }),
    misses: [['no trap', files({ spec: NO_GRACE, app: sh('run') })]],
  },
  {
    code: 'SM402',
    severity: 'warn',
    fires: files({ spec: init(`${NEEDS}${BIG}`), sidecar: `${PORT}${BIG}` }),
    misses: [
      ['last', files({ spec: init(BIG), sidecar: `${PORT}${BIG}` })],
      [
        'App asks for more',
        files({ spec: init(`${NEEDS}${BIG}`), app: BIG, sidecar: `${PORT}${BIG}` }),
      ],
    ],
  },
  {
    code: 'SM406',
    severity: 'info',
    fires: files({
      app: ', resources: {limits: {cpu: 1, memory: 1Gi}}',
      sidecar: ', resources: {limits: {cpu: 1, memory: 1Gi}}',
    }),
    misses: [
      [
        'a part of one',
        files({
          app: ', resources: {limits: {cpu: 1, memory: 1Gi}}',
          sidecar: ', resources: {limits: {cpu: 500m, memory: 1Gi}}',
        }),
      ],
    ],
  },
  {
    code: 'SM408',
    severity: 'warn',
    fires: files({ spec: '      nodeSelector: {karpenter.sh/nodepool: a}\n' }),
    misses: [
      [
        'a release that adds sidecars',
        files({ spec: '      nodeSelector: {karpenter.sh/nodepool: a}\n' }),
        { environment: { karpenter: '1.2.0' } },
      ],
      ['another label', files({ spec: '      nodeSelector: {pool: a}\n' })],
    ],
  },
  {
    code: 'SM808',
    severity: 'warn',
    fires: argo(`'.spec.template.spec.containers[] | select(.name == "agent") | .image'`),
    misses: [
      ['App', argo(`'.spec.template.spec.containers[] | select(.name == "web") | .image'`)],
      ['there already', argo(`'.spec.template.spec.initContainers[] | select(.name == "agent")'`)],
    ],
  },
];
