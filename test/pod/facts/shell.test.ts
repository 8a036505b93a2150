import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../../src/model/value.js';
import { programOf } from '../../../src/pod/facts/programs.js';
import { quitOf, signalOf } from '../../../src/pod/facts/quits.js';
import { parseShell } from '../../../src/pod/facts/shell.js';
import { sleptBy } from '../../../src/pod/facts/times.js';
import { decided, podOf, podText } from '../../support/pods.js';

const names = (script: string): readonly string[] =>
  parseShell(script)?.calls.map(({ name }) => name) ?? ['(unreadable)'];
const only = (script: string) => {
  const call = parseShell(script)?.calls[0];
  if (call === undefined) throw new Error(`no command in ${script}`);
  return call;
};

const [NOBODY] = podOf(['name: x']).containers;
if (NOBODY === undefined) throw new Error('the pod holds no container');

describe('a script', () => {
  it('is its commands, wherever they stand', () => {
    expect(names('a; b && c || d | e')).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(names('x=$(curl localhost:80)')).toContain('curl');
    expect(names('f() { wget a; }; f')).toContain('wget');
    expect(names('if [[ -f /x ]]; then exit 0; fi')).toEqual(['[[', 'exit']);
    expect(names('cat <<EOF\nkill 1\nEOF\n')).toEqual(['cat']);
    expect(names('echo "kill 1" # rm -rf /')).toEqual(['echo']);
    expect(names(`sh -c 'nc -z localhost 1'`)).toEqual(['sh', 'nc']);
    expect(names('exec /usr/bin/envoy -c x')).toEqual(['envoy']);
  });

  it('has traps, whose commands run at the end', () => {
    const calls = parseShell(`trap 'touch /v/done' EXIT; run`)?.calls ?? [];
    expect(calls.map(({ name, inTrap }) => [name, inTrap])).toEqual([
      ['trap', false],
      ['touch', true],
      ['run', false],
    ]);
  });

  it('has loops, which go on while something answers or until it does', () => {
    const loop = (script: string) => parseShell(script)?.loops[0];
    expect(loop('while a; do b; done')?.runsWhile).toBe('success');
    expect(loop('while ! a; do b; done')?.runsWhile).toBe('failure');
    expect(loop('until a; do b; done')?.runsWhile).toBe('failure');
    expect(loop('until ! a; do b; done')?.runsWhile).toBe('success');
    expect(loop('while :; do b; done')?.endless).toBe(true);
    const after = loop('while a; do b; done; c & d')?.after;
    expect(after?.map(({ name, background }) => [name, background])).toEqual([
      ['c', true],
      ['d', false],
    ]);
  });

  it('is unreadable where it is none, or too long for a person', () => {
    for (const script of ['if true; run', 'echo "', 'while x; do', 'a'.repeat(1024 * 1024)])
      expect(parseShell(script), script.slice(0, 20)).toBe(null);
    const programFrom = (command: readonly Value[]) => programOf({ ...NOBODY, value: { command } });
    expect(programFrom([{ a: 1 }]).kind).toBe('unreadable');
    expect(programFrom(['sh', '-c', 'if true; run']).kind).toBe('unreadable');
    expect(programFrom([]).kind).toBe('image');
    expect(programFrom(['']).kind).toBe('exec');
  });

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (text) => {
        const shell = parseShell(text);
        expect(shell === null || shell.text === text).toBe(true);
      }),
      { numRuns: 500, seed: 753 },
    );
    expect(parseShell('('.repeat(20_000))).toBe(null);
  });
});

describe('commands that end others', () => {
  it.each([
    ['kill 1', 'TERM', true],
    ['kill -9 $(pidof envoy)', '9', true],
    ['kill -s QUIT 1', 'QUIT', true],
    ['pkill -SIGINT pilot-agent', 'INT', true],
    ['pkill --signal TERM envoy', 'TERM', true],
    ['killall envoy', 'TERM', true],
    ['kill -0 1', '0', false],
    ['kill -HUP $(pidof nginx)', 'HUP', false],
    ['pkill -USR1 nginx', 'USR1', false],
  ])('%s sends %s', (script, name, ends) => {
    expect(signalOf(only(script))).toMatchObject({ name, ends });
  });

  it.each([
    ['curl -X POST http://localhost:15020/quitquitquit', 'endpoint'],
    ['wget --post-data="" 127.0.0.1:4191/shutdown', 'endpoint'],
    ['nginx -s quit', 'command'],
    ['/cloud-sql-proxy shutdown --admin-port 9092', 'command'],
    ['kill 1', 'signal'],
  ])('%s', (script, by) => {
    expect(quitOf(only(script))?.by).toBe(by);
  });

  it.each(['curl localhost:9091/metrics', 'nginx -s reload', 'kill -HUP 1', 'echo bye'])(
    '%s ends nothing',
    (script) => {
      expect(quitOf(only(script))).toBe(null);
    },
  );
});

describe('seconds', () => {
  it.each([
    ['sleep 5', 5],
    ['sleep 1.5', 1.5],
    ['sleep 1m 30s', 90],
    ['sleep infinity', Number.POSITIVE_INFINITY],
    ['sleep $N', 0],
    ['echo 5', 0],
  ])('%s', (script, seconds) => {
    expect(sleptBy(only(script))).toBe(seconds);
  });
});

describe('odd containers', () => {
  it.each([
    'command: []',
    'command: [""]',
    'command: [sh, -c]',
    'command: [sh, -c, ""]',
    'command: {a: b}',
    'args: [null, 1, true]',
    'ports: [{containerPort: "8080"}], startupProbe: {httpGet: {port: "8080"}}',
    'ports: web, lifecycle: {preStop: {exec: {command: stop}}}',
    'startupProbe: {exec: {}}, lifecycle: {postStart: null}',
    'resources: {requests: {cpu: "$(CPU)", memory: much}}',
    'volumeMounts: [{name: 1, mountPath: null}, text]',
  ])('%s is no reason to crash, and never safe by mistake', async (more) => {
    const text = podText([
      'name: web, image: a',
      `name: proxy, image: "fluent/fluent-bit:3", ${more}`,
    ]);
    const { outcome, pod } = await decided({ 'pod.yaml': text }, { unsafe: false });
    expect(outcome.failures).toEqual([]);
    expect(pod.containers.length).toBe(2);
  });

  it('a script of a megabyte is read by nobody, and waits for review', async () => {
    const text = podText([
      'name: web, image: a',
      `name: proxy, image: "fluent/fluent-bit:3", command: [sh, -c, "${'echo a; '.repeat(130_000)}"]`,
    ]);
    const { pod, codes } = await decided({ 'pod.yaml': text }, { unsafe: false });
    expect([pod.state, codes.includes('SM205 warn')]).toEqual(['review', true]);
  });
});
