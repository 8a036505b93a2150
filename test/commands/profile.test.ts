import { describe, expect, it } from 'vitest';
import { WARNED_JOB, withRig } from '../support/rig.js';

interface Measured {
  readonly total: { readonly reads: number; readonly bytes: number; readonly peakMb: number };
  readonly phases: readonly {
    readonly name: string;
    readonly steps: number;
    readonly ms: number;
  }[];
}

describe('--profile', () => {
  it('writes what each phase cost, and changes nothing of what is printed', () =>
    withRig({ 'tree/a.yaml': WARNED_JOB, 'tree/b.yaml': 'kind: Service\n' }, (rig) => {
      const plain = rig.run(['tree']);
      expect(rig.run(['--profile', 'costs', 'tree'])).toEqual(plain);
      const { total, phases } = JSON.parse(
        rig.read('costs/sidecar-migrate-profile.json'),
      ) as Measured;
      const named = (name: string) => phases.find((phase) => phase.name === name);
      expect(named('Reading files')?.steps).toBe(2);
      expect(named('Deciding pods')).toBeDefined();
      expect(total.reads).toBeGreaterThanOrEqual(2);
      expect(total.bytes).toBeGreaterThanOrEqual(WARNED_JOB.length);
      expect(total.peakMb).toBeGreaterThan(10);
      const { traceEvents } = JSON.parse(rig.read('costs/sidecar-migrate-trace.json')) as {
        readonly traceEvents: readonly { readonly name: string; readonly ph: string }[];
      };
      expect(traceEvents.map(({ name }) => name)).toEqual(phases.map(({ name }) => name));
      expect(traceEvents.every(({ ph }) => ph === 'X')).toBe(true);
    }));

  it('says so where its folder cannot be written', () =>
    withRig({ 'a.yaml': WARNED_JOB }, (rig) => {
      const { code, err } = rig.run(['--profile', 'a.yaml/costs', '.']);
      expect(code).toBe(2);
      expect(err).toContain('name a folder that you can write to');
    }));

  it('is for files', () =>
    withRig({}, (rig) => {
      const { code, err } = rig.run(['--profile', 'costs', '-']);
      expect(code).toBe(2);
      expect(err).toContain('cannot be used with standard input');
    }));
});
