import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MigrateOptions, migrate } from '../../src/index.js';
import { byHand, byTool, expectCommutes, type ReportedPod } from './commutes.js';
import { engines, recorded } from './engines.js';
import { synth } from './synth.js';

const TOP = join(import.meta.dirname, '..', '..');
const ROOT = join(TOP, 'fixtures', 'cdk8s');

/** In the tree, so that programs find their modules. */
mkdirSync(join(TOP, '.cache'), { recursive: true });
const WORK = mkdtempSync(join(TOP, '.cache', 'proofs-'));
afterAll(() => rmSync(WORK, { recursive: true, force: true }));

interface Pair {
  readonly name: string;
  /** The program, in a copy of its project. */
  readonly before: string;
  readonly after: string;
  readonly files: ReadonlyMap<string, string>;
  readonly options: MigrateOptions;
}

/** Every fixture that is edited, as projects before and after. */
const pairs: readonly Pair[] = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('options.json'))
  .map((path) => dirname(path))
  .sort()
  .flatMap((name): readonly Pair[] => {
    const folder = join(ROOT, name);
    const options = JSON.parse(
      readFileSync(join(folder, 'options.json'), 'utf8'),
    ) as MigrateOptions;
    const own = readdirSync(folder).find((file) => file.startsWith('expected'));
    if (own === undefined) return [];
    const isTree = own === 'expected';
    const input = own.replace('expected', 'input');
    const program = isTree ? 'chart.ts' : input;
    const files = isTree
      ? filesIn(join(folder, 'input'))
      : new Map([[input, readFileSync(join(folder, input), 'utf8')]]);
    const changed = isTree
      ? filesIn(join(folder, 'expected'))
      : new Map([[input, readFileSync(join(folder, own), 'utf8')]]);
    const before = project(join(WORK, name, 'before'), files);
    const after = project(join(WORK, name, 'after'), new Map([...files, ...changed]));
    return [{ name, before: join(before, program), after: join(after, program), files, options }];
  });

/** Modules come from the top of the repository, whatever a fixture says is installed. */
function project(folder: string, files: ReadonlyMap<string, string>): string {
  for (const [path, text] of files) {
    if (path.startsWith('node_modules/')) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function filesIn(folder: string): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path), readFileSync(path, 'utf8')]),
  );
}

