import { describe, it } from 'vitest';
import { type Case, type Files, files, holds } from '../../support/cases.js';

const PORT = ', ports: [{containerPort: 2020}]';
const WEB = ', ports: [{containerPort: 8080}]';
const PROBE = ', startupProbe: {tcpSocket: {port: 2020}}';
const VOLUME = ', volumeMounts: [{name: v, mountPath: /v}]';
const READ_ONLY = ', volumeMounts: [{name: v, mountPath: /v, readOnly: true}]';
const NEVER = '      restartPolicy: Never\n';
const SHARED = '      shareProcessNamespace: true\n';
const ISTIO = ', annotations: {sidecar.istio.io/inject: "true"}';

const sh = (script: string): string => `, command: [sh, -c, ${JSON.stringify(script)}]`;
const preStop = (script: string): string =>
  `, lifecycle: {preStop: {exec: {command: [sh, -c, ${JSON.stringify(script)}]}}}`;
const init = (more: string): string =>
  `      initContainers:\n      - {name: migrate, image: "registry.example.com/migrate:1"${more}}\n`;
const NEEDS = ', env: [{name: URL, value: "localhost:2020"}]';
const BIG = ', resources: {requests: {cpu: "1"}}';

/** The same files with another image for the sidecar. */
function image(name: string, from: Files): Files {
  return { ...from, 'app.yaml': (from['app.yaml'] ?? '').replace('fluent/fluent-bit:3', name) };
}

function withApi(from: Files): Files {
  const api = '      - {name: api, image: "registry.example.com/api:1"}\n';
  return { ...from, 'app.yaml': `${from['app.yaml'] ?? ''}${api}` };
}

const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata: {name: shop}\nspec:\n  selector: {app: shop}\n  ports:\n  - {port: 80, targetPort: 2020}\n';
const nginx = (shape: Parameters<typeof files>[0]): Files =>
  image('nginx:1.27', files({ sidecar: PORT, ...shape }, { 'service.yaml': SERVICE }));
const argo = (expression: string): Files =>
  files(
    {},
    {
      'application.yaml': `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: shop}\nspec:\n  ignoreDifferences:\n  - kind: Deployment\n    jqPathExpressions:\n    - ${expression}\n`,
    },
  );

const START: readonly Case[] = [
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
    fires: files({ app: ', livenessProbe: {httpGet: {port: 2020}}', sidecar: PORT }),
    misses: [
      [
        'its own port',
        files({ app: `${WEB}, livenessProbe: {httpGet: {port: 8080}}`, sidecar: PORT }),
      ],
    ],
  },
];

const QUITS: readonly Case[] = [
  'kill 1',
  'pkill -QUIT fluent-bit',
  'nginx -s quit',
  'wget --post-data= localhost:1/quitquitquit',
].map(
  (script): Case => ({
    code: 'SM304',
    severity: 'block',
    fires: files({ sidecar: preStop(`sleep 1; ${script}`) }),
    misses: [
      ['a reload', files({ sidecar: preStop('kill -HUP 1') })],
      ['a file', files({ sidecar: preStop('rm -f /tmp/a') })],
      ['a hook of App', files({ app: preStop(script) })],
    ],
  }),
);

