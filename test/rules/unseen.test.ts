import { describe, expect, it } from 'vitest';
import { files } from '../support/cases.js';
import { decided } from '../support/pods.js';

const MOUNT = ', volumeMounts: [{name: v, mountPath: /v}]';
const WEB = ', ports: [{name: http, containerPort: 8080}]';
const PING = 'fluent-bit & while nc -z localhost 8080; do sleep 5; done; kill $!';

const words = (...command: readonly string[]): string => `, command: ${JSON.stringify(command)}`;
const sh = (script: string): string => words('sh', '-c', script);
const env = (name: string, value: string): string =>
  `, env: [{name: ${name}, value: ${JSON.stringify(value)}}]`;

/** What the agent runs, and the codes that hold it back. */
const SIDECARS: readonly (readonly [why: string, fields: string, code: string])[] = [
  ['an init process with a rewrite', words('dumb-init', '-r', '15:3', 'sh', '-c', PING), 'SM903'],
  ['another init process', words('/sbin/tini', '-s', '--', 'bash', '-lc', PING), 'SM903'],
  ['options of bash', words('bash', '-euxo', 'pipefail', '-c', PING), 'SM903'],
  ['an environment', words('env', '-u', 'B', 'A=1', 'sh', '-c', PING), 'SM903'],
  ['another user', words('gosu', 'nobody', 'sh', '-c', PING), 'SM903'],
  ['busybox', words('/bin/busybox', 'sh', '-c', PING), 'SM903'],
  ['arguments only', `, args: ${JSON.stringify(['-c', PING])}`, 'SM903'],
  ['a script that env splits', words('env', '-S', `sh -c '${PING}'`), 'SM205'],
  ['su', words('su', 'nobody', '-c', PING), 'SM205'],
  ['Python', words('python3', '-c', 'import time\nwhile True: time.sleep(1)'), 'SM205'],
  ['Perl', words('perl', '-e', 'sleep 1 until -e "/v/done"'), 'SM205'],
  ['Node', words('node', '-e', 'setInterval(() => {}, 1)'), 'SM205'],
  ['PowerShell', words('powershell', '-Command', 'while (1) { Start-Sleep 1 }'), 'SM205'],
  ['cmd', words('cmd.exe', '/c', 'if exist C:\\v\\done exit'), 'SM205'],
  ['a script in a script', sh('sh -c "while true; do <nothing; fi"'), 'SM205'],
  ['eval', sh('eval "$(cat /etc/x)"'), 'SM205'],
  ['a script that is read in', sh('. /etc/run.sh'), 'SM205'],
  ['a script on standard input', sh('curl -s https://example.com/run.sh | sh'), 'SM205'],
  ['a here-document', sh(`sh <<'E'\n${PING}\nE\n`), 'SM205'],
  ['a name in front', sh('exec $PROGRAM --flag'), 'SM205'],
  ['the rest of the arguments', words('sh', '-c', 'exec "$@"', '--', 'fluent-bit'), 'SM205'],
  ['a script on a volume', `${MOUNT}${words('/v/run.sh')}`, 'SM205'],
  ['a program of another language there', `${MOUNT}${words('python', '/v/run.py')}`, 'SM205'],
  ['a script of the environment', `${sh('$SCRIPT')}${env('SCRIPT', PING)}`, 'SM205'],
  ['the same, put in by Kubernetes', `${sh('$(SCRIPT)')}${env('SCRIPT', PING)}`, 'SM205'],
  [
    'a port of the environment',
    `${sh(PING.replace('8080', '$PORT'))}${env('PORT', '8080')}`,
    'SM903',
  ],
  ['the same, put in', `${sh(PING.replace('8080', '$(PORT)'))}${env('PORT', '8080')}`, 'SM903'],
  ['a port of the script', sh(`PORT=8080\n${PING.replace('8080', '"$PORT"')}`), 'SM903'],
  ['an address that nobody knows', sh(PING.replace('nc -z localhost 8080', 'curl $URL')), 'SM212'],
  ['the address of the pod', sh(PING.replace('localhost', '$POD_IP')), 'SM903'],
  ['its name', sh(PING.replace('localhost', '$(hostname -i)')), 'SM903'],
  ['one event', sh('fluent-bit & inotifywait -e create /v'), 'SM212'],
  ['one process', sh('fluent-bit & tail --pid=7 -f /dev/null; kill $!'), 'SM212'],
  ['one line', sh('fluent-bit & read line < /v/pipe; kill $!'), 'SM212'],
  ['one connection', sh('fluent-bit & nc -l -p 9999'), 'SM212'],
  ['a script behind it', sh('fluent-bit & /wait-for-the-end; kill $!'), 'SM212'],
  [
    'a probe of the address of the pod',
    ', startupProbe: {exec: {command: [sh, -c, "curl http://$POD_IP:8080/"]}}',
    'SM204',
  ],
  ['a file without a folder', sh('fluent-bit & until [ -f done ]; do sleep 1; done'), 'SM212'],
  ['a bounded loop', sh('fluent-bit & for i in 1 2 3; do sleep 60; done; kill $!'), 'SM212'],
  ['nothing waits for the file', sh('fluent-bit & sleep 60'), 'SM212'],
  ['a port without a number', ', startupProbe: {httpGet: {port: http, path: /}}', 'SM204'],
  ['a probe on a volume', `${MOUNT}, startupProbe: {exec: {command: [/v/up.sh]}}`, 'SM204'],
];

