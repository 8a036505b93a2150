import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { migrate } from '../../../src/index.js';

const PROXY = 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1';
const WAIT = '/proxy a:b:c & until [ -f /done/ok ]; do sleep 1; done; kill $!';
const MOUNT = [{ name: 'done', mountPath: '/done' }];

interface Parts {
  readonly containers: readonly object[];
  readonly volume?: object;
  readonly more?: object;
  readonly keep?: readonly string[];
}

/** A Job of these containers without its workarounds, and what becomes of each. */
async function removed({ containers, volume = { emptyDir: {} }, more = {}, keep = [] }: Parts) {
  const spec = {
    restartPolicy: 'OnFailure',
    ...more,
    containers,
    volumes: [{ name: 'done', ...volume }],
  };
  const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'load' } };
  const text = JSON.stringify({ ...job, spec: { template: { spec } } }, null, 2);
  const outcome = await migrate(new Map([['job.json', text]]), { removeWorkarounds: true, keep });
  expect(outcome.failures).toEqual([]);
  const states = outcome.decisions.flatMap(({ containers: all }) => all.map(({ state }) => state));
  const after = parse(outcome.files[0]?.after ?? text).spec.template.spec;
  return { states, app: after.containers[0].args.at(-1), volumes: after.volumes, after };
}

const app = (script: string, more: object = {}) => ({
  name: 'load',
  image: 'registry.example.com/load:1',
  command: ['sh', '-c'],
  args: [script],
  volumeMounts: MOUNT,
  ...more,
});
const proxy = (name: string, args: readonly string[], command?: readonly string[]) => ({
  name,
  image: PROXY,
  ...(command === undefined ? {} : { command }),
  args,
  volumeMounts: MOUNT,
});
const waiting = proxy('sql', [WAIT], ['sh', '-c']);

describe('what goes with a move', () => {
  it('is the file on a volume of the pod', async () => {
    const {
      states,
      app: script,
      volumes,
    } = await removed({
      containers: [app('load; touch /done/ok'), waiting],
    });
    expect([states, script, volumes]).toEqual([['app', 'moved'], 'load; true', undefined]);
  });

  it.each([
    ['a claim', { persistentVolumeClaim: { claimName: 'done' } }],
    ['the node', { hostPath: { path: '/done' } }],
  ])('is no file on %s, where others may look for it', async (_, volume) => {
    const {
      states,
      app: script,
      volumes,
    } = await removed({
      containers: [app('load; touch /done/ok'), waiting],
      volume,
    });
    expect([states, script]).toEqual([['app', 'moved'], 'load; touch /done/ok']);
    expect(volumes).toEqual([{ name: 'done', ...volume }]);
  });

  it('is nothing where a third container may look for the file, unseen', async () => {
    const third = { name: 'api', image: 'registry.example.com/api:1', volumeMounts: MOUNT };
    const containers = [app('load; touch /done/ok'), waiting, third];
    expect((await removed({ containers })).states).toEqual(['app', 'review', 'app']);
    const { volumeMounts: _, ...apart } = third;
    const alone = await removed({ containers: [app('load; touch /done/ok'), waiting, apart] });
    expect(alone.states).toEqual(['app', 'moved', 'app']);
  });

  it.each([
    ['no name', undefined],
    ['a number', 7],
    ['the name of another', 'sql'],
  ])('is nothing where a container has %s', async (_, name) => {
    const script = 'load; touch /done/ok';
    const { app: after } = await removed({ containers: [app(script, { name }), waiting] });
    expect(after).toBe(script);
  });

  const call = (port: number): string => `curl -X POST localhost:${port}/quitquitquit`;

  it('is the call to the proxy that moves, by its port', async () => {
    const first = proxy('sql', ['--quitquitquit', 'a:b:c']);
    const second = proxy('sql-two', ['--quitquitquit', '--admin-port=9092', 'a:b:d']);
    const script = `load; ${call(9091)}; ${call(9092)}; tidy`;
    const both = await removed({ containers: [app(script), first, second] });
    expect([both.states, both.app]).toEqual([['app', 'moved', 'moved'], 'load; tidy']);
    // With one of them kept, its own call is still there, and nobody takes it out.
    const one = await removed({ containers: [app(script), first, second], keep: ['sql-two'] });
    expect([one.states, one.app]).toEqual([['app', 'review', 'app'], script]);
  });

  it.each([
    ['another port', call(7777)],
    ['another address besides', `${call(9091)} https://example.com/done`],
    ['an answer that is kept', `${call(9091)} -o /out/answer`],
    ['an answer that is written', `${call(9091)} > /out/answer`],
  ])('is no call with %s', async (_, own) => {
    const containers = [app(`load; ${own}`), proxy('sql', ['--quitquitquit', 'a:b:c'])];
    const { states, app: script } = await removed({ containers });
    expect([states, script]).toEqual([['app', 'review'], `load; ${own}`]);
  });

  it('is a signal by a name that fits nobody else', async () => {
    const more = { shareProcessNamespace: true };
    const moves = proxy('sql-proxy', ['a:b:c']);
    const other = { name: 'other-proxy', image: 'registry.example.com/other:1' };
    const alone = await removed({ containers: [app('load; pkill sql-proxy'), moves, other], more });
    expect([alone.states[1], alone.app]).toEqual(['moved', 'load; true']);
    const both = await removed({ containers: [app('load; pkill proxy'), moves, other], more });
    expect([both.states[1], both.app]).toEqual(['review', 'load; pkill proxy']);
  });
});

