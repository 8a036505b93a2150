import { posix } from 'node:path';
import { push } from '../../model/groups.js';
import type { Path, Value } from '../../model/value.js';
import { carriedIn, mayOrder } from '../carriers/index.js';
import type { Dependency } from '../resolve/chart-file.js';
import { chartAbove, folderNear } from '../resolve/near.js';
import { type FoundUse, isFilled, isLayered } from '../uses/uses.js';
import { type Carried, referencesOf } from './carried.js';
import { type ComponentMap, type LayerFiles, rootId } from './component-maps.js';
import {
  componentMapOf,
  type EntriesRequest,
  type Entry,
  LayerEntries,
  MOST_WAYS,
  valuesIn,
  waysThrough,
} from './entries.js';
import { LAYERS_ABOVE } from './texts.js';

/** The layers of one release, lowest first, and the document that says so; null: a chart by itself. */
export interface Spec {
  readonly entries: readonly Entry[];
  readonly carried: Carried | null;
  /** From the root of its values to the component. */
  readonly keys: Path;
}

/** Every release of the tree by the values that it takes; built when the first values file asks. */
export class ReleasesIndex {
  private readonly entries: LayerEntries;
  private built: ReadonlyMap<string, readonly Carried[]> | null = null;
  private parents: ReadonlyMap<string, readonly Parent[]> | null = null;
  /** Each release is said once, however many of its layers ask. */
  private readonly charts = new Map<string, readonly Spec[]>();
  private readonly carried = new Map<Carried, Map<string, readonly Spec[]>>();
  private readonly documents = new Map<string, readonly Carried[]>();

  constructor(private readonly request: EntriesRequest) {
    this.entries = new LayerEntries(request);
  }

  get files(): LayerFiles {
    return this.entries.files;
  }

  /** Every release that has a layer at this place, with all of its layers. */
  specsAt(spot: ComponentMap): readonly Spec[] {
    const { path, document, root, keys } = spot;
    if (root.length === 0) return this.ofFile(spot);
    return this.carriedIn(path, document, root).flatMap((each) => this.specsOf(each, keys));
  }

  specsOf(carried: Carried, keys: Path): readonly Spec[] {
    const known = this.carried.get(carried) ?? new Map<string, readonly Spec[]>();
    this.carried.set(carried, known);
    return once(known, keys.join('/'), () => this.allSpecsOf(carried, keys));
  }

  private allSpecsOf(carried: Carried, keys: Path): readonly Spec[] {
    return referencesOf(carried).flatMap((references) =>
      waysThrough(references.map((each) => this.entries.choicesOf(carried, each, keys))).map(
        (entries) => ({
          entries,
          carried,
          keys,
        }),
      ),
    );
  }

  private carriedIn(path: string, document: number, root: Path): readonly Carried[] {
    const value = this.files.documents(path)?.find(({ index }) => index === document)?.value;
    if (value === undefined) return [];
    const own = this.carriedOf(path, document, value, this.valuesOf(path));
    const here = own.filter(({ at }) => at.every((step, i) => root[i] === step));
    if (here.length > 0) return here;
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
    return once(this.documents, `${path}#${document}`, () =>
      carriedIn({ path, value, documents })
        .filter(({ release: { form, mapKey } }) => form !== 'file' && mapKey === null)
        .map(({ path: at, release }) => ({ path, document, value, at, release })),
    );
  }

  /** The releases of a values file: those that name it, and those of the chart that it lies with. */
  private ofFile(spot: ComponentMap): readonly Spec[] {
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
    const base = valuesIn(folder);
    if (path === base || named.length === 0) return false;
    return named.every(({ entries }) =>
      entries.some((entry) => 'spot' in entry && entry.spot.path === base),
    );
  }

  /** What else names values files, a command or a program, gives them in this order. */
  private specsOfUse(use: FoundUse, keys: Path): readonly Spec[] {
    const { release, path } = use;
    const folder = release.folder === null ? null : folderNear(release.folder, path, this.request);
    const base = folder === null ? [] : this.entries.chartEntries(folder, keys);
    const names = [...new Set(use.files.map(({ written }) => written))];
    const choices = names.map((name): readonly (readonly Entry[])[] => {
      const files = use.files.filter((file) => file.written === name && !isFilled(file));
      if (files.length > MOST_WAYS) return [[{ unseen: `the file ${name} (${use.by})` }]];
      return files.length === 0
        ? [[]]
        : files.map((file) => [{ spot: componentMapOf(file.path, keys) }]);
    });
    return waysThrough([[base], ...choices]).map((entries) => ({ entries, carried: null, keys }));
  }

