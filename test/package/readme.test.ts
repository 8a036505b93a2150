import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { optionsMarkdown } from '../../src/commands/options.js';
import { kubeTools } from '../support/kubectl.js';
import { BIN, type Rig, withRig } from '../support/rig.js';

const TOP = join(import.meta.dirname, '..', '..');
const readme = readFileSync(join(TOP, 'README.md'), 'utf8');
const page = (name: string): string => readFileSync(join(TOP, 'docs', `${name}.md`), 'utf8');

/** The package page has no folder docs: links of the README lead to the repository. */
const IN_REPOSITORY = 'https://github.com/sidecar-migrate/sidecar-migrate/blob/main/';
const ABSOLUTE = new RegExp(`\\]\\(${IN_REPOSITORY}([^)#\\s]+)`, 'g');

/** What `.ci/run` does in a clean checkout, and no test can do inside of one. */
const OF_THE_GATE = ['npm ci && npm start -- fixtures/readme', 'npm test'];

/** Fenced blocks of these languages: what people paste into a shell. */
function blocks(text: string, ...languages: readonly string[]): readonly string[] {
  return [...text.matchAll(/^ *```(\w+)\n([\s\S]*?)^ *```$/gm)]
    .filter(([, language = '']) => languages.includes(language))
    .map(([, , body = '']) => body);
}

/** The script over many repositories: it has a test of its own. */
const LOOP = blocks(readme, 'sh')[0] ?? '';

/** Every command that the README tells people to type. */
function commands(): readonly string[] {
  const typed = blocks(readme, 'console').flatMap((block) =>
    block
      .split('\n')
      .filter((line) => line.startsWith('$ '))
      .map((line) => line.slice(2)),
  );
  const inTables = [...readme.matchAll(/`(sidecar-migrate [^`\n]+)`/g)].map(([, command = '']) =>
    command.replaceAll('\\|', '|'),
  );
  const ci = blocks(readme, 'yaml').flatMap((block) => [
    ...[...block.matchAll(/- run: (.+)/g)].map(([, command = '']) => command),
  ]);
  return [...new Set([...typed, ...inTables, ...ci, ...blocks(readme, 'sh')])];
}

/** A repository with something for each command, and the tool and npx on the path. */
function home(rig: Rig): NodeJS.ProcessEnv {
  const inReadme = join(TOP, 'fixtures', 'readme', 'nightly-report.yaml');
  const job = readFileSync(inReadme, 'utf8');
  for (const path of ['manifests/nightly-report.yaml', 'deploy/job.yaml', 'pod.yaml'])
    rig.write(path, job);
  rig.write('deploy/kustomization.yaml', 'resources: [job.yaml]\n');
  rig.write('src/chart.ts', 'export {};\n');
  rig.write('src/web/job.yaml', job);
  for (const [name, script] of [
    ['sidecar-migrate', `exec "${process.execPath}" "${BIN}" "$@"`],
    ['npx', '[ "$1" = --yes ] && shift; exec "$@"'],
  ] as const)
    chmodSync(rig.write(`tools/${name}`, `#!/bin/sh\n${script}\n`), 0o755);
  rig.write('.gitignore', 'tools\n');
  rig.git('init', '-q');
  rig.git('add', '-A');
  rig.git('commit', '-qm', 'x');
  const tools = kubeTools();
  const { FORCE_COLOR: _, NO_COLOR: __, ...env } = process.env;
  const kubectl = tools === null ? [] : [dirname(tools.kubectl)];
  const path = [join(rig.dir, 'tools'), ...kubectl, process.env.PATH ?? ''].join(delimiter);
  return { ...env, PATH: path, HOME: rig.dir };
}

describe('the README', () => {
  it('is short', () => {
    expect(readme.split('\n').length - 1).toBeLessThanOrEqual(200);
  });

  it('shows on its first screen what the command prints', () =>
    withRig({}, (rig) => {
      const manifest = blocks(readme, 'yaml')[0] ?? '';
      rig.write('manifests/nightly-report.yaml', manifest);
      const { out, err } = rig.run(['./manifests']);
      expect(out).toBe(blocks(readme, 'diff')[0]);
      expect(err).toBe(blocks(readme, 'text')[0]);
      expect(readFileSync(join(TOP, 'fixtures', 'readme', 'nightly-report.yaml'), 'utf8')).toBe(
        manifest,
      );
    }));

  it('knows at least twenty commands', () => expect(commands().length).toBeGreaterThan(20));

  it.each(commands().filter((command) => ![...OF_THE_GATE, LOOP].includes(command)))(
    'can be typed: %s',
    { timeout: 60_000 },
    (command) =>
      withRig({}, (rig) => {
        const env = home(rig);
        if (command.includes('--prove') && kubeTools() === null) return;
        const { status, stderr } = spawnSync('bash', ['-c', command], {
          cwd: rig.dir,
          env,
          encoding: 'utf8',
        });
        // A check of a tree with something to do is the one that says so.
        expect(status, stderr).toBe(command.includes('--check') ? 1 : 0);
        expect(stderr).not.toMatch(/error:|not found|Unknown|unknown/);
        if (command.endsWith('| git apply') || command.includes('--write ./manifests'))
          expect(rig.read('manifests/nightly-report.yaml')).toContain('restartPolicy: Always');
        if (command.includes('> migrated.yaml'))
          expect(rig.read('migrated.yaml')).toContain('restartPolicy: Always');
      }),
  );

  it('has commands that the gate runs, and no others that no test does', () => {
    expect(OF_THE_GATE.filter((command) => !commands().includes(command))).toEqual([]);
  });

  it('migrates one repository after the other, and can be run again', { timeout: 60_000 }, () =>
    withRig({}, (rig) => {
      const env = home(rig);
      for (const name of ['a', 'b']) {
        mkdirSync(join(rig.dir, 'src', name), { recursive: true });
        cpSync(join(rig.dir, 'manifests'), join(rig.dir, 'src', name), { recursive: true });
        spawnSync(
          'bash',
          [
            '-c',
            'git init -q && git add -A && git -c user.name=A -c user.email=a@b.c commit -qm x',
          ],
          { cwd: join(rig.dir, 'src', name), env },
        );
      }
      const run = spawnSync('bash', ['-c', LOOP], { cwd: rig.dir, env, encoding: 'utf8' });
      expect(run.status, run.stderr).toBe(0);
      for (const name of ['a', 'b']) {
        expect(rig.read(`src/${name}/nightly-report.yaml`)).toContain('restartPolicy: Always');
        expect(JSON.parse(rig.read(`src/${name}/report.json`)).pods).toHaveLength(1);
      }
    }),
  );
});

