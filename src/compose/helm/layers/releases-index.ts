import { posix } from 'node:path';
import { listAt, type Path, textAt, type Value } from '../../../model/value.js';
import type { Release } from '../../../model/values.js';
import { isFleetFile } from '../../../scan/values.js';
import { isKustomization } from '../../tree/reference-scan.js';
import type { ChartFile } from '../chart-file.js';
import { type FoundUse, isFilled, isLayered, type UsesIndex } from '../uses.js';
import { type Carried, type Reference, referencesOf, rootOf } from './carried.js';
import { LayerFiles, rootId, type Spot, type SpotReader } from './spots.js';
import { foldersAbove, type TreeText, type TreeTexts } from './texts.js';

/** A layer of a release: values at a place, or a noun for what is not seen. */
export type Entry = { readonly spot: Spot } | { readonly unseen: string };

/** The layers of one release, lowest first, and the document that says so; null: a chart by itself. */
export interface Spec {
  readonly entries: readonly Entry[];
  readonly carried: Carried | null;
  /** From the root of its values to the component. */
  readonly keys: Path;
}

export interface IndexRequest extends SpotReader {
  readonly texts: TreeTexts;
  /** Objects of these names that may be ConfigMaps. */
  readonly configMaps: (name: string) => readonly TreeText[];
  readonly carriersOf: (
    path: string,
    value: Value,
    documents: readonly Value[],
  ) => readonly { readonly path: Path; readonly release: Release }[];
  readonly chartFileIn: (folder: string) => ChartFile | null;
  readonly uses: UsesIndex;
}

/** Files of one name that is computed in part stand for each other; so many are looked at. */
const MOST_WAYS = 32;

