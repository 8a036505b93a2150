import { describe, expect, it } from 'vitest';
import type { Placement } from '../../src/model/settings.js';
import type { ValueMap } from '../../src/model/value.js';
import { place } from '../../src/plan/placement.js';
import { podOf, SETTINGS } from '../support/subject.js';

const web = { name: 'web', image: 'example.com/web:1', ports: [{ containerPort: 8080 }] };
const proxy = { name: 'proxy', image: 'example.com/db-proxy:1', ports: [{ containerPort: 5432 }] };
const log = { name: 'log', image: 'fluent/fluent-bit:3' };
const check = { name: 'check', image: 'example.com/check:1' };
const migrate = {
  name: 'migrate',
  image: 'example.com/migrate:1',
  env: [{ name: 'URL', value: 'postgres://localhost:5432/shop' }],
};

/** Where each sidecar goes, and the findings as `code severity`. */
function placed(
  initContainers: readonly ValueMap[],
  sidecars: readonly ValueMap[],
  { placement = 'auto', more = {} }: { placement?: Placement; more?: ValueMap } = {},
) {
  const pod = podOf({ initContainers, containers: [web, ...sidecars], ...more });
  const moving = pod.containers.slice(1);
  const { before, hits } = place(pod, moving, { ...SETTINGS, placement });
  return {
    before: moving.map((container) => before.get(container)),
    codes: [...hits.values()].map(({ code, severity }) => `${code} ${severity}`),
    messages: [...hits.values()].map(({ message }) => message),
  };
}

describe('without evidence', () => {
  it('puts sidecars last, in their own order', () => {
    expect(placed([], [proxy])).toMatchObject({ before: [null], codes: [] });
    expect(placed([check], [proxy, log])).toMatchObject({ before: [null, null], codes: [] });
  });

  it('puts them behind a sidecar that is native already', () => {
    const native = { ...check, restartPolicy: 'Always' };
    expect(placed([native], [proxy]).before).toEqual([null]);
  });

  it('does not put one in front of a native sidecar that talks to it: both run on', () => {
    expect(placed([{ ...migrate, restartPolicy: 'Always' }], [proxy])).toMatchObject({
      before: [null],
      codes: [],
    });
  });

  it('puts them first where the user wishes so', () => {
    expect(placed([check], [proxy, log], { placement: 'first' }).before).toEqual([
      'check',
      'check',
    ]);
  });
});

