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
