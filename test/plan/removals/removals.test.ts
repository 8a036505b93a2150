import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { migrate } from '../../../src/index.js';

let dir = '';
/** The file that the sidecar waits for; a directory that really is there. */
const file = (): string => join(dir, 'done', 'ok');

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'sidecar-migrate-'));
  for (const each of ['done', 'bin']) mkdirSync(join(dir, each));
  for (const name of ['load', 'tidy', 'touch', 'curl', 'sleep']) {
    const own = name === 'load' || name === 'tidy' ? `exit \${CODE_${name}:-0}` : 'exit 0';
    writeFileSync(join(dir, 'bin', name), `#!/bin/bash\necho "${name} $*" >> "$LOG"\n${own}\n`);
    chmodSync(join(dir, 'bin', name), 0o755);
  }
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

interface Scripts {
  readonly app: string;
  readonly sidecar: string;
  readonly volumes: unknown;
  readonly said: readonly string[];
}

/** What --remove-workarounds leaves of an application's script, beside a proxy that waits for it. */
async function removed(app: string, wait?: string): Promise<Scripts> {
  const proxy = wait ?? `/proxy a:b:c &\nuntil [ -f ${file()} ]; do sleep 1; done\nkill $!\n`;
  const mount = JSON.stringify([{ name: 'done', mountPath: join(dir, 'done') }]);
  const text = `apiVersion: batch/v1
kind: Job
metadata: {name: load}
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: load
        image: registry.example.com/load:1
        command: [bash, -c]
        args: [${JSON.stringify(app)}]
        volumeMounts: ${mount}
      - name: cloud-sql-proxy
        image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1
        command: [bash, -c]
        args: [${JSON.stringify(proxy)}]
        volumeMounts: ${mount}
      volumes: [{name: done, emptyDir: {}}]
`;
  const outcome = await migrate(new Map([['job.yaml', text]]), { removeWorkarounds: true });
  expect(outcome.failures).toEqual([]);
  const { spec } = parse(outcome.files[0]?.after ?? text).spec.template;
  const sidecar = (spec.initContainers ?? spec.containers).at(-1);
  return {
    app: spec.containers[0].args[0],
    sidecar: sidecar.args[0],
    volumes: spec.volumes ?? null,
    said: outcome.decisions.flatMap(({ containers }) =>
      containers.flatMap(({ findings }) => findings.map(({ message }) => message)),
    ),
  };
}

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly log: readonly string[];
}

/** Runs a script with a real bash, every program a stub that writes down how it was called. */
function ran(script: string, codes: readonly [load: number, tidy: number]): Ran {
  const log = join(dir, 'log');
  writeFileSync(log, '');
  rmSync(file(), { force: true });
  const { status, stdout } = spawnSync('bash', ['-c', script], {
    encoding: 'utf8',
    env: {
      PATH: `${join(dir, 'bin')}:/usr/bin:/bin`,
      LOG: log,
      CODE_load: String(codes[0]),
      CODE_tidy: String(codes[1]),
    },
  });
  const lines = readFileSync(log, 'utf8').split('\n').filter(Boolean);
  return {
    code: status,
    out: stdout,
    log: lines.filter((line) => !/^(?:touch|curl) .*(?:done\/ok|quitquitquit)/.test(line)).sort(),
  };
}

const CODES = [
  [0, 0],
  [3, 0],
  [0, 4],
  [3, 4],
] as const;

function same(before: string, after: string): void {
  for (const codes of CODES)
    expect(ran(after, codes), `${JSON.stringify(before)} with ${codes}`).toEqual(
      ran(before, codes),
    );
}