describe('an init container that needs the sidecar', () => {
  const cases: readonly (readonly [string, ValueMap, ValueMap])[] = [
    ['an address in a variable', proxy, migrate],
    ['an address in arguments', proxy, { ...check, args: ['--to=127.0.0.1:5432'] }],
    ['host and port in two variables', proxy, env('127.0.0.1', '5432')],
    ['host and port as flags', proxy, shell('psql -h localhost -U shop -p 5432 -f up.sql')],
    ['host and port as words', proxy, shell('until nc -z localhost 5432; do sleep 1; done')],
    ['a port of the arguments', listening('--port=6432'), shell('check localhost:6432')],
    ['a port of an instance', listening('-instances=a:b:c=tcp:6432'), shell('x localhost:6432')],
    ['an address it listens at', listening('--listen=127.0.0.1:6432'), shell('x localhost:6432')],
    ['a probed port', probed(9090), shell('wget http://localhost:9090/ready')],
    ['the port of a database', { ...log, image: 'gcr.io/c/cloud-sql-proxy:2' }, migrate],
    ['a copy in the background', log, shell('/bin/fluent-bit -c x & job; kill %1')],
    [
      'a copy by its command',
      { ...log, image: 'acme/tools:1', command: ['/opt/tunnel'] },
      shell('tunnel 2>&1 & sleep 2 && job'),
    ],
  ];

  it.each(cases)('is known by %s', (_, sidecar, init) => {
    const { before, codes } = placed([check, { ...init, name: 'needy' }], [sidecar]);
    expect(before).toEqual(['needy']);
    expect(codes).toEqual(['SM206 warn']);
  });

  const misses: readonly (readonly [string, ValueMap, ValueMap])[] = [
    ['another port', proxy, shell('check localhost:15432')],
    ['a longer port', proxy, shell('check localhost:54321')],
    ['another host', proxy, shell('check database:5432')],
    ['a port without a host', proxy, env('database', '5432')],
    ['a port of another host', proxy, shell('psql -h db -p 5432; wget http://localhost:9/done')],
    [
      'an address that the sidecar dials',
      listening('--mysqld.address=localhost:3306'),
      shell('mysql -h localhost -P 3306'),
    ],
    ['a one-shot mode of the same image', log, shell('fluent-bit --dry-run && job')],
    ['its output in a file', log, shell('fluent-bit --dry-run >& out; job')],
    ['an & in a URL', log, shell('curl "http://x/?a=fluent-bit&b=1"')],
    ['something else in the background', log, shell('sleep 60 & job fluent-bit')],
    [
      'a shell in the background',
      { ...log, image: 'bash:5', command: ['bash'] },
      shell('bash x &'),
    ],
  ];

  it.each(misses)('is not taken from %s', (_, sidecar, init) => {
    expect(placed([check, { ...init, name: 'other' }], [sidecar])).toMatchObject({
      before: [null],
      codes: [],
    });
  });

  it('is the first of several, and outweighs the order of the sidecars', () => {
    const again = { ...migrate, name: 'again' };
    expect(placed([check, migrate, again], [proxy]).before).toEqual(['migrate']);
    expect(placed([check, migrate], [log, proxy]).before).toEqual([null, 'migrate']);
    expect(placed([check, migrate], [proxy, log]).before).toEqual(['migrate', null]);
  });

  it('lets the sidecar go further up where the user wishes so, but not last', () => {
    expect(placed([check, migrate], [proxy], { placement: 'first' })).toMatchObject({
      before: ['check'],
      codes: ['SM206 warn'],
    });
    const { codes, messages } = placed([check, migrate], [proxy], { placement: 'last' });
    expect(codes).toEqual(['SM206 block']);
    expect(messages[0]).toContain('proxy cannot be last: migrate needs it');
  });

  it('is refused where the next one has no name that a place could be said by', () => {
    const nameless = { image: 'example.com/x:1', env: migrate.env };
    expect(placed([nameless], [proxy]).codes).toEqual(['SM206 block']);
    expect(placed([migrate, migrate], [proxy]).codes).toEqual(['SM206 block']);
    expect(placed([nameless], [log]).codes).toEqual([]);
  });
});

describe('sockets', () => {
  const mount = (path: string, more: ValueMap = {}) => ({
    volumeMounts: [{ name: 'run', mountPath: path, ...more }],
  });
  const maker = {
    ...log,
    name: 'sql',
    args: ['--unix-socket', '/cloudsql'],
    ...mount('/cloudsql'),
  };
  const user = { ...check, name: 'migrate', ...mount('/var/sql') };
  const volume = (source: string) => ({ more: { volumes: [{ name: 'run', [source]: {} }] } });

  it('puts the sidecar before an init container that mounts its socket', () => {
    expect(placed([check, user], [maker], volume('emptyDir'))).toMatchObject({
      before: ['migrate'],
      codes: ['SM206 warn'],
    });
    const named = { ...maker, args: ['--dir', '/run/sock'], ...mount('/run/sock') };
    expect(placed([user], [named]).before).toEqual(['migrate']);
    const listens = { ...maker, args: ['--listen=unix:///run/a/api.sock'], ...mount('/run/a') };
    expect(placed([user], [listens]).before).toEqual(['migrate']);
  });

  it('puts it behind one that prepares the directory', () => {
    const owner = { ...user, ...shell('chown -R 65532 /var/sql') };
    expect(placed([owner], [maker], { placement: 'first' })).toMatchObject({
      before: [null],
      codes: [],
    });
  });

  it.each([
    ['it only reads the directory', { ...maker, ...mount('/cloudsql', { readOnly: true }) }, {}],
    ['the directory is of the node', maker, volume('hostPath')],
    ['it dials there', { ...maker, args: ['--csi-address=/sock/csi.sock'], ...mount('/sock') }, {}],
    ['its arguments name another', { ...maker, args: ['--unix-socket', '/tmp'] }, {}],
  ])('is none where %s', (_, sidecar, more) => {
    expect(placed([user], [sidecar], more).before).toEqual([null]);
  });
});

