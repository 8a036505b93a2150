import { describe, expect, it } from 'vitest';
import { JOB, MIGRATED_JOB, PAIR, WARNED_JOB, withRig } from '../support/rig.js';

describe('a preview', () => {
  it('prints a diff that git apply takes, and writes nothing', () =>
    withRig({ 'k8s/job.yaml': JOB }, (rig) => {
      rig.git('init', '-q');
      const { code, out, err } = rig.run(['--unsafe', 'k8s']);
      expect(code).toBe(0);
      expect(rig.read('k8s/job.yaml')).toBe(JOB);
      rig.write('change.patch', out);
      expect(rig.git('apply', 'change.patch').err).toBe('');
      expect(rig.read('k8s/job.yaml')).toBe(MIGRATED_JOB);
      expect(err).toContain('Plan: 1 sidecar in 1 pod would move (1 file).');
    }));

  it('shows no diff for what waits for review, and says what to type', () =>
    withRig({ 'job.yaml': WARNED_JOB }, (rig) => {
      const { code, out, err } = rig.run(['job.yaml']);
      expect([code, out]).toEqual([0, '']);
      expect(err).toContain(
        '1  SM311  a grace period too short for a shutdown order   cloud-sql-proxy',
      );
      expect(err).toContain('or: --accept SM311');
    }));

  it('says which option settles a likely role, and which names a sidecar', () =>
    withRig({ 'pair.yaml': PAIR }, (rig) => {
      expect(rig.run(['pair.yaml']).err).toContain('--sidecar sidecar-container');
      rig.write('pair.yaml', PAIR.replace('main-', 'a-').replace('sidecar-container', 'b'));
      const { err } = rig.run(['-v', 'pair.yaml']);
      expect(err).toContain('nothing shows which is the sidecar');
      expect(err).toContain('--sidecar b');
    }));

  it('counts every pod with two or more containers once', () =>
    withRig(
      {
        'job.yaml': JOB,
        'pair.yaml': PAIR,
        'one.yaml': 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: b\n',
      },
      (rig) => {
        const report = JSON.parse(rig.run(['--unsafe', '--format', 'json']).out) as {
          counts: {
            files: number;
            pods: Record<string, number>;
            containers: Record<string, number>;
          };
        };
        expect(report.counts).toEqual({
          files: 3,
          parsed: 2,
          pods: { moved: 1, 'partly-moved': 0, review: 1, blocked: 0, native: 0, unchanged: 0 },
          containers: { moved: 1, review: 1, blocked: 0, native: 0, app: 2, init: 0 },
        });
      },
    ));

  it('says so when there is nothing to do', () =>
    withRig({ 'note.txt': 'x' }, (rig) => {
      const { code, out, err } = rig.run([]);
      expect([code, out]).toEqual([0, '']);
      expect(err).toContain('No pod with two or more containers in 0 files.');
    }));

  it.each([
    ['LF', (text: string) => text, 'job.yaml'],
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n'), 'job.yaml'],
    ['a BOM', (text: string) => `\uFEFF${text}`, 'job.yaml'],
    ['no newline at the end', (text: string) => text.trimEnd(), 'job.yaml'],
    ['a name with spaces', (text: string) => text, 'the job of the night.yaml'],
    ['a name with a quote', (text: string) => text, 'the "job".yaml'],
    ['a name beyond ASCII', (text: string) => text, 'täglich/仕事.yaml'],
    ['a name with a tab', (text: string) => text, 'a\tb.yaml'],
    ['a name with a newline', (text: string) => text, 'a\nb.yaml'],
  ])('gives a patch that real git takes: %s', (_, change, path) =>
    withRig({ [path]: change(JOB) }, (rig) => {
      rig.git('init', '-q');
      const { out } = rig.run(['--unsafe', '.']);
      rig.write('change.patch', out);
      expect(rig.git('apply', '--check', 'change.patch').err).toBe('');
      rig.git('apply', 'change.patch');
      const applied = rig.read(path);
      rig.write(path, change(JOB));
      expect(rig.run(['--unsafe', '--write', '--allow-dirty', '.']).code).toBe(0);
      expect(applied).toBe(rig.read(path));
      expect(applied).toContain('restartPolicy: Always');
    }),
  );

  it('has one order of output, whatever the order of the arguments', () =>
    withRig({ 'b.yaml': JOB, 'a/x.yaml': JOB, 'a.yaml': JOB }, (rig) => {
      const one = rig.run(['--unsafe', 'b.yaml', 'a', 'a.yaml']);
      const two = rig.run(['--unsafe', '.']);
      expect(one.out).toBe(two.out);
      expect(one.out.match(/^--- a\/(.*)$/gm)).toEqual([
        '--- a/a.yaml',
        '--- a/a/x.yaml',
        '--- a/b.yaml',
      ]);
    }));

  it('escapes control characters of names before a terminal sees them', () =>
    withRig(
      { 'evil.yaml': PAIR.replace('name: sidecar-container', 'name: "sidecar\\e[31m\\u202e"') },
      (rig) => {
        const { err } = rig.run(['-v', 'evil.yaml']);
        expect(err).toContain('\\x1b[31m\\u{202e}');
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the very thing that must not be there
        expect(err).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e]/);
      },
    ));

  it('uses colours only where they are wanted', () =>
    withRig({ 'pair.yaml': PAIR }, (rig) => {
      expect(rig.run(['.']).err).not.toContain('\u001b[');
      expect(rig.run(['--color', '.']).err).toContain('\u001b[');
      expect(rig.run(['.'], { env: { FORCE_COLOR: '1' } }).err).toContain('\u001b[');
      expect(rig.run(['.'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).err).not.toContain(
        '\u001b[',
      );
      expect(rig.run(['--no-color', '.'], { env: { FORCE_COLOR: '1' } }).err).not.toContain(
        '\u001b[',
      );
    }));

  it('ends quietly when its reader has seen enough', () =>
    withRig({}, (rig) => {
      for (let i = 0; i < 300; i++) rig.write(`jobs/${i}.yaml`, JOB);
      const { err, out } = rig.shell(
        'set -o pipefail; sidecar-migrate --unsafe -q jobs | head -1; echo $PIPESTATUS',
      );
      expect(out).toBe('--- a/jobs/0.yaml\n0\n');
      expect(err).toBe('');
    }));

  it('writes the output to a file when asked', () =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      const { out } = rig.run(['--unsafe', '-o', 'change.patch', 'job.yaml']);
      expect(out).toBe('');
      expect(rig.read('change.patch')).toContain('+        restartPolicy: Always');
      const failed = rig.run(['--unsafe', '-o', 'no/such/folder.patch', 'job.yaml']);
      expect(failed.code).toBe(2);
      expect(failed.err).toContain('no/such/folder.patch: it could not be written');
    }));

  it('writes through pipes and devices, and leaves links links', () =>
    withRig({ 'job.yaml': JOB, 'real.patch': '' }, (rig) => {
      const piped = rig.shell(
        `mkfifo pipe && { cat pipe > copy & } && sidecar-migrate -q -o pipe job.yaml && wait && test -p pipe`,
      );
      expect([piped.code, piped.err]).toEqual([0, '']);
      expect(rig.read('copy')).toContain('+        restartPolicy: Always');
      rig.shell(`ln -s real.patch link`);
      expect(rig.run(['-o', 'link', 'job.yaml']).code).toBe(0);
      expect(rig.read('real.patch')).toBe(rig.read('copy'));
      expect(rig.shell(`test -L link`).code).toBe(0);
    }));
});