  private specsOfChart(folder: string, keys: Path, depth = 0): readonly Spec[] {
    return once(this.charts, `${folder}#${depth}/${keys.join('/')}`, () =>
      this.allSpecsOfChart(folder, keys, depth),
    );
  }

  private allSpecsOfChart(folder: string, keys: Path, depth: number): readonly Spec[] {
    const base = this.entries.chartEntries(folder, keys);
    const file = valuesIn(folder);
    const overlays = (this.request.texts.valuesBelow.get(folder) ?? []).filter(
      (path) =>
        path !== file &&
        this.chartFolder(path) === folder &&
        !this.isOrdered(path, folder, this.naming(path, keys)),
    );
    const spec = (entries: readonly Entry[]): Spec => ({ entries, carried: null, keys });
    const uses = this.request.uses.ofChart(folder, (written, by) =>
      folderNear(written, by, this.request),
    );
    return [
      spec(base),
      ...overlays.map((path) => spec([...base, { spot: componentMapOf(path, keys) }])),
      ...(this.index().get(fileId(file)) ?? []).flatMap((each) => this.specsOf(each, keys)),
      ...uses.filter((use) => !isLayered(use)).flatMap((use) => this.specsOfUse(use, keys)),
      ...(depth > 4 ? [] : this.parentsOf(folder)).flatMap(({ folder: above, key }) =>
        this.specsOfChart(above, [key, ...keys], depth + 1),
      ),
    ];
  }

  /** The folder of the chart that a values file may be a layer of: its own, or one of the two above. */
  chartFolder(path: string): string | null {
    return chartAbove(path, LAYERS_ABOVE, (file) => this.files.has(file));
  }

  /** Charts that have this one as a dependency, and the keys of its values there. */
  private parentsOf(folder: string): readonly Parent[] {
    this.parents ??= this.allParents();
    const above = posix.join(folder, '..', '..');
    const isBelow = (each: Dependency): boolean =>
      !each.repo.startsWith('file://') && this.entries.dependencyFolder(above, each) === folder;
    const vendored = (this.request.chartFileIn(above)?.dependencies ?? [])
      .filter(isBelow)
      .map(({ key }) => ({ folder: above, key }));
    return [...vendored, ...(this.parents.get(folder) ?? [])];
  }

  private allParents(): ReadonlyMap<string, readonly Parent[]> {
    const parents = new Map<string, Parent[]>();
    for (const { path, text } of this.request.texts.all) {
      if (!/(?:^|\/)(?:Chart|requirements)\.yaml$/.test(path) || !text.includes('file://'))
        continue;
      const folder = posix.dirname(path);
      for (const { key, repo, name } of this.request.chartFileIn(folder)?.dependencies ?? []) {
        if (!repo.startsWith('file://')) continue;
        const below = this.entries.dependencyFolder(folder, { repo, name });
        if (below === null) continue;
        push(parents, below, { folder, key });
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
      if (!mayOrder(path, text)) continue;
      for (const { index, value } of this.files.documents(path) ?? [])
        for (const carried of this.carriedOf(path, index, value, this.valuesOf(path)))
          for (const id of this.rootsOf(carried)) push(built, id, carried);
    }
    return built;
  }

  private rootsOf(carried: Carried): ReadonlySet<string> {
    const ids = this.specsOf(carried, []).flatMap(({ entries }) =>
      entries.flatMap((entry) => {
        if (!('spot' in entry)) return [];
        const isOwn = entry.spot.path === carried.path && entry.spot.document === carried.document;
        return isOwn ? [] : [rootId(entry.spot)];
      }),
    );
    return new Set(ids);
  }
}

function once<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}

interface Parent {
  readonly folder: string;
  readonly key: string;
}

function fileId(path: string): string {
  return rootId(componentMapOf(path, []));
}