describe('an init container that feeds the sidecar', () => {
  const mount = (more: ValueMap = {}) => ({
    volumeMounts: [{ name: 'certs', mountPath: '/certs', ...more }],
  });
  const issue = { name: 'issue', image: 'example.com/certs:1', ...mount() };
  const fed = { ...proxy, ...mount({ readOnly: true }) };
  const wish = { placement: 'first' } as const;

  it('stays in front of it, whatever the wish', () => {
    expect(placed([check, issue, { ...check, name: 'late' }], [fed], wish).before).toEqual([
      'late',
    ]);
    expect(placed([issue], [fed], wish).before).toEqual([null]);
    const renew = { ...issue, name: 'renew' };
    expect(placed([issue, renew, check], [fed], wish).before).toEqual(['check']);
  });

  it('feeds nothing where it only reads, or nobody can write', () => {
    const reads = { ...issue, ...mount({ readOnly: true }) };
    expect(placed([reads], [fed], wish).before).toEqual(['issue']);
    for (const source of ['secret', 'configMap', 'projected']) {
      const more = { volumes: [{ name: 'certs', [source]: {} }] };
      expect(placed([issue], [fed], { ...wish, more }).before).toEqual(['issue']);
    }
    const more = { volumes: [{ name: 'certs', emptyDir: {} }] };
    expect(placed([issue], [fed], { ...wish, more }).before).toEqual([null]);
  });

  it('comes before, and the one in need behind', () => {
    expect(placed([issue, migrate], [fed])).toMatchObject({
      before: ['migrate'],
      codes: ['SM206 warn'],
    });
  });

  it('makes a cycle with one in need that comes earlier, or is the same', () => {
    const { codes, messages } = placed([migrate, issue], [fed]);
    expect(codes).toEqual(['SM207 block']);
    expect(messages[0]).toContain('before migrate');
    expect(messages[0]).toContain('after issue');
    expect(placed([{ ...migrate, ...mount() }], [fed]).codes).toEqual(['SM207 block']);
  });

  it('makes a cycle with one that another sidecar needs to answer in time', () => {
    const front = {
      ...log,
      name: 'front',
      ports: [{ containerPort: 6432 }],
      command: ['sh', '-c', 'until nc -z localhost 5432; do sleep 1; done; exec front'],
    };
    const user = { ...migrate, ...mount(), env: [{ name: 'URL', value: 'localhost:6432' }] };
    expect(placed([user], [fed, front]).codes).toEqual(['SM207 block', 'SM206 warn']);
    const reader = { ...user, ...mount({ readOnly: true }) };
    expect(placed([reader], [fed, front]).codes).toEqual(['SM206 warn']);
  });

  it('keeps the order of the sidecars', () => {
    expect(placed([issue, check], [fed, log], wish).before).toEqual(['check', 'check']);
  });
});

describe('a mesh', () => {
  it.each([
    { name: 'istio-init', image: 'istio/proxyv2:1.22' },
    { name: 'istio-validation', image: 'istio/proxyv2:1.22' },
    { name: 'setup', image: 'mirror.example.com/istio/proxyv2:1.22', args: ['istio-iptables'] },
    { name: 'linkerd-init', image: 'x' },
    { name: 'network', image: 'cr.l5d.io/linkerd/proxy-init:v2' },
    { name: 'consul-connect-inject-init', image: 'x' },
    { name: 'istio-proxy', image: 'istio/proxyv2:1.22', restartPolicy: 'Always' },
  ])('comes first: $name $image', (mesh) => {
    expect(placed([mesh, check], [proxy], { placement: 'first' }).before).toEqual(['check']);
  });

  it('has to be in front of the one that needs the sidecar', () => {
    const mesh = { name: 'istio-init', image: 'istio/proxyv2:1.22' };
    expect(placed([mesh, migrate], [proxy]).codes).toEqual(['SM206 warn']);
    const { codes, messages } = placed([migrate, mesh], [proxy]);
    expect(codes).toEqual(['SM207 block']);
    expect(messages[0]).toContain('after istio-init');
  });

  it('is not seen in names that only look alike', () => {
    const alike = { name: 'istio-init-config', image: 'example.com/proxyv2-config:1' };
    expect(placed([alike], [proxy], { placement: 'first' }).before).toEqual(['istio-init-config']);
  });
});

function shell(script: string): ValueMap {
  return { ...check, command: ['sh', '-c', script] };
}

function env(host: string, port: string): ValueMap {
  return {
    ...check,
    env: [
      { name: 'DB_HOST', value: host },
      { name: 'DB_PORT', value: port },
    ],
  };
}

function listening(arg: string): ValueMap {
  return { ...log, name: 'side', args: [arg] };
}

function probed(port: number): ValueMap {
  return { ...log, name: 'side', readinessProbe: { httpGet: { path: '/', port } } };
}
