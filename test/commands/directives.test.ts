import { describe, expect, it } from 'vitest';
import { JOB, withRig } from '../support/rig.js';

const above = (comment: string): string =>
  JOB.replace('      - name: cloud', `      # ${comment}\n      - name: cloud`);

/** Each is said in another way, and means that the container stays. */
const UNDERSTOOD = [
  'sidecar-migrate: keep',
  'sidecar-migrate:keep',
  'sidecar-migrate keep',
  'sidecar-migrate : keep',
  'Sidecar-Migrate: Keep',
  'sidecar-migrate: KEEP',
  'sidecar-migrate: keep -- it serves the old probe',
  'sidecar-migrate: ignore -- later',
];

const NOT_UNDERSTOOD = [
  'sidecar-migrate: keep please',
  'sidecar-migrate: kep',
  'sidecar-migrate:',
  'sidecar-migrate',
  'sidecar-migrate: do not touch, see INC-42',
  'sidecar-migrate: allow SM311',
  'sidecar-migrate: allow SM311 --',
  'sidecar-migrate: allow everything -- for once',
  'sidecar-migrate: sidecar, please',
  'sidecar-migrate: keep: for the probe',
];

describe('comments to the tool', () => {
  it.each(UNDERSTOOD)('# %s keeps the container below it', (comment) =>
    withRig({ 'job.yaml': above(comment) }, (rig) => {
      const { code, out, err } = rig.run(['.']);
      expect([code, out]).toEqual([0, '']);
      expect(err).not.toMatch(/comment (?:is|has)/);
    }),
  );

  it.each(NOT_UNDERSTOOD)('# %s keeps it, too, and is an error under -q', (comment) =>
    withRig({ 'job.yaml': above(comment) }, (rig) => {
      const { code, err } = rig.run(['-q', '--write', '--allow-dirty', '.']);
      expect(code).toBe(2);
      expect(err).toMatch(/^job\.yaml:12:7: comment (?:is not understood|has no reason)/);
      expect(rig.read('job.yaml')).toBe(above(comment));
    }),
  );

  it.each([
    ['above the list', '      # sidecar-migrate: keep\n      containers:'],
    ['beside the list', '      containers: # sidecar-migrate: ignore'],
    ['above the list, ill said', '      # sidecar-migrate: hands off\n      containers:'],
    ['beside the list, ill said', '      containers: # sidecar-migrate: hands off'],
  ])('%s a comment keeps all of it', (_, text) =>
    withRig({ 'job.yaml': JOB.replace('      containers:', text) }, (rig) => {
      expect(rig.run(['.']).out).toBe('');
    }),
  );

  it.each([
    ['on top of the document', `# sidecar-migrate: nothing here\n${JOB}`],
    ['at its end', `${JOB}# sidecar-migrate: nothing here\n`],
    ['at its end, well said', `${JOB}# sidecar-migrate: keep\n`],
    ['at other keys', JOB.replace('spec:', '# sidecar-migrate: keep\nspec:')],
  ])('%s a comment keeps that document, and no other', (_, text) =>
    withRig({ 'jobs.yaml': `${text}---\n${JOB.replace('report', 'other')}` }, (rig) => {
      const { out } = rig.run(['.']);
      expect(out.match(/^\+ +initContainers:/gm)).toHaveLength(1);
    }),
  );

  it('takes several codes with one reason', () =>
    withRig({ 'job.yaml': above('sidecar-migrate: allow SM311, SM306 -- known') }, (rig) => {
      const { code, err } = rig.run(['.']);
      expect(code).toBe(0);
      expect(err).toContain('allow SM311 has no effect');
      expect(err).not.toContain('is not understood');
    }));

  it('is not attached to anything where another word begins with the name', () =>
    withRig({ 'job.yaml': above('sidecar-migrate.yaml says the rest') }, (rig) => {
      expect(rig.run(['.']).out).toContain('+      initContainers:');
    }));
});
