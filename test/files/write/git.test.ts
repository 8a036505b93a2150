import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JOB, MIGRATED_JOB, type Rig, type RunOptions, withRig } from '../../support/rig.js';
import { isRoot } from '../../support/tools.js';

/** A repository whose one file is committed. */
function withRepository(
  test: (rig: Rig) => void,
  files: Record<string, string> = {},
): Promise<void> {
  return withRig({ 'k8s/job.yaml': JOB, ...files }, (rig) => {
    rig.git('init', '-q');
    rig.git('add', '-A');
    rig.git('commit', '-qm', 'a job');
    test(rig);
  });
}

function edit(rig: Rig): void {
  appendFileSync(join(rig.dir, 'k8s/job.yaml'), '# not committed\n');
}

/** `--write` says why it does not, and how it would. */
function expectRefused(rig: Rig, why: string, options: RunOptions = {}): void {
  const before = rig.read('k8s/job.yaml');
  const { code, err } = rig.run(['--write', '--unsafe', '.'], options);
  expect([code, err]).toEqual([2, expect.stringContaining('Not written:')]);
  expect(err).toContain(why);
  expect(err).toContain('--allow-dirty');
  expect(rig.read('k8s/job.yaml')).toBe(before);
}

describe('a repository that cannot be asked is no clean one', () => {
  it('where there is no git', () =>
    withRepository((rig) => {
      edit(rig);
      expectRefused(rig, 'no git on PATH', { env: { PATH: '/nonexistent' } });
    }));

  it.runIf(isRoot())('where it belongs to another user', () =>
    withRepository((rig) => {
      edit(rig);
      for (const path of ['', '.git', 'k8s', 'k8s/job.yaml'])
        chownSync(join(rig.dir, path), 12345, 12345);
      expectRefused(rig, 'git config --global --add safe.directory');
    }),
  );

  it('where its index is a pipe', () =>
    withRepository((rig) => {
      edit(rig);
      rmSync(join(rig.dir, '.git/index'));
      rig.shell('mkfifo .git/index');
      expectRefused(rig, 'git took longer than 10 seconds');
    }));

  it('and a folder called .git with nothing of one is none: the one above is asked', () =>
    withRepository((rig) => {
      mkdirSync(join(rig.dir, 'k8s/.git'));
      edit(rig);
      expectRefused(rig, 'k8s/job.yaml has uncommitted changes');
      rmSync(join(rig.dir, '.git'), { recursive: true });
      expect(rig.run(['--write', '--unsafe', '.']).code).toBe(0);
    }));

  it('but one that has lost its head is one', () =>
    withRepository((rig) => {
      rmSync(join(rig.dir, '.git/HEAD'));
      expectRefused(rig, 'git says: not a git repository');
    }));

  it('where the environment leads elsewhere', () =>
    withRepository((rig) => {
      mkdirSync(join(rig.dir, '../x'), { recursive: true });
      rig.git('init', '-q', 'k8s/other');
      const GIT_DIR = join(rig.dir, 'k8s/other/.git');
      expectRefused(rig, 'GIT_DIR in the environment', { env: { GIT_DIR } });
      expectRefused(rig, 'GIT_INDEX_FILE', { env: { GIT_INDEX_FILE: '/nonexistent/index' } });
    }));

  it('and a variable that names the same repository changes nothing', () =>
    withRepository((rig) => {
      const options = { cwd: join(rig.dir, 'k8s'), env: { GIT_DIR: '../.git' } };
      expect(rig.run(['--write', '--unsafe', '.'], options).code).toBe(0);
    }));

  it('where GIT_DIR names a repository that no folder shows', () =>
    withRig({ 'tree/k8s/job.yaml': JOB }, (rig) => {
      rig.git('init', '-q', 'apart');
      const env = { GIT_DIR: join(rig.dir, 'apart/.git'), GIT_WORK_TREE: join(rig.dir, 'tree') };
      const { code, err } = rig.run(['--write', '--unsafe', 'tree'], { env });
      expect([code, err]).toEqual([2, expect.stringContaining('GIT_DIR in the environment')]);
    }));

  it.each<[string, (rig: Rig) => void]>([
    ['an index that is none', (rig) => rig.write('.git/index', 'garbage')],
    ['a configuration that is none', (rig) => rig.write('.git/config', '[broken')],
    ['a format of the future', (rig) => rig.git('config', 'core.repositoryformatversion', '9')],
    ['a work tree elsewhere', (rig) => rig.git('config', 'core.worktree', '/tmp')],
    [
      'a .git file that leads nowhere',
      (rig) => {
        rmSync(join(rig.dir, '.git'), { recursive: true });
        rig.write('.git', 'gitdir: /nonexistent\n');
      },
    ],
    [
      'a .git link that leads nowhere',
      (rig) => {
        rmSync(join(rig.dir, '.git'), { recursive: true });
        symlinkSync('/nonexistent', join(rig.dir, '.git'));
      },
    ],
  ])('where it has %s', (_, spoil) =>
    withRepository((rig) => {
      edit(rig);
      spoil(rig);
      expectRefused(rig, 'git cannot tell');
    }),
  );

  it.each(['--assume-unchanged', '--skip-worktree'])('where it does not look (%s)', (flag) =>
    withRepository((rig) => {
      rig.git('update-index', flag, 'k8s/job.yaml');
      edit(rig);
      expectRefused(rig, 'marked assume-unchanged or skip-worktree');
    }),
  );

  it('nor one with a file that is only to be added', () =>
    withRig({ 'k8s/job.yaml': JOB }, (rig) => {
      rig.git('init', '-q');
      rig.git('add', '--intent-to-add', '.');
      expectRefused(rig, 'uncommitted changes');
    }));

  it('nor one with staged changes that the file no longer has', () =>
    withRepository((rig) => {
      edit(rig);
      rig.git('add', '.');
      rig.write('k8s/job.yaml', JOB);
      expectRefused(rig, 'uncommitted changes');
    }));
});