/** F stands for the file. */
const GO: readonly (readonly [before: string, after: string])[] = [
  ['trap "touch F" EXIT\nload --all', 'load --all'],
  ["trap 'touch F' EXIT; load; tidy", 'load; tidy'],
  ['trap "tidy; touch F" EXIT\nload', 'trap "tidy" EXIT\nload'],
  ['load && touch F', 'load'],
  ['load && \\\n  touch F\n', 'load\n'],
  ['load; touch F', 'load; true'],
  ['load; touch F;', 'load; true;'],
  ['set -e\nload\ntouch F\n', 'set -e\nload\n'],
  ['set -e\nload && tidy\ntouch F\n', 'set -e\nload && tidy\ntrue\n'],
  ['load || tidy\ntouch F\ntidy', 'load || tidy\ntidy'],
  ['load; rc=$?; touch F; exit $rc', 'load; rc=$?; exit $rc'],
  ['load && tidy && touch F', 'load && tidy'],
  ['set -e\nload && touch F\ntidy', 'set -e\nload || true\ntidy'],
  ['load || touch F', 'load || true'],
  ['load && touch F || touch F', 'load || true'],
  ['touch F && load', 'load'],
  ['load; echo done > F', 'load; true'],
  ['load\n: > F\ntidy', 'load\ntidy'],
  ['finish() { touch F; }\ntrap finish EXIT\n\nload', 'load'],
  ['finish() {\n  rc=$?\n  touch F\n  exit $rc\n}\ntrap finish EXIT\nload', 'load'],
  [
    'finish() {\n  rc=$?\n  echo "ended $rc"\n  touch F\n  exit $rc\n}\ntrap finish EXIT\nload\n',
    'finish() {\n  rc=$?\n  echo "ended $rc"\n  exit $rc\n}\ntrap finish EXIT\nload\n',
  ],
  ['if load; then tidy; fi\ntouch F', 'if load; then tidy; fi\ntrue'],
  ['load &\nwait $!\ntouch F', 'load &\nwait $!\ntrue'],
  ['load | tidy\ntouch F', 'load | tidy\ntrue'],
  ['load\nif [ $? -eq 0 ]; then touch F; fi\ntidy', 'load\ntidy'],
  ['load\n# the proxy may go\ntouch F\n# and so\ntouch F\ntidy', 'load\n# the proxy may go\ntidy'],
];

const STAY: readonly string[] = [
  'load; touch F; exit $?',
  'touch F',
  'if load; then touch F; tidy; fi',
  'cat <<E > F\nE\nload',
  'load; touch F other',
  'bash -c "load; touch F"; tidy',
  'trap "touch F" TERM; load',
  'finish() { touch F; }\nload\nfinish',
  'load; x=$(touch F); tidy',
  'load && touch F && tidy',
  'trap "touch F" EXIT; trap tidy EXIT; load',
  'touch F; exit $code',
  'trap "touch F" EXIT TERM; load',
  'finish() { touch F; }\ntrap finish EXIT INT\nload',
  'trap tidy ERR; load && touch F',
  'load\n! touch F',
  'touch "$D"\nD=F\ntouch $D\nload',
];

const at = (script: string): string => script.replaceAll(/\bF\b/g, file());

describe('the script of an application', () => {
  it.each(GO)('%j without the file is %j, with the same commands and exit code', async (b, a) => {
    const { app, sidecar, volumes } = await removed(at(b));
    expect(app).toBe(at(a));
    expect(sidecar).toBe('exec /proxy a:b:c\n');
    expect(volumes).toBe(null);
    same(at(b), app);
  });

  it.each(STAY)('%j stays, with the volume, and that is said', async (script) => {
    const { app, sidecar, volumes, said } = await removed(at(script));
    expect(app).toBe(at(script));
    expect(volumes).not.toBe(null);
    expect(sidecar).toBe('exec /proxy a:b:c\n');
    expect(said.join('\n')).toContain('still writes');
  });

  it('does the same whatever it is made of', async () => {
    const piece = fc.constantFrom(
      ...['load', 'tidy', 'touch F', 'load && touch F', 'tidy || touch F', 'touch F && tidy'],
      ...['set -e', 'x=1', 'echo hi', 'trap "touch F" EXIT', 'rc=$?', 'exit $rc', 'exit $?'],
      ...[
        'load | tidy',
        '(load; touch F)',
        'load || tidy',
        '! load',
        '{ touch F; }',
        'load &',
        'wait',
      ],
      ...[
        'if load; then touch F; fi',
        'if load; then tidy; else touch F; fi',
        'until touch F; do sleep 1; done',
      ],
      ...[
        'f() { echo $?; touch F; }',
        'trap f EXIT',
        'f',
        'touch F || true',
        'load && touch F && tidy',
        'trap "touch F" EXIT; trap tidy EXIT; load',
        'touch F; exit $code',
      ],
      ...['set +e', 'set -o pipefail', 'set -u', 'trap "tidy" ERR', 'trap "touch F" ERR EXIT'],
      ...['! touch F', 'touch F | cat', 'time load', 'eval "touch F"', 'touch F &', '(touch F)'],
      ...['touch F; exit 3', 'load; touch F && exit 3', '[ -f F ] && tidy', '$(touch F)'],
      ...[
        'f() { load; touch F; }',
        'f() { touch F; return 5; }',
        'trap "f; tidy" EXIT',
        'exec load',
      ],
      ...[
        'case x in x) touch F;; esac',
        'for i in 1 2; do load; touch F; done',
        'touch F > /dev/null',
      ],
      ...[
        'D=F; touch $D',
        'D=F',
        'touch "$D"',
        'trap "touch $D" EXIT',
        'x=$?; touch F; [ $x = 0 ]',
      ],
    );
    const script = fc
      .tuple(fc.array(piece, { minLength: 1, maxLength: 5 }), fc.constantFrom('\n', '; ', '\n\n'))
      .filter(([parts, joint]) => joint !== '; ' || !parts.includes('load &'))
      .map(([parts, joint]) => at(parts.join(joint)));
    await fc.assert(
      fc.asyncProperty(script, async (before) => {
        const { app } = await removed(before);
        if (app !== before) same(before, app);
      }),
      { numRuns: 150 },
    );
  }, 120_000);
});

