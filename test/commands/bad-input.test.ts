import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settingsFrom } from '../../src/config/settings.js';
import { migrate } from '../../src/index.js';
import type { Input } from '../../src/model/input.js';
import { memoryInput } from '../../src/process/memory.js';
import { run } from '../../src/run/run.js';
import { JOB, MIGRATED_JOB, type Rig, withRig } from '../support/rig.js';

const CONTAINERS =
  'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: first\n    image: busybox\n';

/** Every one of these is a file among good ones; the good ones are migrated all the same. */
const BAD: readonly (readonly [what: string, text: string | Uint8Array, words: string])[] = [
  ['a quote that never ends', `${CONTAINERS}  - name: "a\n`, 'is never closed'],
  ['a tab for indentation', `${CONTAINERS}  - name: a\n\t- b\n`, 'bad.yaml:8:'],
  ['duplicate keys', `${CONTAINERS}  - name: a\n    name: b\n`, 'the same key is there twice'],
  ['an unknown alias', `${CONTAINERS}  - *nobody\n`, 'bad.yaml:7:'],
  ['an alias bomb', bomb(), 'alias bomb'],
  ['nesting beyond the stack', `${CONTAINERS}  - name: ${'['.repeat(200_000)}`, 'bad.yaml'],
  [
    'deep block nesting',
    CONTAINERS + Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i + 2)}a:`).join('\n'),
    '',
  ],
  ['a NUL character', `${CONTAINERS}  - name: a\0b\n`, 'NUL character'],
  [
    'bytes that are not UTF-8',
    Buffer.concat([Buffer.from(CONTAINERS), Buffer.from([0xff, 0xc3, 0x28])]),
    'is not UTF-8',
  ],
  ['UTF-16', Buffer.from(`\uFEFF${CONTAINERS}`, 'utf16le'), ''],
  [
    'a document of 9 MB',
    `${CONTAINERS}  - name: a\n    image: b\n    note: ${'x'.repeat(9 * 1024 * 1024)}\n`,
    'larger than any object',
  ],
  [
    'Go templates',
    `${CONTAINERS}{{- range .Values.x }}\n  - name: {{ . }}\n{{- end }}\n`,
    'the file contains template actions',
  ],
  ['broken JSON', '{"kind": "Pod", "spec": {"containers": [}}', 'bad.yaml:1:'],
  ['control characters', `${CONTAINERS}  - name: "a\u0007\u001b]0;x"\n   bad\n`, 'bad.yaml'],
  ['nothing', '', ''],
  ['only a comment', '# containers:\n', ''],
  ['a number', '42 # containers:\n', ''],
  ['a list of nothing', 'containers:\n', ''],
  ['containers that are no list', `${CONTAINERS}    a: b\n`, ''],
  ['containers of numbers', `${CONTAINERS}  - 1\n  - 2\n`, ''],
];

describe('bad input', () => {
  it.each(BAD)('%s costs no good file its migration', (_, text, words) =>
    withRig({ 'a-good.yaml': JOB, 'good.yaml': JOB }, (rig) => {
      rig.write('bad.yaml', text);
      const walked = rig.run(['--unsafe', '--write', '.']);
      expect(walked.code).toBe(0);
      expect(walked.err).toContain(words);
      expect(walked.err).not.toContain('    at ');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the very thing that must not be there
      expect(walked.err).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
      for (const path of ['a-good.yaml', 'good.yaml']) expect(rig.read(path)).toBe(MIGRATED_JOB);
      const template = words.includes('template');
      const named = rig.run(['--unsafe', 'bad.yaml']);
      expect(named.code).toBe(words === '' || template ? named.code : 2);
      expect([0, 2]).toContain(named.code);
      expect(rig.run(['--strict', '.']).code).toBe(
        words === '' || template ? rig.run(['--strict', '.']).code : 2,
      );
    }),
  );

  it('migrates the good documents beside a broken one', () =>
    withRig({ 'a.yaml': `${JOB}---\n${CONTAINERS}  - name: "a\n---\n${JOB}` }, (rig) => {
      expect(rig.run(['--unsafe', '--write', '.']).code).toBe(0);
      expect(rig.read('a.yaml')).toBe(
        `${MIGRATED_JOB}---\n${CONTAINERS}  - name: "a\n---\n${MIGRATED_JOB}`,
      );
    }));

  it('reads 50 MB of documents without pods', { timeout: 120_000 }, () =>
    withRig({}, (rig) => {
      const document = `---\napiVersion: v1\nkind: ConfigMap\ndata:\n  a: ${'x'.repeat(100_000)}\n`;
      rig.write('large.yaml', document.repeat(500) + JOB);
      const { code, err } = rig.run(['--unsafe', '--check', '.']);
      expect(code).toBe(0);
      expect(err).toContain('No pod with two or more containers');
      rig.write('large.yaml', `${document.repeat(500)}---\n${JOB}`);
      expect(rig.run(['--unsafe', '--check', '.']).code).toBe(1);
    }),
  );

  it('reports every sort of file that is none', () =>
    withRig({ 'good.yaml': JOB, 'outside/x': '' }, (rig) => {
      mkdirSync(join(rig.dir, 'tree'));
      symlinkSync('loop.yaml', join(rig.dir, 'tree/loop.yaml'));
      symlinkSync('gone.yaml', join(rig.dir, 'tree/dangling.yaml'));
      symlinkSync('/etc/hostname', join(rig.dir, 'tree/out.yaml'));
      symlinkSync('..', join(rig.dir, 'tree/up'));
      rig.shell('mkfifo tree/pipe.yaml');
      const { code, err } = rig.run(['-v', '.']);
      expect(code).toBe(0);
      expect(err).toContain('tree/loop.yaml: is a broken link');
      expect(err).toContain('tree/dangling.yaml: is a broken link');
      expect(err).toContain(
        'tree/out.yaml: is a link to a place outside the tree, and is not followed',
      );
      expect(rig.run(['tree/out.yaml']).code).toBe(2);
      expect(rig.run(['tree/pipe.yaml']).err).toContain('is not a regular file');
    }));

  it('reports what may not be read, and goes on', () =>
    withRig({ 'good.yaml': JOB, 'secret.yaml': JOB, 'closed/job.yaml': JOB }, (rig) => {
      const under = otherUser(rig);
      if (under === null) return;
      chmodSync(join(rig.dir, 'secret.yaml'), 0);
      chmodSync(join(rig.dir, 'closed'), 0);
      const { code, err, out } = rig.run(['--unsafe', '-v', '.'], { under });
      expect(code).toBe(0);
      expect(err).toContain('secret.yaml: no permission to read it');
      expect(err).toContain('closed/: no permission to read it');
      expect(out).toContain('--- a/good.yaml');
      expect(rig.run(['secret.yaml'], { under }).code).toBe(2);
      expect(rig.run(['--strict', '.'], { under }).code).toBe(2);
      const write = rig.run(['--unsafe', '--write', 'good.yaml'], { under });
      expect(write.code).toBe(2);
      expect(write.err).toMatch(/good\.yaml: .*(permission|another run)/);
      expect(rig.read('good.yaml')).toBe(JOB);
    }));

  it('reports comments that speak to it and say nothing', () =>
    withRig(
      {
        'a.yaml': `# sidecar-migrate: ingore\n${JOB}# sidecar-migrate: keep\n`,
        'b.yaml': 'kind: ConfigMap # sidecar-migrate: ignore\n',
        'c.yaml': JOB.replace(
          '- name: cloud',
          '# sidecar-migrate: allow SM113\n      - name: cloud',
        ),
        'd.yaml': JOB.replace(
          '- name: cloud',
          '# sidecar-migrate: allow SM113 -- nodes are new\n      - name: cloud',
        ),
      },
      (rig) => {
        const { code, err } = rig.run(['--unsafe', '.']);
        expect(code).toBe(2);
        expect(err).toContain('a.yaml:1:1: comment is not understood: "ingore"');
        expect(err).toContain('a.yaml:15:1: comment is not attached to anything');
        expect(err).toContain('b.yaml:1:17: comment is not attached to anything');
        expect(err).toContain('c.yaml:12:7: comment has no reason: allow SM113');
        expect(err).toContain('d.yaml:12:7: allow SM113 has no effect');
      },
    ));
});

