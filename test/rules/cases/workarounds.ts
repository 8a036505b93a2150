import { type Case, type Files, files } from '../../support/cases.js';
import { EMPTY, image, NEVER, PORT, preStop, READ_ONLY, SHARED, sh, VOLUME, WEB } from './parts.js';

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
  "while ss -ltn | grep -q ':8080'; do sleep 5; done",
  'while lsof -i :8080; do sleep 5; done; kill 1',
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

/** Other ways to see that a file is no longer written. */
const GROWTHS: readonly Case[] = [
  'while [ -n "$(find /v/log -mmin -1)" ]; do sleep 60; done',
  'while [ $(( $(date +%s) - $(date -r /v/log +%s) )) -lt 60 ]; do sleep 5; done',
  'while [ "$(md5sum /v/log)" != "$m" ]; do m=$(md5sum /v/log); sleep 30; done',
  'while true; do s=$(ls -l /v/log); [ "$s" = "$last" ] && exit; last=$s; sleep 9; done',
].map(
  (script): Case => ({
    code: 'SM902',
    severity: 'block',
    fires: files({ app: `${VOLUME}${sh('run > /v/log')}`, sidecar: `${VOLUME}${sh(script)}` }),
    misses: [['not shared', files({ sidecar: `${VOLUME}${sh(script)}` })]],
  }),
);

/** Waits that are over once a process of the application is gone. */
const WATCHES: readonly Case[] = [
  'fluent-bit & P=$!; while pgrep -f books.py > /dev/null; do sleep 5; done; kill $P',
  'fluent-bit & while pidof -s books; do sleep 5; done; kill $!',
  'fluent-bit & APP=$(pgrep -f books.py); while kill -0 "$APP" 2>/dev/null; do sleep 1; done; kill %1',
  'fluent-bit & while ps aux | grep -q "[b]ooks.py"; do sleep 5; done; kill %1',
  'fluent-bit & while [ -n "$(pgrep books)" ]; do sleep 5; done; kill %1',
  'fluent-bit & until ! pgrep books; do sleep 5; done; kill %1',
  'fluent-bit & until [ -z "$(pidof books)" ]; do sleep 5; done; kill %1',
  'fluent-bit & while true; do pgrep books || exit 0; sleep 5; done',
  'fluent-bit & sleep 10; tail --pid=$(pidof books) -f /dev/null; kill %1',
  'fluent-bit & while grep -qa books.py /proc/[0-9]*/cmdline; do sleep 5; done; kill %1',
].map(
  (script): Case => ({
    code: 'SM903',
    severity: 'block',
    fires: files({ spec: SHARED, app: sh('books.py'), sidecar: sh(script) }),
    misses: [
      ['processes apart', files({ app: sh('books.py'), sidecar: sh(script) })],
      [
        'its own process',
        files({
          spec: SHARED,
          sidecar: sh(script.replaceAll(/\[?\bb?\]?ooks(?:\.py)?/g, 'fluent-bit')),
        }),
      ],
      [
        'it waits for the start first',
        files({ spec: SHARED, sidecar: sh(`until pgrep books; do sleep 1; done; ${script}`) }),
      ],
    ],
  }),
);

const WRAPPED = `${VOLUME}, env: [{name: ENDWATCH_FILE, value: /v/done}]`;

export const WORKAROUNDS: readonly Case[] = [
  {
    code: 'SM903',
    severity: 'block',
    fires: files({
      spec: SHARED,
      sidecar: sh('p=$(cat /v/app.pid); while [ -d /proc/$p ]; do sleep 1; done; kill 1'),
    }),
    misses: [
      [
        'its own process',
        files({
          spec: SHARED,
          sidecar: sh(
            'fluent-bit & echo $! > /v/app.pid; p=$(cat /v/app.pid); while [ -d /proc/$p ]; do sleep 1; done',
          ),
        }),
      ],
    ],
  },
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
  ...GROWTHS,
  ...PINGS,
  ...WATCHES,
  {
    code: 'SM903',
    severity: 'warn',
    fires: files({
      spec: SHARED,
      sidecar: sh('until pgrep books; do sleep 1; done; while pgrep books; do sleep 5; done'),
    }),
    misses: [
      [
        'it only waits for the start',
        files({ spec: SHARED, sidecar: sh('until pgrep books; do sleep 1; done; exec f') }),
      ],
    ],
  },
  {
    code: 'SM901',
    severity: 'warn',
    fires: files({
      spec: EMPTY,
      app: `${VOLUME}${sh("trap 'touch /v/done' EXIT; run")}`,
      sidecar: `${VOLUME}, env: [{name: WATCHED, value: /v/done}]`,
    }),
    misses: [
      [
        'App writes it at its start',
        files({
          spec: EMPTY,
          app: `${VOLUME}${sh('touch /v/done; run')}`,
          sidecar: `${VOLUME}, env: [{name: WATCHED, value: /v/done}]`,
        }),
      ],
      [
        'another file',
        files({
          spec: EMPTY,
          app: `${VOLUME}${sh("trap 'touch /v/other' EXIT; run")}`,
          sidecar: `${VOLUME}, env: [{name: WATCHED, value: /v/done}]`,
        }),
      ],
    ],
  },
  {
    code: 'SM901',
    severity: 'warn',
    fires: files({
      spec: EMPTY,
      app: `${VOLUME}${sh('run; touch /v/done')}`,
      sidecar: `${VOLUME}${sh('echo /v/done | entr -p kill 1 & exec fluent-bit')}`,
    }),
    misses: [
      [
        'App writes it at its start',
        files({
          spec: EMPTY,
          app: `${VOLUME}${sh('touch /v/done; run')}`,
          sidecar: `${VOLUME}${sh('echo /v/done | entr -p kill 1 & exec fluent-bit')}`,
        }),
      ],
      [
        'another file',
        files({
          spec: EMPTY,
          app: `${VOLUME}${sh('run; touch /v/done')}`,
          sidecar: `${VOLUME}${sh('echo /v/config | entr -p kill 1 & exec fluent-bit')}`,
        }),
      ],
    ],
  },
  {
    code: 'SM901',
    severity: 'warn',
    fires: files({ spec: EMPTY, app: VOLUME, sidecar: WRAPPED }),
    misses: [
      ['App cannot write it', files({ spec: EMPTY, app: READ_ONLY, sidecar: WRAPPED })],
      [
        'no word of an end',
        files({ spec: EMPTY, app: VOLUME, sidecar: WRAPPED.replace('ENDWATCH', 'LOG') }),
      ],
    ],
  },
  {
    code: 'SM901',
    severity: 'warn',
    fires: files({
      spec: EMPTY,
      app: `${VOLUME}${sh('run; echo done > /v/done')}`,
      sidecar: `${VOLUME}, args: [/endwatch, /v/done, /proxy]`,
    }),
    misses: [
      [
        'App does not write it',
        files({
          spec: EMPTY,
          app: `${VOLUME}${sh('run; echo done')}`,
          sidecar: `${VOLUME}, args: [/endwatch, /v/done, /proxy]`,
        }),
      ],
    ],
  },
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
