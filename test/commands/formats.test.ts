import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JOB, MIGRATED_JOB, withRig } from '../support/rig.js';

describe('several formats in one run', () => {
  it('go each to its file, and one to standard output', () =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      const one = rig.run(['--format', 'json', '.']).out;
      const diff = rig.run(['.']).out;
      const args = [
        '--format',
        'sarif=a.sarif',
        '--format',
        'json',
        '--format=diff=made.diff',
        '.',
      ];
      const { code, out } = rig.run(args);
      expect([code, out]).toEqual([0, one]);
      expect(rig.read('made.diff')).toBe(diff);
      expect(JSON.parse(rig.read('a.sarif'))).toHaveProperty('version', '2.1.0');
    }));

  it('leave standard output empty where each has a file, and a filter its text', () =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      const args = ['--format', 'sarif=a.sarif'];
      expect(rig.run([...args, '.'])).toMatchObject({ code: 0, out: '' });
      expect(rig.run([...args, '-'], { input: JOB }).out).toBe(MIGRATED_JOB);
    }));

  it('go with --check, --write and -o', () =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      const args = ['--format', 'sarif=a.sarif', '--format', 'json', '-o', 'b.json', '.'];
      expect(rig.run(['--check', ...args])).toMatchObject({ code: 1, out: '' });
      expect(JSON.parse(rig.read('b.json'))).toHaveProperty('version', 1);
      expect(rig.run(['--write', '--allow-dirty', ...args])).toMatchObject({ code: 0, out: '' });
      expect(rig.read('job.yaml')).toBe(MIGRATED_JOB);
    }));

  it.each(['json', 'sarif', 'gitlab', 'rdjson'])(
    '%s is written over what an older run left',
    (format) =>
      withRig({ 'job.yaml': JOB }, (rig) => {
        const args = ['--format', `${format}=report.json`, '.'];
        for (let i = 0; i < 2; i++) expect(rig.run(args)).toMatchObject({ code: 0, out: '' });
        const empty = rig.run(['--format', `${format}=report.json`, '--exclude', 'job.yaml', '.']);
        expect(empty).toMatchObject({ code: 0, out: '' });
        expect(rig.run(args).code).toBe(0);
      }),
  );

  it.each([
    [['--format', 'xml=out'], 'Allowed choices are diff, json'],
    [['--format', 'sarif='], 'After the = goes the file'],
    [['--format', 'diff', '--format', 'json'], 'both go to standard output'],
    [['--format', 'json=a', '--format', 'sarif=a'], 'two formats go to this file'],
    [['--format', 'json=a', '-o', 'a'], 'leave out -o'],
    [['--format', 'json', '--format', 'sarif=a', '-o', 'a'], 'two formats go to this file'],
    [['--format', 'sarif=job.yaml'], 'would replace a file that this run reads'],
    [['--format', 'sarif=no/folder/a.sarif'], 'it could not be written (ENOENT)'],
    [['--format', 'sarif=/dev/full'], 'it could not be written (ENOSPC)'],
  ])('%j is an error that says what to do, and nothing is migrated', (args, words) =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      const { code, out, err } = rig.run([...args, '.']);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain(words);
      expect(err).not.toContain('    at ');
      expect(rig.read('job.yaml')).toBe(JOB);
    }),
  );

  it('write the others where one cannot be written', () =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      const { code } = rig.run(['--format', 'json=no/a', '--format', 'sarif=a.sarif', '.']);
      expect(code).toBe(2);
      expect(existsSync(join(rig.dir, 'a.sarif'))).toBe(true);
    }));

  it('never replace an input behind a link', () =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      symlinkSync('job.yaml', join(rig.dir, 'out.sarif'));
      expect(rig.run(['--format', 'sarif=out.sarif', '.']).code).toBe(2);
      expect(rig.read('job.yaml')).toBe(JOB);
    }));
});