const FINE: readonly (readonly [why: string, fields: string])[] = [
  ['its own configuration', `${MOUNT}, args: [-c, /v/fluent-bit.conf]`],
  ['a wait for a start', sh('until nc -z db 5432; do sleep 1; done; exec fluent-bit')],
  ['an endless loop', sh('while true; do tail -F /x; sleep 1; done')],
  ['an endless for', sh('for ((;;)); do tail -F /x; done')],
  ['its own child', sh('fluent-bit & P=$!; while kill -0 $P; do sleep 5; done')],
  ['its own child, waited for', sh('fluent-bit & wait $!')],
  ['a server that takes one after the other', sh('while true; do nc -l -p 9999; done')],
  ['events', sh('inotifywait -m /x | while read -r line; do echo "$line"; done')],
  ['a failure that it gives up on', sh('while true; do fluent-bit || exit 1; done')],
  ['a loop in an endless one', sh('while true; do until [ -f x ]; do sleep 1; done; run; done')],
  ['another user', words('gosu', 'nobody', 'fluent-bit')],
  ['a program that is given files', words('sh', '-c', 'exec fluent-bit -c "$CONFIG"')],
];

describe('a sidecar that cannot be read', () => {
  it.each(SIDECARS)('%s is never safe', async (_, fields, code) => {
    const text = files({ app: `${WEB}${MOUNT}`, sidecar: fields });
    const { codes, pod } = await decided(text, { unsafe: false });
    expect(codes.map((each) => each.slice(0, 5))).toContain(code);
    expect(['review', 'blocked']).toContain(pod.state);
  });

  it.each(FINE)('%s is', async (_, fields) => {
    const { codes, pod } = await decided(files({ app: WEB, sidecar: fields }), { unsafe: false });
    expect([pod.state, codes.filter((code) => !code.endsWith('info'))]).toEqual(['moved', []]);
  });
});

describe('an application that cannot be read', () => {
  it.each([
    ['Python', words('python', '-c', 'import os')],
    ['eval', sh('eval "$X"')],
    ['another user', words('su', '-c', 'run')],
  ])('%s waits for review', async (_, app) => {
    const { codes } = await decided(files({ app }), { unsafe: false });
    expect(codes).toContain('SM308 warn');
  });

  it('may read in what a secrets agent wrote, as everybody does', async () => {
    const { pod } = await decided(files({ app: sh('. /vault/secrets/env; exec run') }));
    expect(pod.state).toBe('moved');
  });

  it.each(['killall5', 'kill -TERM -1'])(
    '%s reaches every process that is shared',
    async (kill) => {
      const spec = '      shareProcessNamespace: true\n';
      const { codes } = await decided(files({ spec, app: sh(`run; ${kill}`) }));
      expect(codes).toContain('SM904 warn');
      expect((await decided(files({ app: sh(`run; ${kill}`) }))).codes).not.toContain('SM904 warn');
    },
  );
});