/** What comes of the script of a proxy; null: it has to stay. */
const WRAPPED: readonly (readonly [before: string, after: string | null])[] = [
  ['/proxy -x "a b" &\nwhile [ ! -f F ]; do sleep 1; done\nexit 0\n', 'exec /proxy -x "a b"\n'],
  ['A=1 /proxy > /log 2>&1 & until test -f F; do sleep 1; done', 'A=1 exec /proxy > /log 2>&1'],
  ['mkdir -p /x\n/proxy & P=$!\nuntil [ -f F ]; do :; done; kill $P', 'mkdir -p /x\nexec /proxy'],
  ['(until [ -f F ]; do sleep 1; done; pkill proxy) &\n/proxy\n', 'exec /proxy\n'],
  ['(until [ -f F ]; do sleep 1; done; pkill proxy) & exec /proxy', 'exec /proxy'],
  ['/proxy & inotifywait -e create D; while [ ! -f F ]; do sleep 1; done', null],
  ['/proxy | tee /log &\nuntil [ -f F ]; do sleep 1; done', null],
  ['/proxy &\n/other &\nuntil [ -f F ]; do sleep 1; done', null],
  ['/proxy &\nuntil [ -f F ]; do sleep 1; done; aws s3 cp /log s3://x/', null],
  ['/proxy &\nuntil [ -f F ]; do sleep 1; done; echo ended >> /data/log', null],
  ['/proxy &\nuntil [ -f F ]; do sleep 1; done; curl -X POST https://example.com/ended', null],
  ['/proxy <<E &\nx\nE\nuntil [ -f F ]; do sleep 1; done', null],
  ['until [ -f F ]; do sleep 1; done', null],
  ['{ /proxy; } &\nuntil [ -f F ]; do sleep 1; done', null],
  ['run() { /proxy; }\nrun &\nuntil [ -f F ]; do sleep 1; done', null],
  ['command /proxy &\nuntil [ -f F ]; do sleep 1; done', null],
  ['alias p=/proxy\np &\nuntil [ -f F ]; do sleep 1; done', null],
  ['D=F\n/proxy &\nuntil [ -f $D ]; do sleep 1; done', 'D=F\nexec /proxy'],
];

describe('the script of a sidecar', () => {
  it.each(WRAPPED)('%j is %j', async (before, after) => {
    const { sidecar } = await removed(at('load && touch F'), at(before));
    expect(sidecar).toBe(at(after ?? before));
  });

  it('looks a name up that both know', async () => {
    const script = at('D=F\nload\ntouch "$D"\ntidy');
    const { app, volumes } = await removed(script);
    expect(app).toBe(at('D=F\nload\ntidy'));
    expect(volumes).not.toBe(null);
    same(script, app);
  });

  it('runs its program with the same words', async () => {
    const { sidecar } = await removed(
      at('load && touch F'),
      at(
        'say="hi there"\nload "$say" \'it is\' --x=$((1 + 1)) &\nuntil [ -f F ]; do sleep 1; done',
      ),
    );
    expect(ran(sidecar, [7, 0])).toEqual({ code: 7, out: '', log: ['load hi there it is --x=2'] });
  });
});

