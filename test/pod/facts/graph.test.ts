import { describe, expect, it } from 'vitest';
import type { Pod } from '../../../src/model/pod.js';
import { valueAt } from '../../../src/model/value.js';
import { podGraph } from '../../../src/pod/facts/graph/pod-graph.js';
import { podOf } from '../../support/pods.js';

/** `from kind occasion to port`, with a `?` where it is only likely. */
function relations(pod: Pod): readonly string[] {
  return podGraph(pod).relations.map(({ kind, from, to, occasion, certainty, port }) =>
    [from.name, kind, occasion, to.name, port ?? '', certainty === 'likely' ? '?' : '']
      .filter((word) => word !== '')
      .join(' '),
  );
}

const APP = 'name: web, image: "registry.example.com/web:1"';
const WEB = `${APP}, ports: [{containerPort: 8080}]`;
const REDIS = 'name: redis, image: "redis:7", ports: [{containerPort: 6379}]';

function sh(script: string): string {
  return `command: [sh, -c, ${JSON.stringify(script)}]`;
}

function env(values: Readonly<Record<string, string>>): string {
  const entries = Object.entries(values).map(
    ([name, value]) => `{name: ${name}, value: ${JSON.stringify(value)}}`,
  );
  return `env: [${entries.join(', ')}]`;
}

describe('who asks whom on localhost', () => {
  it.each([
    ['a URL in an argument', 'args: ["--redis=redis://localhost:6379/0"]'],
    ['a URL without a port', 'args: ["--redis=redis://127.0.0.1/0"]'],
    ['a user and a password in it', env({ REDIS_URL: 'redis://u:p@localhost:6379/0' })],
    ['host and port in one variable', env({ REDIS_ADDR: 'localhost:6379' })],
    ['host and port in two variables', env({ REDIS_HOST: '127.0.0.1', REDIS_PORT: '6379' })],
    ['a port in another variable', env({ P: '6379', REDIS_URL: 'redis://localhost:$(P)' })],
    ['an option for each', 'args: [--host, localhost, --port, "6379"]'],
    ['IPv6', env({ REDIS_URL: 'redis://[::1]:6379' })],
    [
      "the pod's own address",
      'env: [{name: ME, valueFrom: {fieldRef: {fieldPath: status.podIP}}}], args: ["$(ME):6379"]',
    ],
    ['a configuration in a script', sh('cat > /tmp/c <<E\nredis: localhost:6379\nE\nexec web')],
    ['a client', sh('redis-cli -h localhost get x; exec web')],
  ])('%s', (_, more) => {
    expect(relations(podOf([`${APP}, ${more}`, REDIS]))).toEqual(['web dials run redis 6379']);
  });

  it.each([
    ['another host', env({ REDIS_URL: 'redis://redis.prod:6379' })],
    [
      'the node',
      'env: [{name: H, valueFrom: {fieldRef: {fieldPath: status.hostIP}}}], args: ["$(H):6379"]',
    ],
    ['where it listens itself', 'args: ["--listen=0.0.0.0:8080", "--bind", "127.0.0.1:9000"]'],
    ['a variable for where it listens', env({ LISTEN_ADDR: '127.0.0.1:6379' })],
    ['no proxy for localhost', env({ NO_PROXY: 'localhost,127.0.0.1' })],
    ['a network', 'args: ["--allow=127.0.0.1/32"]'],
    ['a client of another host', sh('redis-cli -h redis.prod ping; exec web')],
  ])('not %s', (_, more) => {
    expect(relations(podOf([`${APP}, ${more}`, REDIS]))).toEqual([]);
  });

  it('says where it stands, and whether both sides are written', () => {
    const pod = podOf([
      `${APP}, ${env({ A: 'b', REDIS_URL: 'redis://localhost' })}`,
      'name: cache, image: "redis:7"',
    ]);
    const [dial] = podGraph(pod).from(pod.containers[0] as never);
    expect(dial?.certainty).toBe('likely');
    expect(valueAt(dial?.from.value, dial?.node ?? [])).toBe('redis://localhost');
    expect(podGraph(pod).to(pod.containers[1] as never)).toEqual([dial]);
  });

  it.each([
    ['wait-for-it', 'command: [/wait-for-it.sh, "localhost:6379", --, web]'],
    ['dockerize', 'command: [dockerize, -wait, "tcp://localhost:6379", web]'],
    ['until nc', sh('until nc -z 127.0.0.1 6379; do sleep 1; done; exec web')],
    ['while ! nc', sh('while ! nc -z localhost 6379; do sleep 1; done; exec web')],
    ['until a client', sh('until redis-cli ping; do sleep 1; done; exec web')],
    ['a device of bash', sh('until (echo > /dev/tcp/localhost/6379); do sleep 1; done; exec web')],
    [
      'a host in a variable',
      `${sh('until redis-cli -h $H ping; do sleep 1; done; exec web')}, ${env({ H: 'localhost' })}`,
    ],
    [
      'a bounded loop',
      sh('for i in 1 2 3; do nc -z localhost 6379 && break; sleep 1; done; exec web'),
    ],
    ['a check before', sh('nc -z localhost 6379 && exec web')],
  ])('waits by %s', (_, more) => {
    expect(relations(podOf([`${APP}, ${more}`, REDIS]))).toContain('web dials wait redis 6379');
  });

  it('tells probes and hooks from the program', () => {
    const pod = podOf([
      `${APP}, ports: [{containerPort: 8080}], startupProbe: {tcpSocket: {port: 6379}}, readinessProbe: {exec: {command: [redis-cli, ping]}}, lifecycle: {preStop: {exec: {command: [curl, "-XPOST", "localhost:15020/quitquitquit"]}}}`,
      REDIS,
      'name: mesh, image: "m:1", ports: [{containerPort: 15020}]',
    ]);
    expect(relations(pod)).toEqual([
      'web dials preStop mesh 15020',
      'web dials readinessProbe redis 6379',
      'web dials startupProbe redis 6379',
    ]);
  });

  it('knows a port that is only said by environment or arguments', () => {
    const proxy = `name: proxy, image: "p:1", args: ["--upstream=http://localhost:3000"]`;
    for (const said of [
      env({ PORT: '3000' }),
      env({ LISTEN_ADDR: ':3000' }),
      'args: [--port, "3000"]',
      'args: ["--listen=:3000"]',
      'args: ["-addr", ":3000"]',
    ])
      expect(relations(podOf([`${APP}, ${said}`, proxy, 'name: c, image: "c:1"']))).toEqual([
        'proxy dials run web 3000',
      ]);
  });

  it('asks at the end what it asks after its work', () => {
    const pod = podOf([
      `${APP}, ${sh('python job.py; curl -X POST localhost:15020/quitquitquit')}`,
      'name: mesh, image: "m:1", ports: [{containerPort: 15020}]',
    ]);
    expect(relations(pod)).toEqual(['web dials end mesh 15020']);
  });
});

