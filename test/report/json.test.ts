import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { type MigrateOptions, migrate } from '../../src/index.js';
import { renderJson } from '../../src/report/json.js';
import { JOB, WARNED_JOB, withRig } from '../support/rig.js';

const TOP = join(import.meta.dirname, '..', '..');
const schema = JSON.parse(
  readFileSync(join(TOP, 'schemas', 'report.schema.json'), 'utf8'),
) as object;
const validate = new Ajv.default({ strict: true, allowUnionTypes: true }).compile(schema);

describe('the JSON report', () => {
  it('keeps to its schema on every fixture', async () => {
    const root = join(TOP, 'fixtures');
    const cases = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('options.json'),
    );
    expect(cases.length).toBeGreaterThan(150);
    for (const path of cases) {
      const options = JSON.parse(readFileSync(join(root, path), 'utf8')) as MigrateOptions;
      const outcome = await migrate(inputOf(join(root, dirname(path))), options);
      const text = await renderJson(outcome, {
        version: '1.2.3',
        kubeMinor: 29,
        kubeSource: 'default',
        verdict: '',
        kubePaths: [],
      });
      expect(
        validate(JSON.parse(text)),
        `${path}: ${JSON.stringify(validate.errors?.slice(0, 2))}`,
      ).toBe(true);
    }
  });

  it('is what the command prints, and its edits make the migrated text', () =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      const report = JSON.parse(rig.run(['--unsafe', '--format', 'json', '.']).out) as {
        changes: { edits: { start: number; end: number; text: string }[] }[];
        pods: { containers: { unlockedBy: string[] }[] }[];
      };
      expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
      let text = JOB;
      for (const edit of [...(report.changes[0]?.edits ?? [])].reverse())
        text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
      rig.run(['--unsafe', '--write', '.']);
      expect(rig.read('job.yaml')).toBe(text);
      rig.write('job.yaml', WARNED_JOB);
      const waiting = JSON.parse(rig.run(['--format', 'json', '.']).out) as typeof report;
      expect(waiting.pods[0]?.containers[1]?.unlockedBy).toEqual(['--accept SM311', '--unsafe']);
    }));

  it('takes nothing beside its schema', async () => {
    const outcome = await migrate(new Map([['job.yaml', JOB]]));
    const report = JSON.parse(
      await renderJson(outcome, {
        version: '1',
        kubeMinor: 29,
        kubeSource: 'default',
        kubePaths: [],
        verdict: '',
      }),
    ) as object;
    expect(validate({ ...report, more: 1 })).toBe(false);
    expect(validate({ ...report, pods: [{}] })).toBe(false);
  });
});

/** The files of a fixture: one, or those of a tree. */
function inputOf(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((e) => join(e.parentPath, e.name));
  const input = files.map((path) => relative(folder, path)).filter((path) => /^input\b/.test(path));
  return new Map(input.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
