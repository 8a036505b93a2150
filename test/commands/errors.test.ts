import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { journalPath } from '../../src/files/write/names.js';
import { AGENT_PATCH } from '../support/agent-patch.js';
import { JOB, MIGRATED_JOB, type Rig, withRig } from '../support/rig.js';
import { hasTool, isRoot } from '../support/tools.js';
import { BASE, overlay } from '../support/tree.js';

const hasStrace = hasTool('strace', 'strace');
const mayMount =
  isRoot() &&
  hasTool('unshare', 'util-linux') &&
  spawnSync('unshare', ['-m', 'mount', '--bind', '/tmp', '/tmp']).status === 0;
const mayChown = isRoot() && hasTool('setpriv', 'util-linux');

const TREE = {
  ...BASE,
  ...overlay('prod', 'resources: [../../base]\npatches: [{path: agent.yaml}]\n'),
  'tree/overlays/prod/agent.yaml': AGENT_PATCH,
};

function moved(rig: Rig): readonly boolean[] {
  return ['tree/base/web.yaml', 'tree/overlays/prod/agent.yaml'].map((path) =>
    rig.read(path).includes('initContainers'),
  );
}

describe('a full disk behind standard output', () => {
  it('is an error, said without a stack trace', () =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      const { out, err } = rig.shell('sidecar-migrate --check . > /dev/full; echo "exit $?"');
      expect(out).toBe('exit 2\n');
      expect(err).toContain('standard output could not be written (ENOSPC)');
      expect(err).not.toContain('    at ');
      expect(rig.shell('sidecar-migrate . 2> /dev/full > /dev/null; echo "exit $?"').out).toBe(
        'exit 2\n',
      );
    }));

  it('and a reader that leaves, end no change half-way', () =>
    withRig({}, (rig) => {
      for (let i = 0; i < 40; i++) rig.write(`${i}.yaml`, JOB);
      rig.shell('sidecar-migrate --write --unsafe -v . 2>&1 | head -1');
      for (let i = 0; i < 40; i++) expect(rig.read(`${i}.yaml`)).toBe(MIGRATED_JOB);
      expect(readdirSync(rig.dir)).toHaveLength(40);
    }));
});

describe('a working folder that is gone', () => {
  it('is said', () =>
    withRig({ 'gone/x': '' }, (rig) => {
      const { out, err } = rig.shell('cd gone; rm -r ../gone; sidecar-migrate .; echo "exit $?"');
      expect(out).toBe('exit 2\n');
      expect(err).toContain('the working folder no longer exists');
      expect(err).not.toContain('    at ');
    }));
});

describe.runIf(hasStrace)('a rename', () => {
  const under = (inject: string): readonly string[] => [
    ...[
      'strace',
      '-f',
      '-qq',
      '-o',
      '/dev/null',
      '-e',
      'trace=rename',
      '-e',
      `inject=rename:${inject}`,
    ],
  ];

  it('that fails for good leaves half a change, says so, and the next run settles it', () =>
    withRig(TREE, (rig) => {
      const { code, err } = rig.run(['--write', 'tree'], { under: under('error=EIO:when=2+') });
      expect(code).toBe(2);
      expect(moved(rig)).toEqual([true, false]);
      expect(err).toContain('its change is written in part (tree/base/web.yaml)');
      expect(err).toContain('Wrote 1 of 2 files');
      expect(err).not.toContain('nothing was written');
      const next = rig.run(['--write', 'tree']);
      expect([next.code, next.err]).toEqual([
        0,
        expect.stringContaining('reverted the change that an interrupted run had started'),
      ]);
      expect(moved(rig)).toEqual([true, true]);
      expect(rig.shell('find . -name ".sidecar*"').out).toBe('');
    }));

  it('that fails once is taken back', () =>
    withRig(TREE, (rig) => {
      const { code, err } = rig.run(['--write', 'tree'], { under: under('error=EACCES:when=2') });
      expect([code, moved(rig)]).toEqual([2, [false, false]]);
      expect(err).toContain('nothing of its change was written');
      expect(rig.shell('find . -name ".sidecar*"').out).toBe('');
    }));

  it('replaces nothing that was saved after it was read', () =>
    withRig(TREE, (rig) => {
      const trace = under('delay_enter=2000000:when=1').join(' ');
      rig.shell(
        `${trace} sidecar-migrate --write tree 2> said & P=$!
         until ls -A tree/overlays/prod | grep -q tmp; do sleep .02; kill -0 $P || break; done
         sleep .5; echo '# my edit' >> tree/overlays/prod/agent.yaml; wait $P`,
      );
      expect(rig.read('tree/overlays/prod/agent.yaml')).toBe(`${AGENT_PATCH}# my edit\n`);
      expect(moved(rig)).toEqual([false, false]);
      expect(rig.read('said')).toContain('has changed since it was read');
    }));
});