/** Why the directory of a sentinel file may be in use; each is an application beside the same proxy. */
const IN_USE: readonly (readonly [why: string, app: object])[] = [
  ['a name that nobody gives', app('load --out "$OUT"; touch /done/ok')],
  ['a default', app(`load -o \${OUT:-/do}ne/x; touch /done/ok`)],
  ['a home', app('load -o ~/x; touch /done/ok')],
  ['a computed path', app('load -o "$(where)"; touch /done/ok')],
  [
    'a joined path',
    app(`load -o \${B}ne/x; touch /done/ok`, { env: [{ name: 'B', value: '/do' }] }),
  ],
  ['a pattern', app('load /d*/x; touch /done/ok')],
  ['a relative path', app('cd /; load done/x; touch /done/ok')],
  ['a redirection', app('load > $OUT; touch /done/ok')],
  [
    'variables from elsewhere',
    app('load; touch /done/ok', { envFrom: [{ configMapRef: { name: 'x' } }] }),
  ],
  [
    'a variable from a ConfigMap',
    app('load; touch /done/ok', {
      env: [{ name: 'O', valueFrom: { configMapKeyRef: { name: 'x', key: 'y' } } }],
    }),
  ],
  [
    'no other place to write',
    app('load; touch /done/ok', { securityContext: { readOnlyRootFilesystem: true } }),
  ],
  ['a working directory', app('load; touch /done/ok', { workingDir: '/done' })],
];

describe('the volume of a file', () => {
  it.each(IN_USE)('stays with %s', async (_, own) => {
    const { states, volumes } = await removed({ containers: [own, waiting] });
    expect(states).toEqual(['app', 'moved']);
    expect(volumes).toHaveLength(1);
  });

  it('stays where a ConfigMap may name it', async () => {
    const mounts = [...MOUNT, { name: 'settings', mountPath: '/settings' }];
    const spec = {
      restartPolicy: 'OnFailure',
      containers: [app('load; touch /done/ok', { volumeMounts: mounts }), waiting],
      volumes: [
        { name: 'done', emptyDir: {} },
        { name: 'settings', configMap: { name: 'settings' } },
      ],
    };
    const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'load' } };
    const text = JSON.stringify({ ...job, spec: { template: { spec } } }, null, 2);
    const { files } = await migrate(new Map([['job.json', text]]), { removeWorkarounds: true });
    expect(parse(files[0]?.after ?? '').spec.template.spec.volumes).toEqual(spec.volumes);
  });

  it.each(['/work', '/output', '/home/app', '/results', '/var/lib/x', '/tmp', '/app/data'])(
    'stays in %s, which programs use unasked',
    async (mountPath) => {
      const volumeMounts = [{ name: 'done', mountPath }];
      const wait = WAIT.replace('/done', mountPath);
      const { states, volumes } = await removed({
        containers: [
          app(`load; touch ${mountPath}/ok`, { volumeMounts }),
          { ...proxy('sql', [wait], ['sh', '-c']), volumeMounts },
        ],
      });
      expect(states).toEqual(['app', 'moved']);
      expect(volumes).toHaveLength(1);
    },
  );

  it.each([
    ['codes and processes', app('load & p=$!; wait $p; rc=$?; touch /done/ok; exit $rc')],
    [
      'names that the manifest gives',
      app('load -o $O/x; touch /done/ok', { env: [{ name: 'O', value: '/x' }] }),
    ],
    ['its arguments', app('load "$@"; touch /done/ok')],
  ])('goes with %s', async (_, own) => {
    const { volumes } = await removed({ containers: [own, waiting] });
    expect(volumes).toBe(undefined);
  });
});

describe('a preStop hook that sleeps', () => {
  const sleeping = { lifecycle: { preStop: { exec: { command: ['sleep', '20'] } } } };

  it('goes from a proxy, which sleeps for the application', async () => {
    const own = { ...proxy('sql', ['a:b:c']), ...sleeping };
    const { states, after } = await removed({ containers: [app('load'), own] });
    expect(states).toEqual(['app', 'moved']);
    expect(after.initContainers[0].lifecycle).toBe(undefined);
  });

  it('stays where the time may be for what is still to be sent', async () => {
    const logs = { name: 'logs', image: 'fluent/fluent-bit:3.1', ...sleeping };
    const { after } = await removed({ containers: [app('load'), logs] });
    const all = [...after.containers, ...(after.initContainers ?? [])];
    expect(all.find(({ name }) => name === 'logs')).toMatchObject(sleeping);
  });
});
