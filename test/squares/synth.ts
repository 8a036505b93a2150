import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { parseAllDocuments, stringify } from 'yaml';

const TOP = join(import.meta.dirname, '..', '..');

/** Remembers every App that a program makes; all else is cdk8s as it is. */
const RECORDER = `
export * from 'cdk8s';
import { App as Real } from 'cdk8s';
export class App extends Real {
  constructor(props) {
    super(props);
    (globalThis.apps ??= []).push(this);
  }
}
`;

/** A program that makes no App of its own exports charts to put into one. */
const ENTRY = `
import { App, Chart } from 'cdk8s';
import * as program from 'program';
// Not instanceof: Chart says by itself what is one, and a prototype has not been constructed.
const isChart = (made) => Object.prototype.isPrototypeOf.call(Chart.prototype, made?.prototype ?? null);
const objects = Object.values(program).filter((value) => typeof value?.kind === 'string');
if (globalThis.apps === undefined && objects.length === 0) {
  const app = new App();
  for (const [name, chart] of Object.entries(program))
    if (isChart(chart)) new chart(app, name.toLowerCase());
}
const charts = (globalThis.apps ?? []).map((app) => app.synthYaml());
module.exports = [...charts, ...objects.map((value) => JSON.stringify(value))].join('\\n---\\n');
`;

function plugin(program: string, plus: string | null): Plugin {
  return {
    name: 'recorder',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^program$/ }, () => ({ path: program }));
      onResolve({ filter: /^cdk8s$/ }, ({ namespace }) =>
        namespace === 'recorder'
          ? { path: 'cdk8s', external: true }
          : { path: 'cdk8s', namespace: 'recorder' },
      );
      onResolve({ filter: /imports\/k8s$/ }, () => ({
        path: 'cdk8s-plus-34/lib/imports/k8s',
        external: true,
      }));
      onResolve(
        { filter: /^(?:constructs|cdk8s-plus-.*|@kubernetes\/.*|kubernetes-models.*)$/ },
        ({ path }) => ({
          path: plus === null ? path : path.replace(/^cdk8s-plus-\d+$/, plus),
          external: true,
        }),
      );
      onLoad({ filter: /.*/, namespace: 'recorder' }, () => ({
        contents: RECORDER,
        resolveDir: TOP,
      }));
    },
  };
}

/**
 * What the real cdk8s makes of programs, each by the path of its file; one process for all. `plus`
 * takes the place of the cdk8s-plus that they import.
 */
export async function synth(
  programs: readonly string[],
  plus: string | null = null,
): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'synth-'));
  try {
    await Promise.all(
      programs.map((program, i) =>
        build({
          stdin: { contents: ENTRY, resolveDir: TOP },
          bundle: true,
          platform: 'node',
          format: 'cjs',
          target: 'node20',
          outfile: join(folder, `${i}.cjs`),
          plugins: [plugin(program, plus)],
          logLevel: 'silent',
        }),
      ),
    );
    const runner = join(folder, 'runner.cjs');
    writeFileSync(
      runner,
      `const made = [];
for (let i = 0; i < ${programs.length}; i++) {
  delete globalThis.apps;
  try { made.push(require('./' + i + '.cjs')); } catch (error) { made.push('error: ' + error.stack); }
}
require('fs').writeFileSync(${JSON.stringify(join(folder, 'made.json'))}, JSON.stringify(made));`,
    );
    const { status, stderr } = spawnSync(process.execPath, [runner], {
      env: { ...process.env, NODE_PATH: join(TOP, 'node_modules') },
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    const made = JSON.parse(readFileSync(join(folder, 'made.json'), 'utf8')) as string[];
    return new Map(programs.map((program, i) => [program, inOrder(made[i] ?? '')]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** cdk8s-plus collects volumes from containers, those of init containers last: a set by its names. */
function inOrder(text: string): string {
  if (text.startsWith('error: ')) return text;
  return parseAllDocuments(text)
    .map((document) => stringify(sorted(document.toJS())))
    .join('---\n');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'volumes' && Array.isArray(inner)
        ? [...inner].sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1))
        : sorted(inner),
    ]),
  );
}
