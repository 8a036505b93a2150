import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { valueAt } from '../../model/value.js';
import { type Environment, findProgram } from '../../process/find.js';
import { runProgram } from '../../prove/renders/program.js';
import type { Found, Renderer, Target } from '../../prove/renders/renderer.js';
import type { SourceTree } from '../../prove/renders/source-tree.js';
import { valuesIn } from '../../yaml/read.js';
import { chartsOf, type LocalChart } from './charts.js';
import { type Layer, releasesOf } from './releases.js';

/** A chart with one combination of values. */
interface ChartTarget extends Target {
  readonly chart: string;
  readonly layers: readonly Layer[];
  readonly remoteSchema: boolean;
}

export interface HelmRequest {
  readonly env: Environment;
  /** Folders whose programs are not run. */
  readonly trees?: readonly string[];
  /** Real paths of files with values that change, from the root of the tree. */
  readonly values: readonly string[];
}

/**
 * The user's own `helm template`, for charts that lie in the tree with all that they depend on. It sees no
 * cluster, so that `lookup` finds nothing, no plug-in and no configuration of the user, and it fetches nothing.
 */
export function helmRenderer({ env, trees = [], values }: HelmRequest): Found {
  const program = findProgram('helm', env, trees);
  const renderer: Renderer<ChartTarget> = {
    id: 'helm',
    mayVary: true,
    shows: ({ ofValues }) => ofValues,
    targets: (tree) => targetsOf(tree, values),
    async render(root, { chart, layers, remoteSchema }) {
      if (program === null) return { ok: false, message: MISSING };
      const files = layers.map((layer, i) => fileOf(root, layer, i));
      const rendered = await runProgram(
        [
          program,
          'template',
          join(root, chart),
          ...files.flatMap((file) => ['--values', file]),
          ...(remoteSchema ? ['--skip-schema-validation'] : []),
        ],
        root,
        { ...env, ...homeIn(root) },
      );
      if (rendered.ok) return rendered;
      const words = rendered.message.replaceAll(`${root}/`, '').replaceAll(root, '.');
      return { ok: false, message: errorIn(words) };
    },
  };
  if (program === null) return { renderer, program, missing: MISSING };
  return { renderer, program: `${program} template`, missing: null };
}

const MISSING =
  '--prove renders charts with helm, which is not on PATH; install it (https://helm.sh/docs/intro/install/), or leave out --prove';

function targetsOf(tree: SourceTree, values: readonly string[]): readonly ChartTarget[] {
  const charts = chartsOf(tree);
  const byFolder = new Map(charts.map((chart) => [chart.folder, chart]));
  const files = charts.flatMap((chart) => [
    targetOf(chart, chart.folder, []),
    ...chart.layers.map((path) => targetOf(chart, path, [{ kind: 'file', path }])),
  ]);
  const releases = releasesOf(tree, new Set(byFolder.keys())).flatMap(
    ({ path, name, chart: folder, layers }) => {
      const chart = byFolder.get(folder);
      return chart === undefined ? [] : [targetOf(chart, `${path} (${name})`, layers, path)];
    },
  );
  const targets = [...files, ...releases];
  const elsewhere = values.filter((path) => !targets.some(({ reads }) => reads.has(path)));
  return [...targets, ...[...new Set(elsewhere)].map(remote)];
}

function targetOf(
  chart: LocalChart,
  path: string,
  layers: readonly Layer[],
  ...more: readonly string[]
): ChartTarget {
  const { folder, reads, links, remoteSchema, leftOut } = chart;
  const given = layers.map((layer) => layer.path);
  return {
    path,
    chart: folder,
    layers,
    remoteSchema,
    reads: new Set([...reads, ...given, ...more]),
    opaque: false,
    links,
    leftOut,
  };
}

/** Values whose chart is not here: a repository of charts has it, or nobody says which it is. */
function remote(path: string): ChartTarget {
  return {
    path,
    chart: '',
    layers: [],
    remoteSchema: false,
    reads: new Set([path]),
    opaque: false,
    links: new Map(),
    leftOut: 'the chart of these values is not in the tree, and nothing is downloaded',
  };
}

/** Values that stand in an object go into a file of their own, beside the copy. */
function fileOf(root: string, layer: Layer, i: number): string {
  if (layer.kind === 'file') return join(root, layer.path);
  const folder = `${root}-values`;
  mkdirSync(folder, { recursive: true });
  const name = `${layer.path.replaceAll(/[^\w.-]/g, '_')}-${layer.document}-${i}.yaml`;
  const text = readFileSync(join(root, layer.path), 'utf8');
  const value = valueAt(valuesIn(text)[layer.document], layer.at);
  const file = join(folder, name);
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value ?? {}));
  return file;
}

/** An empty home: no plug-ins, repositories, registries or credentials. */
function homeIn(root: string): Readonly<Record<string, string>> {
  const home = `${root}-home`;
  return {
    HOME: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_DATA_HOME: join(home, 'data'),
  };
}

/** Helm says what it walked through first, and the error last. */
function errorIn(words: string): string {
  const lines = words.split('\n').filter((line) => line.trim() !== '');
  const from = lines.findIndex((line) => line.startsWith('Error: '));
  const [first = '', ...more] = from < 0 ? lines : lines.slice(from);
  // A schema, and a template that fails by itself, say why on the lines below.
  const why = /[:]\s*$/.test(first) ? more.filter((line) => !/^Use --debug/.test(line)) : [];
  return [first.replace(/^Error: /, ''), ...why.map((line) => line.trim())].join(' ');
}