describe.runIf(mayChown)('what this user may not remove', () => {
  it('stops neither the run nor the other changes', () =>
    withRig({ 'job.yaml': JOB, 'sub/job.yaml': JOB }, (rig) => {
      for (const path of ['.', 'job.yaml']) chownSync(join(rig.dir, path), 1234, 0);
      rig.write(journalPath(join(rig.dir, 'sub')).slice(rig.dir.length + 1), '{"version":1}\n');
      mkdirSync(join(rig.dir, 'sub/.sidecar-migrate-0123456789abcdef.journal'));
      const { code, err } = rig.run(['--write', '--unsafe', '.'], {
        under: ['setpriv', '--reuid', '1234', '--clear-groups'],
      });
      expect(code).toBe(2);
      expect(rig.read('job.yaml')).toBe(MIGRATED_JOB);
      expect(rig.read('sub/job.yaml')).toBe(JOB);
      expect(err).toContain('sub/job.yaml: no permission to write');
      expect(err).toContain('is not a journal of this user');
      expect(err).not.toContain('bug of sidecar-migrate');
    }));

  it('nor give to its group, stays as it is', () =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      chownSync(rig.dir, 1234, 0);
      chownSync(join(rig.dir, 'job.yaml'), 1234, 1234);
      const { code, err } = rig.run(['--write', '--unsafe', '.'], {
        under: ['setpriv', '--reuid', '1234', '--clear-groups'],
      });
      expect([code, err]).toEqual([2, expect.stringContaining('cannot be kept (owner 1234:1234)')]);
      expect(rig.read('job.yaml')).toBe(JOB);
    }));
});

describe('a file that is mounted by itself', () => {
  it.runIf(mayMount)('is said to be that', () =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      const { err } = rig.shell(
        `unshare -m bash -c 'mount --bind job.yaml job.yaml; "$@"' - sidecar-migrate --write --unsafe .`,
      );
      expect(err).toContain('job.yaml: it is a mount point itself');
      expect(rig.read('job.yaml')).toBe(JOB);
      expect(readdirSync(rig.dir)).toEqual(['job.yaml']);
    }),
  );
});

describe('what is said of writing', () => {
  it.each(['json', 'diff'])('as %s tells what was written from what was not', (format) =>
    withRig({ 'job.yaml': JOB, 'locked.yaml': JOB }, (rig) => {
      chmodSync(join(rig.dir, 'locked.yaml'), 0o444);
      const { code, out } = rig.run(['--write', '--unsafe', '--format', format, '.']);
      expect(code).toBe(2);
      if (format === 'diff') {
        expect(out).toContain('+++ b/job.yaml');
        expect(out).not.toContain('locked.yaml');
        return;
      }
      const { files } = JSON.parse(out) as { files: { path: string; written: boolean }[] };
      expect(files.map(({ path, written }) => [path, written])).toEqual([
        ['job.yaml', true],
        ['locked.yaml', false],
      ]);
    }),
  );
});

describe('too few open files', () => {
  it('are a failure of the changes, with true words', () =>
    withRig({ 'job.yaml': JOB }, (rig) => {
      const { out, err } = rig.shell(
        'ulimit -n 20; sidecar-migrate --write --unsafe .; echo "exit $?"',
      );
      if (out === 'exit 0\n') expect(rig.read('job.yaml')).toBe(MIGRATED_JOB);
      else expect(rig.read('job.yaml')).toBe(JOB);
      expect(err).not.toContain('    at ');
    }));
});