const STOP: readonly Case[] = [
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
    severity: 'block',
    fires: files({ sidecar: ', lifecycle: {preStop: {httpGet: {port: 1, path: /shutdown}}}' }),
    misses: [
      [
        'it may be harmless',
        files({ sidecar: ', lifecycle: {preStop: {httpGet: {port: 1, path: /a}}}' }),
      ],
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
    severity: 'warn',
    fires: files({ spec: '      terminationGracePeriodSeconds: 0\n' }),
    misses: [['three', files({ spec: '      terminationGracePeriodSeconds: 3\n' })]],
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

const WAITS = 'while [ ! -f /v/done ]; do sleep 1; done; exit 0';
const GROWS =
  'last=x; while [ "$(stat -c %s /v/app.log)" != "$last" ]; do last=$(stat -c %s /v/app.log); sleep 9; done';
const kubexit = (name: string): string => `, env: [{name: ${name}, value: a}]`;
const job = (more: string, template = ''): Files =>
  files({
    kind: 'Job',
    apiVersion: 'batch/v1',
    spec: NEVER,
    own: more,
    template,
  });
const agentConfig = (value: string): Files =>
  files(
    {
      spec: '      volumes: [{name: v, configMap: {name: agent}}]\n',
      sidecar: VOLUME,
    },
    {
      'config.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: agent}\ndata:\n  agent.hcl: |\n    exit_after_auth = ${value}\n`,
    },
  );

const PINGS: readonly Case[] = [
  'while nc -z localhost 8080; do sleep 5; done; kill 1',
  'until ! curl -sf http://127.0.0.1:8080/health; do sleep 5; done; exit 0',
  'while true; do curl -sf localhost:8080 || exit 0; sleep 5; done',
  'while :; do if ! nc -z localhost 8080; then break; fi; sleep 5; done',
].map(
  (script): Case => ({
    code: 'SM903',
    severity: 'block',
    fires: files({ app: WEB, sidecar: sh(script) }),
    misses: [
      [
        'its own port',
        files({ app: WEB, sidecar: `${PORT}${sh(script.replace('8080', '2020'))}` }),
      ],
      [
        'a start',
        files({ app: WEB, sidecar: sh('until nc -z localhost 8080; do sleep 1; done; exec f') }),
      ],
    ],
  }),
);

const WORKAROUNDS: readonly Case[] = [
  {
    code: 'SM901',
    severity: 'warn',
    fires: files({
      app: `${VOLUME}${sh("trap 'touch /v/done' EXIT; run")}`,
      sidecar: `${READ_ONLY}${sh('fluent-bit & while [[ ! -f /v/done ]]; do sleep 1; done; kill $!')}`,
    }),
    misses: [
      [
        'App leaves no file',
        files({
          app: `${VOLUME}${sh('run')}`,
          sidecar: `${READ_ONLY}${sh('fluent-bit & while [[ ! -f /v/done ]]; do sleep 1; done; kill $!')}`,
        }),
      ],
      [
        'another file',
        files({
          app: `${VOLUME}${sh("trap 'touch /v/other' EXIT; run")}`,
          sidecar: `${READ_ONLY}${sh('fluent-bit & while [[ ! -f /v/done ]]; do sleep 1; done; kill $!')}`,
        }),
      ],
    ],
  },
  {
    code: 'SM902',
    severity: 'warn',
    fires: files({ app: VOLUME, sidecar: `${VOLUME}${sh(WAITS)}` }),
    misses: [
      ['not shared', files({ sidecar: `${VOLUME}${sh(WAITS)}` })],
      [
        'a start',
        files({ app: VOLUME, sidecar: `${VOLUME}${sh(WAITS.replace('exit 0', 'exec f'))}` }),
      ],
    ],
  },
  {
    code: 'SM902',
    severity: 'block',
    fires: files({ app: VOLUME, sidecar: `${VOLUME}${sh(GROWS)}` }),
    misses: [
      [
        'for ever',
        files({
          app: VOLUME,
          sidecar: `${VOLUME}${sh('while true; do stat -c %s /v/app.log; sleep 9; done')}`,
        }),
      ],
      ['not shared', files({ sidecar: `${VOLUME}${sh(GROWS)}` })],
    ],
  },
  ...PINGS,
  {
    code: 'SM904',
    severity: 'warn',
    fires: files({ spec: SHARED, app: sh('run; pkill -TERM fluent-bit') }),
    misses: [
      ['not shared', files({ app: sh('run; pkill -TERM fluent-bit') })],
      ['a reload', files({ spec: SHARED, app: sh('run; pkill -HUP fluent-bit') })],
    ],
  },
  {
    code: 'SM904',
    severity: 'warn',
    fires: files({ spec: SHARED, sidecar: ', command: [/etc/reload/reload.sh]' }),
    misses: [['not shared', files({ sidecar: ', command: [/etc/reload/reload.sh]' })]],
  },
  {
    code: 'SM905',
    severity: 'info',
    fires: files({ spec: SHARED, sidecar: sh('while true; do pkill -HUP web; sleep 5; done') }),
    misses: [
      ['not shared', files({ sidecar: sh('while true; do pkill -HUP web; sleep 5; done') })],
    ],
  },
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
  {
    code: 'SM907',
    severity: 'warn',
    fires: image(
      'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2',
      files({ sidecar: ', args: [--quitquitquit, "p:r:i"]' }),
    ),
    misses: [
      [
        'no flag',
        image(
          'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2',
          files({ sidecar: ', args: ["p:r:i"]' }),
        ),
      ],
    ],
  },
  {
    code: 'SM907',
    severity: 'warn',
    fires: image(
      'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2',
      files({ app: sh('run; curl -X POST localhost:9091/quitquitquit') }),
    ),
    misses: [
      ['another family', files({ app: sh('run; curl -X POST localhost:9091/quitquitquit') })],
    ],
  },
  {
    code: 'SM908',
    severity: 'info',
    fires: files({ sidecar: ', args: [--max-sigterm-delay=30s]' }),
    misses: [['no flag', files({})]],
  },
  {
    code: 'SM909',
    severity: 'info',
    fires: files({ app: ', command: [/linkerd-await, --shutdown, --, run]' }),
    misses: [['no wrapper', files({ app: ', command: [run]' })]],
  },
  {
    code: 'SM910',
    severity: 'info',
    fires: files({ app: ', command: [scuttle, run]' }),
    misses: [['no wrapper', files({ app: ', command: [run]' })]],
  },
  {
    code: 'SM911',
    severity: 'block',
    fires: files({ app: kubexit('KUBEXIT_BIRTH_DEPS') }),
    misses: [['another variable', files({ app: kubexit('BIRTH_DEPS') })]],
  },
  {
    code: 'SM912',
    severity: 'warn',
    fires: files({ sidecar: kubexit('KRUISE_CONTAINER_PRIORITY') }),
    misses: [['of App', files({ app: kubexit('KRUISE_CONTAINER_PRIORITY') })]],
  },
  {
    code: 'SM912',
    severity: 'info',
    fires: files({ sidecar: kubexit('KRUISE_TERMINATE_SIDECAR_WHEN_JOB_EXIT') }),
    misses: [['none', files({})]],
  },
  {
    code: 'SM913',
    severity: 'warn',
    fires: files({ template: ', annotations: {nais.io/sidecar-terminator: "true"}' }),
    misses: [['another one', files({ template: ', annotations: {nais.io/sidecar: "true"}' })]],
  },
  {
    code: 'SM914',
    severity: 'block',
    fires: files({ sidecar: ', args: [agent, -exit-after-auth]' }),
    misses: [['said no', files({ sidecar: ', args: [agent, -exit-after-auth=false]' })]],
  },
  {
    code: 'SM914',
    severity: 'block',
    fires: agentConfig('true'),
    misses: [['said no', agentConfig('false')]],
  },
  {
    code: 'SM915',
    severity: 'info',
    fires: files({ sidecar: preStop('sleep 5') }),
    misses: [['more than that', files({ sidecar: preStop('sleep 5; rm -f /tmp/a') })]],
  },
  {
    code: 'SM915',
    severity: 'warn',
    fires: files({
      sidecar: preStop(
        'while [ $(netstat -plunt | grep tcp | grep -v envoy | wc -l) -ne 0 ]; do sleep 1; done',
      ),
    }),
    misses: [['a sleep', files({ sidecar: preStop('sleep 5') })]],
  },
  {
    code: 'SM916',
    severity: 'info',
    fires: files({ app: preStop('sleep 5') }),
    misses: [['no sleep', files({ app: preStop('rm -f /tmp/a') })]],
  },
  {
    code: 'SM917',
    severity: 'info',
    fires: files({
      template: ', annotations: {proxy.istio.io/config: "holdApplicationUntilProxyStarts: true"}',
    }),
    misses: [
      ['something else', files({ template: ', annotations: {proxy.istio.io/config: "a: b"}' })],
    ],
  },
  {
    code: 'SM918',
    severity: 'info',
    fires: files({ app: sh('until nc -z localhost 2020; do sleep 1; done; run'), sidecar: PORT }),
    misses: [
      [
        'another port',
        files({ app: sh('until nc -z localhost 2021; do sleep 1; done; run'), sidecar: PORT }),
      ],
    ],
  },
  {
    code: 'SM919',
    severity: 'info',
    fires: job('  activeDeadlineSeconds: 60\n'),
    misses: [['no deadline', job('')]],
  },
  {
    code: 'SM920',
    severity: 'info',
    fires: job('', ', annotations: {sidecar.istio.io/inject: "false"}'),
    misses: [['in the mesh', job('', ', annotations: {sidecar.istio.io/inject: "true"}')]],
  },
  {
    code: 'SM921',
    severity: 'warn',
    fires: files({ sidecar: ', command: [timeout, "3600", fluent-bit]' }),
    misses: [['no clock', files({ sidecar: ', command: [fluent-bit]' })]],
  },
  {
    code: 'SM922',
    severity: 'warn',
    fires: files({ app: sh('run; kubectl delete pod "$HOSTNAME"') }),
    misses: [['it only asks', files({ app: sh('run; kubectl get pods') })]],
  },
];

describe.each([
  ['the start', START],
  ['the stop and resources', STOP],
  ['the workarounds', WORKAROUNDS],
] as const)('rules about %s', (_, cases) => {
  it.each(cases)('$code ($severity) fires, and stops without its reason', holds);
});
