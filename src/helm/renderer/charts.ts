import { posix } from 'node:path';
import { isValuesFile } from '../../files/scan/values.js';
import type { SourceTree } from '../../prove/renders/source-tree.js';
import { type ChartFile, readChartFile } from '../resolve/chart-file.js';

/** A chart of the tree, with all that a render of it reads but the values that are given to it. */
export interface LocalChart {
  readonly folder: string;
  readonly reads: ReadonlySet<string>;
  /** Links that the render goes through, with those that stand for dependencies beside the chart. */
  readonly links: ReadonlyMap<string, string>;
  /** Values files that are given to it one at a time, over its own. */
  readonly layers: readonly string[];
  /** Its schema refers to others by their URL, which helm would fetch. */
  readonly remoteSchema: boolean;
  /** Why it cannot be rendered here, or null. */
  readonly leftOut: string | null;
}

/** What helm reads of a chart; all the rest only where a template asks for it. */
const PARTS =
  /^(?:Chart\.(?:yaml|lock)|requirements\.(?:yaml|lock)|values\.(?:yaml|schema\.json)|\.helmignore|(?:templates|crds|charts)\/.*)$/;
/** A file of values for tests of the chart, as chart-testing finds it. */
const FOR_TESTS = /^ci\/[^/]+\.ya?ml$/;

/** Every chart of a tree that is rendered by itself: no dependency of another, and no library. */
export function chartsOf(tree: SourceTree): readonly LocalChart[] {
  const files = [...tree.files()];
  const folders = files
    .filter((path) => posix.basename(path) === 'Chart.yaml')
    .map((path) => posix.dirname(path));
  const links = [...tree.links()];
  const inside = (folder: string): readonly string[] => files.filter((path) => isIn(path, folder));
  return folders
    .filter((folder) => !folders.some((other) => isIn(folder, posix.join(other, 'charts'))))
    .flatMap((folder) => chartIn(folder, tree, { inside, links }) ?? []);
}

interface Around {
  readonly inside: (folder: string) => readonly string[];
  readonly links: readonly (readonly [at: string, to: string])[];
}

function chartIn(folder: string, tree: SourceTree, around: Around): LocalChart | null {
  const own = partOf(folder, tree, around, new Set());
  if (own === null || own.isLibrary) return null;
  const layers = around.inside(folder).filter((path) => {
    const name = posix.relative(folder, path);
    return (
      FOR_TESTS.test(name) ||
      (isValuesFile(path) && name !== 'values.yaml' && !PARTS.test(name) && depthOf(name) < 3)
    );
  });
  const { isLibrary: _, ...chart } = own;
  return { folder, layers, ...chart };
}

interface Part {
  readonly reads: Set<string>;
  readonly links: Map<string, string>;
  remoteSchema: boolean;
  leftOut: string | null;
  readonly isLibrary: boolean;
}

/** A chart, with those that it depends on by `file://` put where helm looks for them. */
function partOf(
  folder: string,
  tree: SourceTree,
  around: Around,
  above: ReadonlySet<string>,
): Part | null {
  const text = tree.read(posix.join(folder, 'Chart.yaml'));
  const chart =
    text === null
      ? null
      : readChartFile(text, tree.read(posix.join(folder, 'requirements.yaml')) ?? null);
  if (text === null || chart === null) return null;
  const files = around.inside(folder);
  const part: Part = {
    reads: new Set(readsOf(folder, files, tree)),
    links: new Map(),
    remoteSchema: false,
    leftOut: null,
    isLibrary: /^type:\s*["']?library\b/m.test(text),
  };
  for (const [at, to] of around.links) {
    if (!isIn(at, folder)) continue;
    part.links.set(at, to);
    for (const path of [to, ...around.inside(to)])
      if (tree.find('.', path).kind === 'file') part.reads.add(path);
  }
  part.remoteSchema = [...part.reads].some(
    (path) =>
      posix.basename(path) === 'values.schema.json' &&
      /"\$ref"\s*:\s*"(?:https?|oci):/.test(tree.read(path) ?? ''),
  );
  for (const dependency of chart.dependencies)
    depend(folder, dependency, part, tree, around, above);
  return part;
}

function depend(
  folder: string,
  { name, repo }: ChartFile['dependencies'][number],
  part: Part,
  tree: SourceTree,
  around: Around,
  above: ReadonlySet<string>,
): void {
  const beside = posix.join(folder, 'charts', name);
  if (isVendored(posix.join(folder, 'charts'), name, [...part.reads, ...part.links.keys()])) return;
  const near = repo.startsWith('file://')
    ? posix.join(folder, repo.slice('file://'.length)).replace(/(?<=.)\/$/, '')
    : null;
  const isCircle = near !== null && (above.has(near) || near === folder);
  const other =
    near === null || isCircle ? null : partOf(near, tree, around, new Set([...above, folder]));
  if (near === null || other === null) {
    const where = repo === '' ? '' : ` (${repo})`;
    part.leftOut ??= `needs the chart ${name}${where}, which is not in ${posix.join(folder, 'charts')}, and nothing is downloaded: run helm dependency build first`;
    return;
  }
  part.links.set(beside, near);
  for (const path of other.reads) part.reads.add(path);
  for (const [at, to] of other.links) part.links.set(at, to);
  part.remoteSchema ||= other.remoteSchema;
  part.leftOut ??= other.leftOut;
}

/** Unpacked or packed below `charts`; the folder of an unpacked one may have another name. */
function isVendored(folder: string, name: string, paths: readonly string[]): boolean {
  return paths.some((path) => {
    if (!isIn(path, folder)) return false;
    const own = posix.relative(folder, path);
    return (
      own === name ||
      own === `${name}/Chart.yaml` ||
      (own.startsWith(`${name}-`) && own.endsWith('.tgz'))
    );
  });
}

function readsOf(folder: string, files: readonly string[], tree: SourceTree): readonly string[] {
  const parts = files.filter((path) => PARTS.test(posix.relative(folder, path)));
  const asks = parts.some(
    (path) => /\/templates\//.test(`/${path}`) && (tree.read(path) ?? '').includes('.Files'),
  );
  return asks ? files : parts;
}

function isIn(path: string, folder: string): boolean {
  return folder === '.' ? path !== '.' : path.startsWith(`${folder}/`);
}

function depthOf(path: string): number {
  return path.split('/').length;
}
