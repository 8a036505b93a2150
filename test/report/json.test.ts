import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/index.js';
import { JOB, WARNED_JOB, withRig } from '../support/rig.js';
import { reportOf, schemaErrorsIn } from './schema.js';

describe('the JSON report', () => {
  it('is what the command prints, and its edits make the migrated text', () =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      const report = JSON.parse(rig.run(['--unsafe', '--format', 'json', '.']).out) as {
        changes: { edits: { start: number; end: number; text: string }[] }[];
        pods: { containers: { unlockedBy: string[] }[] }[];
      };
      expect(schemaErrorsIn(report)).toEqual([]);
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
    const report = await reportOf(outcome);
    expect(schemaErrorsIn(report)).toEqual([]);
    expect(schemaErrorsIn({ ...report, more: 1 })).not.toEqual([]);
    expect(schemaErrorsIn({ ...report, pods: [{}] })).not.toEqual([]);
  });
});

describe('the schema of the JSON report', () => {
  it('describes every word', () => {
    const path = join(import.meta.dirname, '..', '..', 'schemas', 'report.schema.json');
    expect(undescribed(JSON.parse(readFileSync(path, 'utf8')), '')).toEqual([]);
    expect(undescribed({ properties: { a: { type: 'string' } } }, '')).toEqual(['/a']);
  });
});

/** Properties without a description, but for those that refer to one. */
function undescribed(node: unknown, path: string): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'properties'
      ? Object.entries(value as Record<string, Record<string, unknown>>).flatMap(([name, own]) => [
          ...('description' in own || '$ref' in own ? [] : [`${path}/${name}`]),
          ...undescribed(own, `${path}/${name}`),
        ])
      : undescribed(value, path),
  );
}