/** Calls of an API need a cluster, charts to be fetched; Pulumi and AWS CDK have a proof below. */
const drawn = pairs.filter(({ name }) => !/\/(?:pulumi|eks|client-node-calls)|^helm\//.test(name));

/** What is synthesised of a migrated program is the migration of what was synthesised before. */
describe('proofs of cdk8s', () => {
  let made: ReadonlyMap<string, string>;

  beforeAll(async () => {
    made = await synth(drawn.flatMap(({ before, after }) => [before, after]));
  });

  it.each(drawn)('$name', (pair) => proof(pair, made));
});

async function proof(
  { name, before, after, files, options }: Pair,
  made: ReadonlyMap<string, string>,
): Promise<void> {
  const renders = { before: made.get(before) ?? '', after: made.get(after) ?? '' };
  expect(renders.before, name).not.toMatch(/^error: /);
  expect(renders.after, name).not.toMatch(/^error: /);
  // A program that makes nothing would prove nothing.
  expect(renders.before, name).toMatch(/^\s*containers:/m);
  const outcome = await migrate(files, options);
  const pods: readonly ReportedPod[] = outcome.decisions.map(({ pod, state, containers }) => ({
    path: pod.place.path,
    kind: pod.workload.kind,
    name: pod.workload.name,
    state,
    containers: containers.map((entry) => ({ name: entry.container.name, state: entry.state })),
  }));
  await expectCommutes(renders, pods, byTool(options));
  const inOrder = outcome.decisions.every(({ containers }) =>
    containers.every((entry) => entry.before === null),
  );
  if (inOrder) await expectCommutes(renders, pods, byHand);
}

const asked = pairs.filter(({ name }) => /^neighbours\/(?:pulumi|eks)/.test(name));
const installed = engines();

/** The same for what Pulumi sends, by its mocks, and for the manifests in a template of AWS CDK. */
describe.skipIf(installed === null)('proofs of Pulumi and AWS CDK', () => {
  let made: ReadonlyMap<string, string>;

  beforeAll(async () => {
    made = await recorded(
      asked.flatMap(({ before, after }) => [before, after]),
      installed ?? '',
    );
  });

  it.each(asked)('$name', (pair) => proof(pair, made));
});

const OBJECTS = join(ROOT, 'objects');
const programs = readdirSync(OBJECTS)
  .filter((name) => existsSync(join(OBJECTS, name, 'input.ts')))
  .sort();

/** What is known of the Services, policies and scalers of a program is what its manifests say. */
describe('objects beside workloads', () => {
  it.each(programs)('%s', async (name) => {
    const text = readFileSync(join(OBJECTS, name, 'input.ts'), 'utf8');
    const options = JSON.parse(
      readFileSync(join(OBJECTS, name, 'options.json'), 'utf8'),
    ) as MigrateOptions;
    const program = join(
      project(join(WORK, 'objects', name), new Map([['input.ts', text]])),
      'input.ts',
    );
    const manifests = (await synth([program])).get(program) ?? '';
    expect(manifests).not.toMatch(/^error: /);
    const said = async (files: ReadonlyMap<string, string>): Promise<readonly string[]> => {
      const { decisions } = await migrate(files, { ...options, unsafe: true });
      return decisions.flatMap(({ state, containers }) => [
        state,
        ...containers.flatMap(({ findings }) =>
          findings
            .filter(({ code }) => /^SM50[256]$/.test(code))
            .map(({ code, severity }) => `${code} ${severity}`),
        ),
      ]);
    };
    const own = await said(new Map([['input.ts', text]]));
    const rendered = await said(new Map([['made.yaml', manifests]]));
    // A number takes the place of a name in a manifest, and nothing does in a program.
    const isRenumbered = name === 'service-by-name';
    expect(own).toEqual(isRenumbered ? ['blocked', ...rendered.slice(1)] : rendered);
    if (isRenumbered) expect(rendered[0]).toBe('moved');
  });
});

const RELEASES = ['28', '29', '30', '31', '32', '33'].map((minor) => `cdk8s-plus-${minor}`);
const plus = pairs.filter(({ name }) => name.startsWith('plus/'));

/** The same programs with the other releases of cdk8s-plus that can write a sidecar. */
describe('proofs of older releases', () => {
  it.each(RELEASES)('%s', async (release) => {
    const made = await synth(
      plus.flatMap(({ before, after }) => [before, after]),
      release,
    );
    for (const pair of plus) await proof(pair, made);
  });
});

/** The compiler says nothing of the programs after that it did not say before. */
describe('types', () => {
  it('are as good as before', () => {
    const before = errorsOf(pairs.map((pair) => pair.before));
    const after = errorsOf(pairs.map((pair) => pair.after));
    const plain = (line: string): string =>
      line.replace(/\(\d+,\d+\)/, '').replace(/\/(?:before|after)\//, '/');
    expect(after.map(plain)).toEqual(before.map(plain));
    // It does look: most fixtures compile as they stand.
    expect(before.length).toBeLessThan(pairs.length / 3);
  });
});

function errorsOf(files: readonly string[]): readonly string[] {
  const config = join(WORK, 'tsconfig.json');
  const compilerOptions = {
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    moduleDetection: 'force',
    allowJs: true,
    jsx: 'preserve',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
  };
  writeFileSync(config, JSON.stringify({ compilerOptions, files }));
  const tsc = join(
    dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
    'bin',
    'tsc',
  );
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', config], {
    encoding: 'utf8',
    cwd: WORK,
  });
  return stdout.split('\n').filter((line) => /error TS\d+/.test(line));
}