describe('between the passes', () => {
  it.each([
    ['changes', JOB.replace('report:2.4', 'report:2.5'), 'changed while it was being read'],
    ['vanishes', null, 'it is gone'],
  ])('a file that %s is left alone', async (_, second, words) => {
    const settings = settingsFrom({ unsafe: true }, []);
    if (!settings.ok) throw new Error(settings.message);
    let reads = 0;
    const files = memoryInput(new Map([['good.yaml', JOB]]));
    const input: Input = {
      ...files,
      files: () => [
        {
          path: 'job.yaml',
          named: false,
          provenance: null,
          load: () => {
            if (reads++ === 0) return Buffer.from(JOB);
            return second === null
              ? {
                  kind: 'unreadable',
                  path: 'job.yaml',
                  place: null,
                  message: 'it is gone',
                  remedy: 'run again',
                }
              : Buffer.from(second);
          },
        },
        ...files.files(),
      ],
    };
    const outcome = await run(input, settings.settings);
    expect(outcome.files.map(({ path }) => path)).toEqual(['good.yaml']);
    expect(outcome.problems).toMatchObject([{ path: 'job.yaml', message: words }]);
    expect(outcome.counts.pods).toMatchObject({ moved: 1, blocked: 1 });
  });
});

describe('the API', () => {
  it('throws for options that would be a usage error, and for nothing else', async () => {
    await expect(migrate(new Map(), { kubeVersion: '1.2' })).rejects.toThrow(TypeError);
    const files = new Map(
      BAD.flatMap(([name, text]) =>
        typeof text === 'string' ? [[`${name}.yaml`, text] as const] : [],
      ),
    );
    const outcome = await migrate(files, { unsafe: true });
    expect(outcome.files).toEqual([]);
  });
});

function bomb(): string {
  const levels = Array.from(
    { length: 12 },
    (_, i) =>
      `l${i}: &l${i} [${Array(12)
        .fill(i === 0 ? 'x' : `*l${i - 1}`)
        .join(', ')}]`,
  );
  return `${levels.join('\n')}\n${CONTAINERS}  - name: a\n    x: *l11\n`;
}

/** The words that run a command as somebody else: root may do everything. */
function otherUser(rig: Rig): readonly string[] | null {
  if (process.getuid?.() !== 0) return [];
  const words = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
  const found = spawnSync(words[0] ?? '', [...words.slice(1), process.execPath, '--version']);
  if (found.status === 0) {
    chmodSync(rig.dir, 0o755);
    return words;
  }
  if (process.env.CI !== undefined)
    throw new Error('setpriv is needed to test permissions as root');
  console.warn('SKIPPED: permissions are not tested, because setpriv cannot be had');
  return null;
}
