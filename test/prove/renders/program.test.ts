import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cleanEnvironment, runProgram } from '../../../src/prove/renders/program.js';
import { codeOf, isRunning, start, until } from '../../support/started.js';
import { BASE, type ProveRig, withTree } from '../../support/tree.js';

const LIMITS = { milliseconds: 60_000, bytes: 1024 };

/** A shell script in the place of kubectl. */
function withScript(script: string, test: (rig: ProveRig) => void | Promise<void>): Promise<void> {
  return withTree({ ...BASE, 'script.sh': `#!/bin/sh\n${script}\n` }, '../script.sh', (rig) => {
    chmodSync(join(rig.dir, 'script.sh'), 0o755);
    return test(rig);
  });
}

describe('the program behind --prove', () => {
  it('is asked for where there is none, and nothing is written', () =>
    withTree(BASE, null, (rig) => {
      const before = rig.hash();
      const { code, err } = rig.prove('--write', 'base');
      expect(code).toBe(2);
      expect(err).toContain('neither is on PATH; install kubectl');
      expect(rig.hash()).toBe(before);
    }));

  it('is none of the working folder', () =>
    withTree({ ...BASE, 'tree/kubectl': '#!/bin/sh\ntouch ran\n' }, null, (rig) => {
      chmodSync(join(rig.tree, 'kubectl'), 0o755);
      const run = rig.run(['--prove', 'base'], { cwd: rig.tree, env: { PATH: '.::./' } });
      expect(run.code).toBe(2);
      expect(existsSync(join(rig.tree, 'ran'))).toBe(false);
    }));

  it('gets the folder and no flag that would run or fetch anything', () =>
    withScript('printf "%s\\n" "$@" >> "$TMPDIR/../said"; echo "kind: X"', (rig) => {
      expect(rig.prove('base').err).toContain('proven base: renders the same as before');
      const words = rig.read('said').split('\n');
      expect(words.slice(0, 2)).toEqual(['kustomize', '--load-restrictor=LoadRestrictionsNone']);
      expect(words[2]).toMatch(/\/tmp\/sidecar-migrate-prove-\w+\/(?:before|after)\/base$/);
      expect(words.filter((word) => word.startsWith('-'))).toHaveLength(2);
    }));

  it('is not for standard input', () =>
    withTree(BASE, null, (rig) => {
      const { code, err } = rig.prove('-');
      expect(code).toBe(2);
      expect(err).toContain('--prove renders files in folders');
    }));

  it('has no cluster and no way out', () => {
    const env = cleanEnvironment({
      PATH: '/bin',
      HOME: '/home/me',
      KUBECONFIG: '/home/me/.kube/config',
      https_proxy: 'http://proxy.example.com',
      NO_PROXY: '*',
      KUSTOMIZE_PLUGIN_HOME: '/plugins',
    });
    expect(env).toMatchObject({ PATH: '/bin', HOME: '/home/me', GIT_ALLOW_PROTOCOL: 'none' });
    expect(env.KUBECONFIG).not.toContain('.kube');
    expect(Object.keys(env)).not.toContain('https_proxy');
    expect(Object.keys(env)).not.toContain('NO_PROXY');
    expect(Object.keys(env)).not.toContain('KUSTOMIZE_PLUGIN_HOME');
  });

  it.each<[string, string, number, string]>([
    ['says what it says', 'echo "no such thing" >&2; exit 3', 60_000, 'no such thing'],
    ['fails without a word', 'exit 3', 60_000, 'it ended with code 3'],
    ['never ends', 'exec sleep 600', 200, 'took longer than 0.2 seconds'],
    ['never stops to talk', 'exec yes', 60_000, 'printed more than'],
  ])('is given up where it %s', async (_, script, milliseconds, message) => {
    const env = { PATH: process.env.PATH };
    const limits = { ...LIMITS, milliseconds };
    const result = await runProgram(['/bin/sh', '-c', script], '/', env, limits);
    expect(result.ok ? '' : result.message).toContain(message);
  });

  it('is a problem where it cannot be started', async () => {
    const result = await runProgram(['/nowhere/kubectl'], '/', {}, LIMITS);
    expect(result.ok ? '' : result.message).toContain('ENOENT');
  });

  it('ends with an interrupted run, which leaves nothing behind', () =>
    withScript('echo $$ >> "$TMPDIR/../pids"; exec sleep 600', async (rig) => {
      const env = { PATH: `${rig.dir}/bin:/usr/bin:/bin`, TMPDIR: rig.temporary };
      const run = start(rig.tree, ['--prove', 'base'], env);
      const pids = join(rig.dir, 'pids');
      await until(() => existsSync(pids) && readFileSync(pids, 'utf8').split('\n').length >= 3);
      expect(rig.left()).toHaveLength(1);
      run.child.kill('SIGINT');
      expect(await codeOf(run)).toBe(130);
      expect(rig.left()).toEqual([]);
      for (const pid of readFileSync(pids, 'utf8').trim().split('\n'))
        await expect.poll(() => isRunning(Number(pid))).toBe(false);
    }));
});
