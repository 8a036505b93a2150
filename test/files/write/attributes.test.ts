import { chmodSync, linkSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JOB, MIGRATED_JOB, withRig } from '../../support/rig.js';
import { hasTool } from '../../support/tools.js';

const hasAttributes = hasTool('setfattr', 'attr') && hasTool('setfacl', 'acl');

describe('what a file has beside its bytes', () => {
  it.runIf(hasAttributes)('is kept: access list, extended attributes, mode', () =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      chmodSync(join(rig.dir, 'job.yaml'), 0o640);
      rig.shell('setfattr -n user.note -v kept job.yaml; setfacl -m u:1234:rw,g::r job.yaml');
      const look = 'getfacl -c job.yaml; getfattr -d job.yaml; stat -c %a job.yaml';
      const before = rig.shell(look).out;
      expect(before).toContain('user:1234:rw-');
      expect(before).toContain('user.note="kept"');
      expect(rig.run(['--write', '--unsafe', '.']).code).toBe(0);
      expect(rig.read('job.yaml')).toBe(MIGRATED_JOB);
      expect(rig.shell(look).out).toBe(before);
    }),
  );

  it.runIf(hasAttributes)('is not given by its folder', () =>
    withRig({ 'jobs/job.yaml': JOB }, (rig) => {
      chmodSync(join(rig.dir, 'jobs/job.yaml'), 0o664);
      rig.shell('setfacl -d -m u:1234:rwx jobs');
      expect(rig.run(['--write', '--unsafe', '.']).code).toBe(0);
      expect(rig.shell('getfacl -c jobs/job.yaml').out).not.toContain('1234');
      expect(statSync(join(rig.dir, 'jobs/job.yaml')).mode & 0o777).toBe(0o664);
    }),
  );

  it('is said not to be seen where the cp of GNU is not to be had', () =>
    withRig({ 'r/job.yaml': JOB, 'bin/cp': '#!/bin/sh\n' }, (rig) => {
      chmodSync(join(rig.dir, 'bin/cp'), 0o755);
      const at = { cwd: join(rig.dir, 'r') };
      const poor = rig.run(['--write', '--unsafe', '.'], {
        ...at,
        env: { PATH: join(rig.dir, 'bin') },
      });
      expect(poor.code).toBe(0);
      expect(poor.err).toContain('extended attributes of the files could not be read');
      rig.write('r/job.yaml', JOB);
      const rich = rig.run(['--write', '--unsafe', '.'], at);
      expect(rich.err).not.toContain('extended attributes');
    }));

  it('is no further name that would be left behind', () =>
    withRig({ 'job.yaml': JOB, 'other.yaml': JOB }, (rig) => {
      linkSync(join(rig.dir, 'job.yaml'), join(rig.dir, 'same.txt'));
      const { code, err } = rig.run(['--write', '--unsafe', '.']);
      expect([code, err]).toEqual([
        2,
        expect.stringContaining('job.yaml: has 2 names (hard links)'),
      ]);
      expect([rig.read('job.yaml'), rig.read('same.txt')]).toEqual([JOB, JOB]);
      expect(rig.read('other.yaml')).toBe(MIGRATED_JOB);
      expect(err).toContain('Wrote 1 of 2 files');
      expect(err).toContain('Failed: ');
    }));
});

describe('-o', () => {
  it('is refused onto what the run reads, under any name', () =>
    withRig({ 'job.yaml': JOB, 'k/other.yaml': JOB }, (rig) => {
      linkSync(join(rig.dir, 'job.yaml'), join(rig.dir, 'link.out'));
      for (const file of ['job.yaml', './k/../k/other.yaml', 'link.out']) {
        const { code, err } = rig.run(['--unsafe', '-o', file, '.']);
        expect([code, err]).toEqual([2, expect.stringContaining('-o would replace a file')]);
      }
      expect([rig.read('job.yaml'), rig.read('k/other.yaml')]).toEqual([JOB, JOB]);
    }));

  it.each(['.gitignore', '.sidecar-migrate-ignore', '.sidecar-migrate.yaml', 'b/run.sh'])(
    'is refused onto %s, which is read beside the manifests',
    (name) =>
      withRig({ 'a/job.yaml': JOB, [name]: '# mine\n' }, (rig) => {
        rig.git('init', '-q');
        const { code, err } = rig.run(['--unsafe', '-o', name, 'a']);
        expect([code, err]).toEqual([2, expect.stringContaining('-o would replace a file')]);
        expect(rig.read(name)).toBe('# mine\n');
      }),
  );

  it('does not wait for somebody who reads a pipe', () =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      rig.shell('mkfifo pipe');
      const { code, err } = rig.run(['--unsafe', '-o', 'pipe', '.'], {
        under: ['timeout', '-s', 'KILL', '60'],
      });
      expect([code, err]).toEqual([2, expect.stringContaining('is a pipe that no process reads')]);
      const { out } = rig.shell('sidecar-migrate --unsafe -o >(cat) .');
      expect(out).toBe(rig.run(['--unsafe', '.']).out);
    }));

  it('replaces an older report, with its mode, and leaves nothing beside it', () =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      expect(rig.run(['--format', 'json', '-o', 'report.json', '.']).code).toBe(0);
      chmodSync(join(rig.dir, 'report.json'), 0o600);
      expect(rig.run(['--format', 'json', '-o', 'report.json', '.']).code).toBe(0);
      expect(statSync(join(rig.dir, 'report.json')).mode & 0o777).toBe(0o600);
      expect(readdirSync(rig.dir).sort()).toEqual(['job.yaml', 'report.json']);
    }));
});
