import { describe, expect, it } from 'vitest';
import { JOB, MIGRATED_JOB, WARNED_JOB, withRig } from '../support/rig.js';

describe('standard input', () => {
  it('comes out migrated', () =>
    withRig({}, (rig) => {
      const { code, out, err } = rig.run(['--unsafe', '-'], { input: JOB });
      expect([code, out]).toEqual([0, MIGRATED_JOB]);
      expect(err).toContain('Moved 1 sidecar in 1 pod');
    }));

  it('comes out byte by byte where nothing moves', () =>
    withRig({}, (rig) => {
      for (const input of [WARNED_JOB, '', '\uFEFFa: 1\r\n', 'kind: Pod', '{{ not yaml'])
        expect(rig.run(['-'], { input }).out).toBe(input);
    }));

  it('is called what the user calls it', () =>
    withRig({}, (rig) => {
      const { err } = rig.run(['--stdin-filename', 'k8s/job.yaml', '-'], { input: WARNED_JOB });
      expect(err).toContain('k8s/job.yaml:14:9');
    }));

  it('gives a diff or JSON when asked for one', () =>
    withRig({}, (rig) => {
      const { out } = rig.run(['--unsafe', '--format', 'diff', '-'], { input: JOB });
      expect(out).toContain('--- a/stdin.yaml');
      expect(JSON.parse(rig.run(['--format', 'json', '-'], { input: JOB }).out)).toHaveProperty(
        'counts',
      );
    }));

  it('is an error where it cannot be parsed', () =>
    withRig({}, (rig) => {
      const input = 'kind: Pod\nspec:\n  containers: [\n';
      const { code, out, err } = rig.run(['-'], { input });
      expect([code, out]).toEqual([2, input]);
      expect(err).toMatch(/stdin\.yaml:\d+:\d+: /);
    }));

  it('cannot be written to', () =>
    withRig({}, (rig) => {
      const { code, err } = rig.run(['--write', '-'], { input: JOB });
      expect(code).toBe(2);
      expect(err).toContain('leave out --write');
    }));
});