describe('files, sockets, processes and traffic', () => {
  const VOLUME = '  volumes:\n  - {name: v, emptyDir: {}}\n';
  const mount = (path: string, readOnly = false): string =>
    `volumeMounts: [{name: v, mountPath: ${path}${readOnly ? ', readOnly: true' : ''}}]`;
  const TAIL = `name: tail, image: "b:1", ${sh('tail -n+1 -F /logs/a.log')}, ${mount('/logs')}`;

  it('reads what one other writes', () => {
    expect(
      relations(
        podOf(
          [`${APP}, ${mount('/out')}`, `name: ship, image: "s:1", ${mount('/in', true)}`],
          VOLUME,
        ),
      ),
    ).toEqual(['ship reads run web']);
    const [tail] = podGraph(podOf([`${APP}, ${mount('/var/log')}`, TAIL], VOLUME)).relations;
    expect(tail).toMatchObject({ kind: 'reads', follows: true, from: { name: 'tail' } });
  });

  it.each([
    ['of the node', '  volumes:\n  - {name: v, hostPath: {path: /x}}\n'],
    ['of a secret', '  volumes:\n  - {name: v, secret: {secretName: x}}\n'],
    ['that nobody knows', ''],
  ])('gives nothing for a volume %s', (_, more) => {
    expect(relations(podOf([`${APP}, ${mount('/var/log')}`, TAIL], more))).toEqual([]);
  });

  it('gives nothing where two write, or both may', () => {
    const ship = `name: ship, image: "s:1", ${mount('/in', true)}`;
    const two = [`${APP}, ${mount('/o')}`, `name: b, image: "b:1", ${mount('/o')}`];
    expect(relations(podOf([...two, ship], VOLUME))).toEqual([]);
    expect(relations(podOf(two, VOLUME))).toEqual([]);
  });

  it('uses a socket that one other makes', () => {
    const maker = `name: agent, image: "a:1", args: ["--socket-path=/run/a/agent.sock"], ${mount('/run/a')}`;
    const client = `${APP}, ${env({ SOCK: 'unix:///run/a/agent.sock' })}, ${mount('/run/a', true)}`;
    expect(relations(podOf([maker, client], VOLUME))).toContain('web uses-socket run agent');
    const host = '  volumes:\n  - {name: v, hostPath: {path: /run/a}}\n';
    expect(relations(podOf([maker, client], host))).toEqual([]);
    expect(
      relations(
        podOf(
          [
            `name: a, image: "a:1", ${mount('/run/probe')}`,
            `name: b, image: "b:1", ${mount('/run/probe')}`,
          ],
          VOLUME,
        ),
      ),
    ).toEqual([]);
  });

  it('sees signals only where processes are shared', () => {
    const reload = `name: r, image: "r:1", ${sh('while inotifywait /c; do pkill -HUP web; done')}`;
    const watch = `name: w, image: "w:1", ${sh('while pgrep -f web; do sleep 5; done')}`;
    expect(relations(podOf([APP, reload, watch], '  shareProcessNamespace: true\n'))).toEqual([
      'r reloads run web',
      'w watches run web',
    ]);
    expect(relations(podOf([APP, reload, watch]))).toEqual([]);
  });

  it('reloads over HTTP', () => {
    const pod = podOf([
      WEB,
      'name: r, image: "r:1", args: ["--reload-url=http://localhost:8080/-/reload"]',
    ]);
    expect(relations(pod)).toEqual(['r dials run web 8080', 'r reloads run web 8080']);
  });

  it('finds whose traffic is redirected', () => {
    const init =
      '  initContainers:\n  - {name: i, image: "iptables-init:1", args: ["-p", "8000", "-u", "1111"], securityContext: {capabilities: {add: [NET_ADMIN]}}}\n';
    const proxy = 'name: p, image: "p:1", securityContext: {runAsUser: 1111}';
    expect(relations(podOf([WEB, proxy], init))).toEqual(['i redirects run p']);
    expect(
      relations(podOf([WEB, 'name: p, image: "p:1", securityContext: {runAsUser: 7}'], init)),
    ).toEqual([]);
  });

  it('waits for a file, and ends by one', () => {
    const writer = `${APP}, ${sh('work; touch /s/done')}, ${mount('/s')}`;
    const waits = `name: b, image: "b:1", ${sh('until [ -f /s/done ]; do sleep 1; done; exec b')}, ${mount('/s')}`;
    const ends = `name: b, image: "b:1", ${sh('b & until [ -f /s/done ]; do sleep 1; done; kill $!')}, ${mount('/s')}`;
    expect(relations(podOf([writer, waits], VOLUME))).toContain('b waits-for-file wait web');
    expect(relations(podOf([writer, ends], VOLUME))).toContain('b ends-by end web');
  });

  it('ends by a port that no longer answers, and by kubexit', () => {
    const pings = `name: b, image: "b:1", ${sh('b & while nc -z localhost 8080; do sleep 1; done; kill $!')}`;
    expect(relations(podOf([WEB, pings]))).toContain('b ends-by end web 8080');
    const deps = [
      `${APP}, ${env({ KUBEXIT_NAME: 'web' })}`,
      `name: b, image: "b:1", ${env({ KUBEXIT_NAME: 'b', KUBEXIT_DEATH_DEPS: 'web' })}`,
    ];
    expect(relations(podOf(deps))).toEqual(['b ends-by end web']);
  });
});

it('is linear in the number of containers', () => {
  const pod = (count: number): Pod =>
    podOf(
      Array.from(
        { length: count },
        (_, i) =>
          `name: c${i}, image: "r/c:1", ports: [{containerPort: ${i + 1000}}], args: ["--to=localhost:${i + 1001}"], volumeMounts: [{name: v, mountPath: /v, readOnly: ${i > 0}}]`,
      ),
      '  volumes:\n  - {name: v, emptyDir: {}}\n',
    );
  const time = (count: number): number => {
    const one = pod(count);
    const start = performance.now();
    podGraph(one);
    return performance.now() - start;
  };
  time(500);
  const half = Math.max(time(1500), 1);
  expect(time(3000) / half).toBeLessThan(4);
});