/** Scripts of a sidecar in which something may mean more than the wait. */
const MEANS: readonly (readonly [script: string, said: RegExp])[] = [
  ["trap 'load bye' EXIT\n/proxy &\nuntil [ -f F ]; do sleep 1; done\nkill $!", /trap 'load bye'/],
  ['f() { load bye; }\ntrap f EXIT\n/proxy &\nuntil [ -f F ]; do sleep 1; done', /trap f EXIT/],
  ["trap '' TERM\n/proxy &\nuntil [ -f F ]; do sleep 1; done\nkill $!", /trap '' TERM/],
  ['trap : TERM\n/proxy &\nuntil [ -f F ]; do sleep 1; done\nkill $!', /trap : TERM/],
  ["trap 'kill $!' USR1\n/proxy &\nuntil [ -f F ]; do sleep 1; done", /USR1/],
  ["trap 'sleep 9; kill $!' TERM\n/proxy &\nuntil [ -f F ]; do sleep 1; done", /sleep 9/],
  ["trap 'kill -QUIT $!' TERM\n/proxy &\nuntil [ -f F ]; do sleep 1; done", /kill -QUIT/],
  ['/proxy &\nuntil [ -f F ]; do sleep 1; done\nsleep 45\nkill $!', /sleep 45/],
  ['L=45\n/proxy &\nuntil [ -f F ]; do sleep 1; done\nsleep $L\nkill $!', /sleep \$L/],
  ['/proxy &\nuntil [ -f F ]; do sleep 1; done\nwait; sleep 30', /sleep 30/],
  ['linger() { sleep 30; }\n/proxy &\nuntil [ -f F ]; do sleep 1; done; linger', /sleep 30/],
  ['/proxy &\nwhile :; do if [ -f F ]; then sleep 9; exit; fi; sleep 1; done', /sleep 9/],
  ['/proxy &\nwhile :; do [ -f F ] && sleep 9 && break; sleep 1; done', /sleep 9/],
  ['(until [ -f F ]; do sleep 1; done; sleep 8; pkill proxy) &\n/proxy', /sleep 8/],
  ['/proxy &\nuntil [ -f F ]; do sleep 1; done\nfor i in 1 2; do sleep 8; done', /sleep 8/],
  ['/proxy &\nuntil [ -f F ]; do sleep 1; done\nread -t 5 x\nkill $!', /read -t 5/],
  ['/proxy &\nuntil [ -f F ]; do sleep 1; done\nkill -INT $!', /kill -INT/],
  ['/proxy &\nuntil [ -f F ]; do sleep 1; done\nkill -2 $!', /kill -2/],
  ['/proxy &\nuntil [ -f F ]; do sleep 1; done\nkill -s QUIT $!', /kill -s QUIT/],
  ['/proxy &\nuntil [ -f F ]; do sleep 1; done\nkill -$SIG $!', /kill -\$SIG/],
  ['/proxy &\nuntil [ -f F ]; do sleep 1; done\npkill -INT proxy', /pkill -INT/],
  ['/proxy &\nuntil [ -f F ]; do sleep 1; done\nkillall -s USR1 proxy', /killall -s USR1/],
  ['/proxy &\nuntil [ -f F ]; do sleep 1; done\ncat /var/log/proxy', /cat \/var/],
  ['/proxy &\nuntil [ -f F ]; do sleep 1; done\ncurl -s localhost:2020/flush', /flush/],
];

/** Near ones that surely only wait and end. */
const ONLY_ENDS: readonly string[] = [
  'trap - EXIT\n/proxy &\nuntil [ -f F ]; do sleep 1; done\nkill $!',
  "trap 'kill $!' TERM\n/proxy &\nuntil [ -f F ]; do sleep 1; done\nkill -TERM $!",
  "trap 'exit 0' TERM INT\n/proxy &\nuntil [ -f F ]; do sleep 1; done\nkill -s SIGTERM $!",
  'sleep 3\n/proxy &\nwhile sleep 2; do [ -f F ] && break; done\nkill -15 $!',
  '/proxy &\nwhile true; do [ -f F ] && break; sleep 1; done\nkill $!\nwait $!\nexit 0',
  '/proxy & P=$!\nuntil [ -f F ]; do sleep 1; done\nkill $P\nwhile kill -0 $P; do sleep 1; done',
  '/proxy &\nwhile :; do if [ -f F ]; then kill $!; exit 0; else sleep 2; fi; done',
];

describe('what may mean something in the script of a sidecar', () => {
  it.each(MEANS)('%j stays, and is named', async (script, what) => {
    const { app, sidecar, volumes, said } = await removed(at('load && touch F'), at(script));
    expect(sidecar).toBe(at(script));
    expect(app).toBe(at('load && touch F'));
    expect(volumes).not.toBe(null);
    expect(said.filter((line) => line.includes('is not changed')).join()).toMatch(what);
  });

  it.each(ONLY_ENDS)('%j goes', async (script) => {
    const { sidecar } = await removed(at('load && touch F'), at(script));
    expect(sidecar).toContain('exec /proxy');
    expect(sidecar).not.toContain('until');
  });

  it('is lost by exec, as a shell shows', () => {
    const script = "trap 'echo bye' EXIT\n";
    expect(ran(`${script}load`, [0, 0]).out).toBe('bye\n');
    expect(ran(`${script}exec load`, [0, 0]).out).toBe('');
  });
});

/** Pauses of an application and in its hooks are for somebody. */
describe('a pause of an application', () => {
  it.each([
    ['trap "sleep 9; touch F" EXIT\nload', 'trap "sleep 9" EXIT\nload'],
    ['load\n{ sleep 9; touch F; }\ntidy', null],
    ['load\nsleep 9 && touch F\ntidy', 'load\nsleep 9 || true\ntidy'],
  ])('%j stays', async (before, after) => {
    const { app } = await removed(at(before));
    expect(app).toContain('sleep 9');
    if (after === null) expect(app).toBe(at(before));
    same(at(before), app);
  });
});
