import { describe, expect, it } from 'vitest';
import { OPTIONS } from '../../src/commands/options.js';
import { JOB, WARNED_JOB, withRig } from '../support/rig.js';

describe('the command line', () => {
  it('explains itself', () =>
    withRig({}, (rig) => {
      const { code, out, err } = rig.run(['--help']);
      expect([code, err]).toEqual([0, '']);
      for (const { flags } of OPTIONS) expect(out).toContain(flags);
      expect(out).toContain('Exit codes:');
      expect(out).toContain('| git apply');
    }));

  it('tells its version', () =>
    withRig({}, (rig) => {
      expect(rig.run(['--version']).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    }));

  it.each([
    [['--no-such-option'], "unknown option '--no-such-option'"],
    [['--unsave'], 'Did you mean --unsafe?'],
    [['--placement', 'middle'], 'Allowed choices are auto, last, first'],
    [['--format', 'xml'], 'Allowed choices are diff, json'],
    [['--kube-version', '1.27'], '1.29 is the oldest version'],
    [['--kube-version', '1.28'], '--feature-gates SidecarContainers=true'],
    [['--kube-version', 'latest'], 'is not a Kubernetes version'],
    [['--feature-gates', 'SidecarContainers'], 'is written like SidecarContainers=true'],
    [['--feature-gates', 'SidecarContainers=false'], 'there are no native sidecars'],
    [['--accept', 'everything'], '--accept takes codes'],
    [['--fail-on', 'review'], '--fail-on requires --check'],
    [['--write', '--check'], 'leave out one of them'],
    [['--write', '--dry-run'], 'leave out one of them'],
    [['--accept', 'SM994'], 'did you mean SM904?'],
    [['--kube-version', '1.290'], 'there is no Kubernetes 1.290'],
    [['-', 'other.yaml'], 'cannot be combined'],
    [['no-such-file.yaml'], 'there is no such file or folder'],
    [['no/*/such.yaml'], 'matches no file'],
    [['--config', 'no-such-config.yaml'], 'no-such-config.yaml'],
  ])('%j is an error that says what to do', (args, words) =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      const { code, out, err } = rig.run(args);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain(words);
      expect(err).not.toContain('    at ');
    }),
  );

  it.each(['1.29', 'v1.29', '1.29.3', 'v1.31.4', '1.33+'])('takes %s for a version', (version) =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      const { code, err } = rig.run(['--kube-version', version]);
      expect(code).toBe(0);
      expect(err).toContain(
        `Target: Kubernetes ${/1\.\d+/.exec(version)?.[0]} and newer (--kube-version)`,
      );
    }),
  );

  it('serves 1.28 with the gate, and says what it costs', () =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      const args = ['--kube-version', '1.28', '--feature-gates', 'SidecarContainers=true'];
      expect(rig.run(args).err).toContain('SM301');
    }));

  it('reports globs and codes without effect', () =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      const { code, err } = rig.run([
        '--sidecar',
        'prox',
        '--keep',
        'image:nothing/*',
        '--accept',
        'SM501',
        '.',
      ]);
      expect(code).toBe(0);
      expect(err).toContain('--sidecar prox: matches no container');
      expect(err).toContain('--keep image:nothing/*: matches no container');
      expect(err).toContain('--accept: SM501 has no effect');
    }));

  it.each([
    [[], 0],
    [['--check'], 0],
    [['--check', '--unsafe'], 1],
    [['--check', '--fail-on', 'review'], 1],
    [['--check', '--fail-on', 'blocked'], 1],
    [['--check', '--accept', 'SM311'], 1],
    [['--check', '--keep', '*', '--fail-on', 'blocked'], 0],
  ])('%j exits with %i', (args, code) =>
    withRig({ 'job.yaml': WARNED_JOB }, (rig) => {
      expect(rig.run([...args, '.']).code).toBe(code);
    }),
  );

  it('takes a glob over whole images', () =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      const { err } = rig.run(['-v', '--keep', 'image:gcr.io/*:2.*', '.']);
      expect(err).toContain('--keep image:gcr.io/*:2.* says keep');
    }));

  it('looks at the kinds that are asked for', () =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      expect(rig.run(['--kind', 'CronJob,Deployment', '.']).err).toContain(
        'No pod with two or more containers',
      );
      expect(rig.run(['--kind', 'job', '.']).err).toContain('1 sidecar in 1 pod');
    }));
});
