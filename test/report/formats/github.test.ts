import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/index.js';
import { renderGithub } from '../../../src/report/formats/github.js';
import { JOB, withRig } from '../../support/rig.js';
import { CONTROL, HOSTILE, hostileFiles, hostileJob } from './hostile.js';
import { toldOf } from './told.js';

interface Annotation {
  readonly kind: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** As the runner reads a line (actions/runner, ActionCommand.TryParseV2); null: it prints it. */
function commandIn(line: string): Annotation | null {
  const trimmed = line.trim();
  const end = trimmed.indexOf('::', 2);
  if (!trimmed.startsWith('::') || end < 0) return null;
  const info = trimmed.slice(2, end);
  const space = info.indexOf(' ');
  const kind = space < 0 ? info : info.slice(0, space);
  const pairs = (space < 0 ? '' : info.slice(space + 1)).split(',').map((pair) => pair.split('='));
  const properties = Object.fromEntries(
    pairs.map(([key = '', ...value]) => [key.trim(), unescaped(value.join('='))]),
  );
  return { kind, properties, message: unescaped(trimmed.slice(end + 2)) };
}

function unescaped(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}

function annotations(text: string): readonly Annotation[] {
  return text
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => commandIn(line) ?? { kind: 'text', properties: {}, message: line });
}

/** So many Jobs of which a sidecar would move. */
function jobs(count: number): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `job-${i}.yaml`,
      JOB.replace('name: report', `name: report-${i}`),
    ]),
  );
}

describe('annotations for GitHub', () => {
  it('stand at the line of the container, by the path from the root of the repository', () =>
    withRig({ 'deep/a, b.yaml': JOB }, (rig) => {
      rig.git('init', '-q');
      const { out } = rig.run(['--format', 'github'], { cwd: join(rig.dir, 'deep') });
      expect(annotations(out)).toEqual([
        {
          kind: 'warning',
          properties: { file: 'deep/a, b.yaml', line: '12', col: '9', title: 'legacy-sidecar' },
          message: expect.stringMatching(/^cloud-sql-proxy is a legacy sidecar: Job report never/),
        },
      ]);
    }));

  it.each([10, 11, 40])('are ten at most of a kind: %i findings', (count) =>
    withRig(jobs(count), (rig) => {
      const file = rig.write('summary.md', '# mine\n');
      const env = { GITHUB_STEP_SUMMARY: file };
      const { code, out } = rig.run(['--format', 'github', '.'], { env });
      const found = annotations(out);
      expect([code, found.length]).toEqual([0, 10]);
      expect(found.every(({ kind }) => kind === 'warning')).toBe(true);
      const left = count === 10 ? 0 : count - 9;
      const listed = rig
        .read('summary.md')
        .split('\n')
        .filter((line) => line.startsWith('- '));
      expect(rig.read('summary.md').startsWith('# mine\n')).toBe(true);
      expect(listed.length).toBe(left);
      if (left > 0) expect(found.at(-1)?.message).toContain(`${left} more of this kind`);
      const shown = found.flatMap(({ properties }) => properties.file ?? []);
      const told = [...shown, ...listed.map((line) => /`([^`:]+):/.exec(line)?.[1] ?? '')];
      expect(new Set(told).size).toBe(count);
    }),
  );

  it('are the only commands of a run: a name in what is said to people is none', () =>
    withRig({ '::error::x.yaml': JOB, '##[error]y.yaml': JOB }, (rig) => {
      const args = ['--format', 'github=annotations.txt', '-v', '.'];
      const commands = (text: string): readonly string[] =>
        text.split('\n').filter((line) => line.trim().startsWith('::') || line.includes('##['));
      expect(commands(rig.run(args).err)).not.toEqual([]);
      const { err } = rig.run(args, { env: { GITHUB_ACTIONS: 'true' } });
      expect(commands(err)).toEqual([]);
      expect(err).toContain(': :error::x.yaml');
    }));

  it('say that the summary of the job cannot be written', () =>
    withRig(jobs(11), (rig) => {
      const env = { GITHUB_STEP_SUMMARY: join(rig.dir, 'no', 'such') };
      const { code, err } = rig.run(['--format', 'github', '.'], { env });
      expect(code).toBe(2);
      expect(err).toContain('GITHUB_STEP_SUMMARY');
    }));

  it('take hostile names for text', async () => {
    const outcome = await migrate(hostileFiles());
    const { text, beside = '' } = renderGithub(toldOf(outcome));
    const found = annotations(text);
    expect(found.length).toBeLessThanOrEqual(30);
    for (const { kind, properties } of found) {
      expect(kind).toMatch(/^(?:error|warning|notice)$/);
      expect(Object.keys(properties).join()).toMatch(/^(?:file,line,col,)?title$/);
    }
    expect(text).not.toMatch(CONTROL);
    expect(beside).not.toMatch(CONTROL);
    for (const name of HOSTILE) {
      const own = await migrate(new Map([[`${name.replaceAll('/', '_')}.yaml`, hostileJob(name)]]));
      const [first] = annotations(renderGithub(toldOf(own)).text);
      expect(first?.properties.line, name).toBeDefined();
      expect(first?.message, name).toContain('is a legacy sidecar');
    }
  });
});