describe('the pages', () => {
  it('have the table of options as they are', () => {
    if (process.env.UPDATE_FIXTURES !== undefined)
      writeFileSync(
        join(TOP, 'docs', 'options.md'),
        page('options').replace(
          /(<!-- options:start -->\n)[\s\S]*?(\n<!-- options:end -->)/,
          (_, start: string, end: string) => `${start}${optionsMarkdown()}${end}`,
        ),
      );
    const table = /<!-- options:start -->\n([\s\S]*?)\n<!-- options:end -->/.exec(page('options'));
    expect(table?.[1]).toBe(optionsMarkdown());
  });

  it('show what goes with a move as the command prints it', () =>
    withRig({}, (rig) => {
      const folder = join(TOP, 'fixtures', 'manifest', 'workarounds', 'as-the-readme-shows');
      rig.write('manifests/import.yaml', readFileSync(join(folder, 'input.yaml'), 'utf8'));
      const diff = blocks(page('workarounds'), 'diff')[0];
      expect(rig.run(['--remove-workarounds', './manifests']).out).toBe(diff);
    }));

  it('show a base and its overlay as the command prints them', () =>
    withRig({}, (rig) => {
      const folder = join(TOP, 'fixtures', 'kustomize', 'merge', 'inits-named-first', 'input');
      cpSync(folder, rig.dir, { recursive: true });
      expect(rig.run(['.']).out).toBe(blocks(page('kustomize'), 'diff')[0]);
    }));

  it('link from the README only to files of the package and to the repository', () => {
    const { files, repository } = JSON.parse(readFileSync(join(TOP, 'package.json'), 'utf8'));
    expect(IN_REPOSITORY).toBe(`${repository.url.replace(/^git\+|\.git$/g, '')}/blob/main/`);
    for (const [, target = ''] of readme.matchAll(/\]\((?!https?:)([^)#\s]+)[^)]*\)/g))
      expect(files.some((file: string) => target === file || target.startsWith(`${file}/`))).toBe(
        true,
      );
  });

  it('name only files that are there', () => {
    const docs = readdirSync(join(TOP, 'docs')).filter((name) => name.endsWith('.md'));
    for (const path of [
      'README.md',
      'ARCHITECTURE.md',
      ...docs.map((name) => join('docs', name)),
    ]) {
      const text = readFileSync(join(TOP, path), 'utf8');
      for (const [, target = ''] of text.matchAll(ABSOLUTE))
        expect(existsSync(join(TOP, target)), `${path} names ${target}`).toBe(true);
      for (const [, target = ''] of text.matchAll(/\]\((?!https?:)([^)#\s]+)[^)]*\)/g))
        expect(
          () => readFileSync(join(TOP, dirname(path), target)),
          `${path} names ${target}`,
        ).not.toThrow(/ENOENT/);
    }
  });

  it('tell a campaign which configs work, and what its commands print', { timeout: 60_000 }, () =>
    withRig({}, (rig) => {
      const env = home(rig);
      const [extending = '', shared = ''] = blocks(page('campaign'), 'yaml');
      rig.write('src/a/nightly.yaml', rig.read('pod.yaml'));
      rig.write('src/a/.sidecar-migrate.yaml', extending);
      rig.write('src/platform/sidecar-migrate.yaml', shared);
      expect(parse(shared)).toHaveProperty('environment');
      const checked = rig.run(['--check', '.'], { cwd: join(rig.dir, 'src', 'a') });
      expect([checked.code, checked.err]).toEqual([1, expect.not.stringContaining('config')]);
      mkdirSync(join(rig.dir, 'reports'));
      const [report = '', count = ''] = blocks(page('campaign'), 'sh');
      const made = spawnSync('bash', ['-c', report], { cwd: rig.dir, env, encoding: 'utf8' });
      expect(made.status, made.stderr).toBe(0);
      expect(readdirSync(join(rig.dir, 'reports')).sort()).toEqual([
        'a.json',
        'platform.json',
        'web.json',
      ]);
      expect(count).toContain(
        '.pods[].containers[] | select(.state != "moved") | .findings[].code',
      );
      const [first] = JSON.parse(rig.read('reports/a.json')).pods;
      expect(first.containers[1]).toMatchObject({ state: 'moved', findings: expect.any(Array) });
    }),
  );
});