const CARRIES = /\b(?:HelmRelease|argoproj\.io|helm\.cattle\.io)\b/;
const NAMES_OTHERS =
  /\bvalue(?:s)?Files\b|\bvaluesFrom\b|\btargetCustomizations\b|\bpath:|\b(?:GitRepository|Bucket)\b|\bchart:[ \t]*["']?\.{1,2}\//;

/** Every release of the tree by the values that it takes; built when the first values file asks. */
export class ReleasesIndex {
  readonly files: LayerFiles;
  private built: ReadonlyMap<string, readonly Carried[]> | null = null;
  private parents: ReadonlyMap<string, readonly Parent[]> | null = null;

  constructor(private readonly request: IndexRequest) {
    this.files = new LayerFiles(request);
  }

  /** Every release that has a layer at this place, with all of its layers. */
  specsAt(spot: Spot): readonly Spec[] {
    const { path, document, root, keys } = spot;
    if (root.length === 0) return this.ofFile(spot);
    return this.carriedIn(path, document, root).flatMap((each) => this.specsOf(each, keys));
  }

  specsOf(carried: Carried, keys: Path): readonly Spec[] {
    return referencesOf(carried).map((references) => ({
      entries: references.flatMap((reference) => this.entriesOf(carried, reference, keys)),
      carried,
      keys,
    }));
  }

  private entriesOf(carried: Carried, reference: Reference, keys: Path): readonly Entry[] {
    const { path, document, value, release } = carried;
    switch (reference.kind) {
      case 'unseen':
        return [{ unseen: reference.noun }];
      case 'inline':
        return [{ spot: { path, document, root: rootOf(value, reference.at), keys } }];
      case 'chart': {
        const folder = release.folder === null ? null : this.folderNear(release.folder, path);
        return folder === null ? [] : this.chartEntries(folder, keys);
      }
      case 'file': {
        const file = this.fileOf(carried, reference);
        return [file === null ? { unseen: reference.noun } : { spot: spotOf(file, keys) }];
      }
      case 'map': {
        const [only, ...others] = this.mapSpots(carried, reference, keys);
        if (only === undefined) return [{ unseen: reference.noun }];
        return [
          others.length === 0
            ? { spot: only }
            : { unseen: `${reference.noun}, which stands in several files` },
        ];
      }
    }
  }

  /** What a chart says itself, above what its dependency says. */
  chartEntries(folder: string, keys: Path, depth = 0): readonly Entry[] {
    const own = spotOf(posix.join(folder, 'values.yaml'), keys);
    const [key, ...rest] = keys;
    const dependency = this.request
      .chartFileIn(folder)
      ?.dependencies.find((each) => each.key === key);
    const below =
      dependency === undefined || depth > 4 ? null : this.dependencyFolder(folder, dependency);
    return [...(below === null ? [] : this.chartEntries(below, rest, depth + 1)), { spot: own }];
  }

  private dependencyFolder(
    folder: string,
    { repo, name }: { readonly repo: string; readonly name: string },
  ): string | null {
    const near = repo.startsWith('file://')
      ? posix.join(folder, repo.slice('file://'.length))
      : posix.join(folder, 'charts', name);
    return this.files.has(posix.join(near, 'Chart.yaml')) ? near : null;
  }

  private fileOf(
    { path, release }: Carried,
    { file, from }: Reference & { readonly kind: 'file' },
  ): string | null {
    switch (from) {
      case 'repository':
        return this.fileNear(file, path);
      case 'document':
        return this.existing(posix.join(posix.dirname(path), file));
      case 'chart': {
        const folder = release.folder === null ? null : this.folderNear(release.folder, path);
        return folder === null ? null : this.existing(posix.join(folder, file));
      }
    }
  }

  private existing(path: string): string | null {
    return this.files.has(path) ? path : null;
  }

  /** A path from the root of a repository, whose root may be above the folder of the run. */
  private fileNear(file: string, path: string): string | null {
    for (let base = posix.dirname(path); ; base = posix.dirname(base)) {
      const near = posix.join(base, file);
      if (!near.startsWith('..') && this.files.has(near)) return near;
      if (base === '.' || base === '/') return null;
    }
  }

  private folderNear(folder: string, path: string): string | null {
    const chart = this.fileNear(posix.join(folder, 'Chart.yaml'), path);
    return chart === null ? null : posix.dirname(chart);
  }

  /** The ConfigMap of the tree that a release takes values from, or the file that one is made of. */
  private mapSpots(
    { path }: Carried,
    { name, namespace, key }: Reference & { readonly kind: 'map' },
    keys: Path,
  ): readonly Spot[] {
    const maps = this.request.configMaps(name).flatMap(({ path: file }): readonly Spot[] =>
      (this.files.documents(file) ?? []).flatMap(({ index, value }): readonly Spot[] => {
        if (textAt(value, ['kind']) !== 'ConfigMap') return [];
        if (textAt(value, ['metadata', 'name']) !== name) return [];
        const own = textAt(value, ['metadata', 'namespace']) ?? '';
        if (own !== '' && namespace !== '' && own !== namespace) return [];
        if (textAt(value, ['data', key]) === undefined) return [];
        return [{ path: file, document: index, root: ['data', key, 0], keys }];
      }),
    );
    const made = this.request.texts.named.get(name) ?? [];
    const found = [...maps, ...made.flatMap((text) => this.generated(text, name, key, keys))];
    const folder = posix.dirname(path);
    const beside = found.filter((spot) => posix.dirname(spot.path) === folder);
    return beside.length > 0 ? beside : found;
  }

  /** What a kustomization writes into a ConfigMap from a file. */
  private generated(
    { path, text }: TreeText,
    name: string,
    key: string,
    keys: Path,
  ): readonly Spot[] {
    if (!isKustomization(path) || !text.includes('configMapGenerator')) return [];
    return (this.files.documents(path) ?? []).flatMap(({ value }) =>
      listAt(value, ['configMapGenerator']).flatMap((row): readonly Spot[] => {
        if (textAt(row, ['name']) !== name) return [];
        return listAt(row, ['files']).flatMap((entry): readonly Spot[] => {
          const [own, file] = keyAndFile(String(entry));
          return own === key ? [spotOf(posix.join(posix.dirname(path), file), keys)] : [];
        });
      }),
    );
  }

  private carriedIn(path: string, document: number, root: Path): readonly Carried[] {
    const value = this.files.documents(path)?.find(({ index }) => index === document)?.value;
    if (value === undefined) return [];
    const own = this.carriedOf(path, document, value, this.valuesOf(path));
    const here = own.filter(({ at }) => at.every((step, i) => root[i] === step));
    if (here.length > 0) return here;
    // A target customization of Fleet stands beside the values that the release is known by.
    if (isFleetFile(path)) return own;
    return this.index().get(rootId({ path, document, root, keys: [] })) ?? [];
  }

  private valuesOf(path: string): readonly Value[] {
    return (this.files.documents(path) ?? []).map(({ value }) => value);
  }

  private carriedOf(
    path: string,
    document: number,
    value: Value,
    documents: readonly Value[],
  ): readonly Carried[] {
    return this.request
      .carriersOf(path, value, documents)
      .filter(({ release: { form } }) => form !== 'file' && form !== 'ConfigMap')
      .map(({ path: at, release }) => ({ path, document, value, at, release }));
  }

  /** The releases of a values file: those that name it, and those of the chart that it lies with. */
  private ofFile(spot: Spot): readonly Spec[] {
    const { path, keys } = spot;
    const folder = this.chartFolder(path);
    const named = this.naming(path, keys);
    if (folder === null || this.isOrdered(path, folder, named)) return named;
    return [...this.specsOfChart(folder, keys), ...named];
  }

  /** Releases that name a file, with all of their layers. */
  private naming(path: string, keys: Path): readonly Spec[] {
    return [
      ...(this.index().get(fileId(path)) ?? []).flatMap((each) => this.specsOf(each, keys)),
      ...this.usesNaming(path).flatMap((use) => this.specsOfUse(use, keys)),
    ];
  }

  private usesNaming(path: string): readonly FoundUse[] {
    return this.request.uses.naming(path).filter((use) => !isLayered(use));
  }

  /** Whether every release that names a file says where it stands above the values of its chart. */
  private isOrdered(path: string, folder: string, named: readonly Spec[]): boolean {
    const base = posix.join(folder, 'values.yaml');
    if (path === base || named.length === 0) return false;
    return named.every(({ entries }) =>
      entries.some((entry) => 'spot' in entry && entry.spot.path === base),
    );
  }

  /** What else names values files, a command or a program, gives them in this order. */
  private specsOfUse(use: FoundUse, keys: Path): readonly Spec[] {
    const { release, path } = use;
    const folder = release.folder === null ? null : this.folderNear(release.folder, path);
    const base = folder === null ? [] : this.chartEntries(folder, keys);
    const names = [...new Set(use.files.map(({ written }) => written))];
    const ways = names.reduce<readonly (readonly Entry[])[]>(
      (all, name) => {
        const files = use.files.filter((file) => file.written === name && !isFilled(file));
        if (files.length === 0) return all;
        if (all.length * files.length > MOST_WAYS)
          return all.map((way) => [...way, { unseen: `the file ${name} (${use.by})` }]);
        return files.flatMap((file) =>
          all.map((way) => [...way, { spot: spotOf(file.path, keys) }]),
        );
      },
      [base],
    );
    return ways.map((entries) => ({ entries, carried: null, keys }));
  }

  private specsOfChart(folder: string, keys: Path, depth = 0): readonly Spec[] {
    const base = this.chartEntries(folder, keys);
    const file = posix.join(folder, 'values.yaml');
    const overlays = (this.request.texts.valuesBelow.get(folder) ?? []).filter(
      (path) =>
        path !== file &&
        this.chartFolder(path) === folder &&
        !this.isOrdered(path, folder, this.naming(path, keys)),
    );
    const spec = (entries: readonly Entry[]): Spec => ({ entries, carried: null, keys });
    const uses = this.request.uses.ofChart(folder, (written, by) => this.folderNear(written, by));
    return [
      spec(base),
      ...overlays.map((path) => spec([...base, { spot: spotOf(path, keys) }])),
      ...(this.index().get(fileId(file)) ?? []).flatMap((each) => this.specsOf(each, keys)),
      ...uses.filter((use) => !isLayered(use)).flatMap((use) => this.specsOfUse(use, keys)),
      ...(depth > 4 ? [] : this.parentsOf(folder)).flatMap(({ folder: above, key }) =>
        this.specsOfChart(above, [key, ...keys], depth + 1),
      ),
    ];
  }

  /** The folder of the chart that a values file belongs to: its own, or one of the two above. */
  chartFolder(path: string): string | null {
    for (const folder of foldersAbove(path)) {
      if (this.files.has(posix.join(folder, 'Chart.yaml'))) return folder;
      if (/(?:^|\/)(?:charts|templates)$/.test(folder)) return null;
    }
    return null;
  }

  /** Charts that have this one as a dependency, and the keys of its values there. */
  private parentsOf(folder: string): readonly Parent[] {
    this.parents ??= this.allParents();
    const above = posix.dirname(posix.dirname(folder));
    const name = posix.basename(folder);
    const vendored =
      posix.basename(posix.dirname(folder)) === 'charts'
        ? (this.request.chartFileIn(above)?.dependencies ?? [])
            .filter((each) => each.name === name && !each.repo.startsWith('file://'))
            .map(({ key }) => ({ folder: above, key }))
        : [];
    return [...vendored, ...(this.parents.get(folder) ?? [])];
  }

  private allParents(): ReadonlyMap<string, readonly Parent[]> {
    const parents = new Map<string, Parent[]>();
    for (const { path, text } of this.request.texts.all) {
      if (!/(?:^|\/)(?:Chart|requirements)\.yaml$/.test(path) || !text.includes('file://'))
        continue;
      const folder = posix.dirname(path);
      for (const { key, repo } of this.request.chartFileIn(folder)?.dependencies ?? []) {
        if (!repo.startsWith('file://')) continue;
        const below = posix.join(folder, repo.slice('file://'.length));
        parents.set(below, [...(parents.get(below) ?? []), { folder, key }]);
      }
    }
    return parents;
  }

  /** Releases by the roots of the values that they take. */
  private index(): ReadonlyMap<string, readonly Carried[]> {
    this.built ??= this.build();
    return this.built;
  }

  private build(): ReadonlyMap<string, readonly Carried[]> {
    const built = new Map<string, Carried[]>();
    for (const { path, text } of this.request.texts.all) {
      const carries = isFleetFile(path) || CARRIES.test(text);
      if (!carries || !NAMES_OTHERS.test(text)) continue;
      for (const { index, value } of this.files.documents(path) ?? [])
        for (const carried of this.carriedOf(path, index, value, this.valuesOf(path)))
          for (const id of this.rootsOf(carried)) {
            const own = built.get(id) ?? [];
            if (!own.includes(carried)) built.set(id, [...own, carried]);
          }
    }
    return built;
  }

  private rootsOf(carried: Carried): readonly string[] {
    return this.specsOf(carried, []).flatMap(({ entries }) =>
      entries.flatMap((entry) => {
        if (!('spot' in entry)) return [];
        const isOwn = entry.spot.path === carried.path && entry.spot.document === carried.document;
        return isOwn ? [] : [rootId(entry.spot)];
      }),
    );
  }
}

interface Parent {
  readonly folder: string;
  readonly key: string;
}

function spotOf(path: string, keys: Path): Spot {
  return { path, document: 0, root: [], keys };
}

function fileId(path: string): string {
  return rootId(spotOf(path, []));
}

/** `values.yaml=shop.yaml`, or a file by its own name. */
function keyAndFile(entry: string): readonly [key: string, file: string] {
  const at = entry.indexOf('=');
  return at < 0 ? [posix.basename(entry), entry] : [entry.slice(0, at), entry.slice(at + 1)];
}
