import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { agentDeployment } from '../support/agent-pod.js';
import { type Rig, withRig } from '../support/rig.js';

const SCHEMA = join(import.meta.dirname, '..', '..', 'schemas', 'verification.schema.json');

const FILES = { 'deploy/shop.yaml': agentDeployment('shop'), 'README.md': 'a shop\n' };

/** A repository whose second commit is the migration as the tool makes it. */
function withRepository(test: (rig: Rig) => void): Promise<void> {
  return withRig(FILES, (rig) => {
    rig.git('init', '-q');
    commit(rig, 'before');
    rig.run(['--write', '.']);
    commit(rig, 'after');
    test(rig);
  });
}

function commit(rig: Rig, message: string): void {
  rig.git('add', '-A');
  const { code, err } = rig.git('commit', '-q', '-m', message);
  if (code !== 0) throw new Error(err);
}

describe('verify of revisions', () => {
  it('says what moved, and that it is right', () =>
    withRepository((rig) => {
      const { code, out, err } = rig.run(['verify', 'HEAD^..HEAD']);
      expect(err).toBe('');
      expect(out).toContain('deploy/shop.yaml:12:9 Deployment shop: agent (fluent/fluent-bit:3)');
      expect(out).toContain('after:  agent starts, then web');
      expect(out).toMatch(
        /^Correct: 1 container in 1 pod moved, and nothing else changed in them\.$/m,
      );
      expect(code).toBe(0);
    }));

  it('reads what git has, whatever stands in the folder', () =>
    withRepository((rig) => {
      rig.write('deploy/shop.yaml', '{{ no manifest\n');
      expect(rig.run(['verify', 'HEAD^..']).code).toBe(0);
      rig.shell('rm -r deploy');
      expect(rig.run(['verify', 'HEAD^..HEAD']).out).toContain('Correct:');
    }));

  it('fails where something else is wrong, and says what and where', () =>
    withRepository((rig) => {
      const text = rig.read('deploy/shop.yaml');
      rig.write('deploy/shop.yaml', text.replace(/ *restartPolicy: Always\n/, ''));
      commit(rig, 'mutated');
      const { code, out } = rig.run(['verify', 'HEAD~2..HEAD']);
      expect(out).toContain('half moved: agent is an ordinary init container');
      expect(out).toMatch(/^Not correct: 1 fault/m);
      expect(code).toBe(1);
    }));

  it('takes three dots as a pull request does: what the base has done since is not looked at', () =>
    withRepository((rig) => {
      rig.git('branch', 'base', 'HEAD^');
      rig.git('checkout', '-q', 'base');
      rig.write('other.yaml', agentDeployment('other'));
      commit(rig, 'of the base');
      const branch = rig.git('rev-parse', 'main').out.trim();
      const three = rig.run(['verify', `base...${branch}`]);
      expect(three.out).not.toContain('other.yaml');
      expect(three.code).toBe(0);
      expect(rig.run(['verify', `base..${branch}`]).out).toContain('other.yaml: is gone');
    }));

  it('names what is no part of it: binary files, deleted ones, links, submodules, renamed ones', () =>
    withRepository((rig) => {
      rig.write('logo.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
      rig.write('values.json', Buffer.from([0xff, 0xfe, 0, 0x7b]));
      symlinkSync('shop.yaml', join(rig.dir, 'deploy/link.yaml'));
      rig.git('rm', '-q', 'README.md');
      rig.git('mv', 'deploy/shop.yaml', 'deploy/web.yaml');
      const oid = rig.git('rev-parse', 'HEAD').out.trim();
      rig.git('update-index', '--add', '--cacheinfo', `160000,${oid},vendor/lib`);
      rig.git('add', 'logo.png', 'values.json', 'deploy');
      rig.git('commit', '-q', '-m', 'all sorts');
      const { code, out } = rig.run(['verify', 'HEAD~2..HEAD']);
      expect(code).toBe(0);
      for (const line of [
        'README.md: is gone',
        'logo.png: is new',
        'values.json: is new',
        'deploy/link.yaml: a link that is new',
        'vendor/lib: a submodule that is new',
        'deploy/web.yaml: was deploy/shop.yaml before',
      ])
        expect(out).toContain(line);
      expect(out).toContain('Correct: 1 container in 1 pod moved');
    }));

  it('runs nothing that the repository names', () =>
    withRepository((rig) => {
      const touch = `touch ${join(rig.dir, 'ran')}`;
      for (const [key, value] of [
        ['core.fsmonitor', touch],
        ['core.sshCommand', touch],
        ['core.pager', touch],
        ['filter.evil.smudge', touch],
        ['filter.evil.clean', touch],
        ['diff.evil.textconv', touch],
        ['uploadpack.packObjectsHook', touch],
      ] as const)
        rig.git('config', key, value);
      rig.write('.gitattributes', '* filter=evil diff=evil\n');
      expect(rig.run(['verify', 'HEAD^..HEAD']).code).toBe(0);
      expect(rig.shell('ls ran').code).not.toBe(0);
    }));
});

describe('verify that cannot', () => {
  it.each([
    ['--upload-pack=touch ran..HEAD', /unknown option/],
    ['HEAD..--upload-pack=touch', /this is no name of a revision/],
    ['-x..HEAD', /unknown option|no name of a revision/],
    ['nowhere..HEAD', /nowhere: there is no such revision here.*fetch-depth: 0/],
    ['HEAD..nowhere', /nowhere: there is no such revision here/],
    ['HEAD', /not a range/],
    ['HEAD:deploy/shop.yaml..HEAD', /there is no such revision here/],
    ['deploy', /one folder has nothing to compare with/],
  ])('says why of %s', (word, why) =>
    withRepository((rig) => {
      const { code, out, err } = rig.run(['verify', word]);
      expect(err).toMatch(why);
      expect(out).toBe('');
      expect(code).toBe(2);
      expect(rig.shell('ls ran').code).not.toBe(0);
    }),
  );

  it('takes what stands behind -- as a word, never as an option of git', () =>
    withRepository((rig) => {
      const { code, err } = rig.run(['verify', '--', '--upload-pack=touch ran..HEAD']);
      expect(err).toContain('this is no name of a revision');
      expect(code).toBe(2);
    }));

  it('says it of no word, of three, and of options that write', () =>
    withRepository((rig) => {
      expect(rig.run(['verify']).err).toContain('verify takes one or two arguments');
      expect(rig.run(['verify', 'a', 'b', 'c']).code).toBe(2);
      expect(rig.run(['verify', '--write', 'HEAD^..HEAD']).err).toContain('leave out --write');
      expect(rig.run(['verify', '--prove', 'HEAD^..HEAD']).code).toBe(2);
      expect(rig.run(['verify', '--format', 'sarif', 'HEAD^..HEAD']).code).toBe(2);
    }));

  it('says it outside of a repository', () =>
    withRig(FILES, (rig) => {
      const { code, err } = rig.run(['verify', 'HEAD^..HEAD'], {
        env: { GIT_CEILING_DIRECTORIES: rig.dir },
      });
      expect(err).toContain('is not in a git repository');
      expect(code).toBe(2);
    }));

  it('says it of a shallow clone', () =>
    withRepository((rig) => {
      rig.git('clone', '-q', '--depth', '1', `file://${rig.dir}`, join(rig.dir, 'shallow'));
      const { code, err } = rig.run(['verify', 'HEAD^..HEAD'], { cwd: join(rig.dir, 'shallow') });
      expect(err).toContain('a shallow clone has not fetched it');
      expect(code).toBe(2);
    }));
});

describe('verify of patches', () => {
  const withPatch = (test: (rig: Rig, patch: string) => void): Promise<void> =>
    withRepository((rig) => {
      const patch = rig.git('diff', 'HEAD^', 'HEAD').out;
      rig.git('checkout', '-q', 'HEAD^');
      test(rig, patch);
    });

  it('applies them to the files as they are', () =>
    withPatch((rig, patch) => {
      const path = rig.write('a.patch', patch);
      const { code, out, err } = rig.run(['verify', path]);
      expect(err).toBe('');
      expect(out).toContain('Correct: 1 container in 1 pod moved');
      expect(code).toBe(0);
      expect(rig.run(['verify', '-'], { input: patch }).code).toBe(0);
      expect(rig.run(['verify', '../a.patch'], { cwd: join(rig.dir, 'deploy') }).code).toBe(0);
      expect(rig.git('diff', '--stat').out).toBe('');
    }));

  it('takes the diff that this tool prints', () =>
    withPatch((rig) => {
      const { out } = rig.run(['.']);
      expect(rig.run(['verify', '-'], { input: out }).out).toContain('Correct:');
    }));

  it('finds what was changed in them', () =>
    withPatch((rig, patch) => {
      const wrong = patch.replace(
        /^\+ *restartPolicy: Always\n/m,
        '+        restartPolicy: Never\n',
      );
      const { code, out } = rig.run(['verify', '-'], { input: wrong });
      expect(out).toContain('a native sidecar has Always');
      expect(code).toBe(1);
    }));

  it('says why one does not apply', () =>
    withPatch((rig, patch) => {
      const changed = rig.read('deploy/shop.yaml').replace('name: web', 'name: website');
      rig.write('deploy/shop.yaml', changed);
      const { code, err } = rig.run(['verify', '-'], { input: patch });
      expect(err).toContain('standard input: it does not apply to deploy/shop.yaml');
      expect(code).toBe(2);
      rig.git('checkout', '-q', '-f', 'main');
      expect(rig.run(['verify', '-'], { input: patch }).err).toContain('already has these changes');
    }));

  it.each([
    ['no diff at all', 'hello\n', /no change to a file/],
    ['an empty text', '', /no change to a file/],
    [
      'a path out of the tree',
      '--- a/../x\n+++ b/../x\n@@ -1 +1 @@\n-a\n+b\n',
      /points outside the tree/,
    ],
    [
      'a file that is not there',
      '--- a/no.yaml\n+++ b/no.yaml\n@@ -1 +1 @@\n-a\n+b\n',
      /there is no no\.yaml/,
    ],
    [
      'a broken hunk',
      '--- a/README.md\n+++ b/README.md\n@@ -1,9 +1 @@\n-a\n',
      /not a unified diff/,
    ],
  ])('says why of %s', (_, input, why) =>
    withRepository((rig) => {
      const { code, err } = rig.run(['verify', '-'], { input });
      expect(err).toMatch(why);
      expect(code).toBe(2);
    }),
  );
});

describe('verify of folders and files', () => {
  it('compares two folders', () =>
    withRig({ 'a/shop.yaml': agentDeployment('shop') }, (rig) => {
      rig.shell('cp -r a b');
      rig.run(['--write', '--allow-dirty', 'b']);
      expect(rig.run(['verify', 'a', 'b']).out).toContain('shop.yaml:12:9 Deployment shop: agent');
      expect(rig.run(['verify', 'a/', 'b/']).code).toBe(0);
      expect(rig.run(['verify', 'b', 'a']).code).toBe(0);
      expect(rig.run(['verify', 'a/shop.yaml', 'b/shop.yaml']).out).toContain('Correct:');
      expect(rig.run(['verify', 'a', 'a']).out).toContain('No migration');
      expect(rig.run(['verify', 'a', 'c']).err).toContain('c: there is no such file or folder');
      expect(rig.run(['verify', 'a', 'b/shop.yaml']).code).toBe(2);
    }));

  it('writes nothing, and the report where it is asked to', () =>
    withRig({ 'a/shop.yaml': agentDeployment('shop') }, (rig) => {
      rig.shell('cp -r a b');
      rig.run(['--write', '--allow-dirty', 'b']);
      const { code, out } = rig.run(['verify', 'a', 'b', '--format', 'json', '-o', 'found.json']);
      expect([code, out]).toEqual([0, '']);
      expect(JSON.parse(rig.read('found.json'))).toMatchObject({ version: 1, verdict: 'right' });
    }));

  it('reports by its schema, right and wrong', () =>
    withRig({ 'a/shop.yaml': agentDeployment('shop') }, (rig) => {
      const schema: object = JSON.parse(readFileSync(SCHEMA, 'utf8'));
      const fits = new Ajv2020({ allErrors: true }).compile(schema);
      rig.shell('cp -r a b');
      rig.run(['--write', '--allow-dirty', 'b']);
      const texts = [
        rig.read('b/shop.yaml'),
        `${rig.read('b/shop.yaml').replace('fluent-bit:3', 'fluent-bit:4')}# \u001b[31m\n`,
      ];
      for (const text of texts) {
        rig.write('b/shop.yaml', text);
        const { out } = rig.run(['verify', 'a', 'b', '--format', 'json']);
        fits(JSON.parse(out));
        expect(fits.errors).toBe(null);
        expect(out).not.toContain('\u001b');
      }
    }));

  it('fails for a change beside unless somebody allows it', () =>
    withRig({ 'a/shop.yaml': agentDeployment('shop') }, (rig) => {
      rig.shell('cp -r a b');
      rig.run(['--write', '--allow-dirty', 'b']);
      rig.write('b/shop.yaml', rig.read('b/shop.yaml').replace('web:1', 'web:2'));
      const { code, out } = rig.run(['verify', 'a', 'b']);
      expect(out).toContain(
        'unrelated change: Deployment shop: /spec/template/spec/containers/web/image',
      );
      expect(code).toBe(1);
      const allowed = rig.run(['verify', 'a', 'b', '--allow-mixed']);
      expect(allowed.out).toContain('Correct: 1 container in 1 pod moved');
      expect(allowed.code).toBe(0);
    }));
});