describe('what git would convert', () => {
  const CRLF = JOB.replaceAll('\n', '\r\n');

  it.each<[string, Record<string, string>, readonly string[]]>([
    ['text', { '.gitattributes': '*.yaml text\n' }, []],
    ['text=auto', { '.gitattributes': '* text=auto\n' }, []],
    ['eol=crlf', { '.gitattributes': '*.yaml eol=crlf\n' }, []],
    ['core.autocrlf', {}, ['core.autocrlf', 'true']],
  ])('is the same file with other line ends (%s)', (_, files, config) =>
    withRig({ 'k8s/job.yaml': JOB, ...files }, (rig) => {
      rig.git('init', '-q');
      if (config.length > 0) rig.git('config', ...config);
      rig.git('add', '-A');
      rig.git('commit', '-qm', 'a job');
      rig.write('k8s/job.yaml', CRLF);
      const { code, err } = rig.run(['--write', '--unsafe', '.']);
      expect([code, err]).toEqual([0, expect.stringContaining('wrote 1 file')]);
      expect(rig.read('k8s/job.yaml')).toBe(MIGRATED_JOB.replaceAll('\n', '\r\n'));
      rig.git('checkout', 'k8s/job.yaml');
      rig.write('k8s/job.yaml', `# edit\r\n${CRLF}`);
      expectRefused(rig, 'uncommitted changes');
    }),
  );

  it('is another file where it is no text', () =>
    withRepository(
      (rig) => {
        rig.write('k8s/job.yaml', CRLF);
        expectRefused(rig, 'uncommitted changes');
      },
      { '.gitattributes': '*.yaml -text\n' },
    ));

  it('by a program is not told', () =>
    withRepository(
      (rig) => {
        edit(rig);
        expectRefused(rig, 'goes through a filter');
      },
      { '.gitattributes': '*.yaml filter=lfs\n' },
    ));

  it('does not matter to repositories with SHA-256', () =>
    withRig({ 'k8s/job.yaml': JOB }, (rig) => {
      rig.git('init', '-q', '--object-format=sha256');
      rig.git('add', '-A');
      rig.git('commit', '-qm', 'a job');
      expect(rig.run(['--write', '--unsafe', '.']).code).toBe(0);
    }));
});

describe('nothing of a repository runs', () => {
  /** A program of the repository, which says that it ran. */
  const evil = (rig: Rig): string => {
    const path = rig.write('evil.sh', `#!/bin/sh\ntouch ${rig.dir}/RAN\ncat\n`);
    chmodSync(path, 0o755);
    return path;
  };
  const expectNothingRan = (rig: Rig): void => {
    rig.run(['--write', '--unsafe', 'k8s']);
    expect(existsSync(join(rig.dir, 'RAN'))).toBe(false);
  };

  it.each(['clean', 'process', 'smudge'])('no %s filter', (kind) =>
    withRepository(
      (rig) => {
        rig.git('config', `filter.evil.${kind}`, evil(rig));
        rig.git('config', 'filter.evil.required', 'true');
        rig.shell('touch -d 2001-01-01 k8s/job.yaml');
        expectNothingRan(rig);
        rig.write('k8s/job.yaml', `# edit\n${JOB}`);
        expectNothingRan(rig);
      },
      { '.gitattributes': '*.yaml filter=evil diff=evil\n' },
    ),
  );

  it('no monitor, hook, pager, helper or textconv', () =>
    withRepository((rig) => {
      const path = evil(rig);
      const settings = [
        'core.fsmonitor',
        'core.pager',
        'pager.ls-files',
        'core.editor',
        'core.sshCommand',
        'core.askPass',
        'credential.helper',
        'diff.external',
        'diff.evil.textconv',
        'alias.ls-files',
        'alias.rev-parse',
      ];
      for (const name of settings)
        rig.git('config', name, name.startsWith('alias') ? `!${path}` : path);
      mkdirSync(join(rig.dir, 'hooks'));
      for (const hook of ['post-index-change', 'reference-transaction', 'post-checkout'])
        symlinkSync(path, join(rig.dir, 'hooks', hook));
      rig.git('config', 'core.hooksPath', join(rig.dir, 'hooks'));
      rmSync(join(rig.dir, 'RAN'), { force: true });
      expectNothingRan(rig);
    }));

  it('no transport that would fetch what is missing', () =>
    withRepository((rig) => {
      const path = evil(rig);
      const tree = rig.git('rev-parse', 'HEAD:').out.trim();
      for (const [name, value] of [
        ['core.repositoryformatversion', '1'],
        ['extensions.partialClone', 'o'],
        ['remote.o.url', `ext::${path} x`],
        ['remote.o.promisor', 'true'],
        ['protocol.ext.allow', 'always'],
      ] as const)
        rig.git('config', name, value);
      rmSync(join(rig.dir, '.git/objects', tree.slice(0, 2), tree.slice(2)));
      expectNothingRan(rig);
      expectRefused(rig, 'git cannot tell');
    }));

  it('no git of the tree', () =>
    withRepository((rig) => {
      const path = evil(rig);
      symlinkSync(path, join(rig.dir, 'git'));
      symlinkSync(path, join(rig.dir, 'cp'));
      const PATH = `.::${rig.dir}:${process.env.PATH}`;
      const { code } = rig.run(['--write', '--unsafe', 'k8s'], { env: { PATH } });
      expect(code).toBe(0);
      expect(readdirSync(rig.dir)).not.toContain('RAN');
    }));
});
