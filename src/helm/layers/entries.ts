import { posix } from 'node:path';
import { isKustomization } from '../../files/scan/kustomization.js';
import { listAt, type Path, textAt } from '../../model/value.js';
import type { Reference } from '../carriers/carrier.js';
import type { ChartFile } from '../resolve/chart-file.js';
import { fileFrom, fileNear, folderNear } from '../resolve/near.js';
import type { UsesIndex } from '../uses/uses.js';
import { type Carried, rootOf } from './carried.js';
import { type ComponentMap, LayerFiles, type LayerReader } from './component-maps.js';
import type { TreeText, TreeTexts } from './texts.js';

/** A layer of a release: values at a place, or a noun for what is not seen. */
export type Entry = { readonly spot: ComponentMap } | { readonly unseen: string };

export interface EntriesRequest extends LayerReader {
  readonly texts: TreeTexts;
  /** Objects of these names that may be ConfigMaps. */
  readonly configMaps: (name: string) => readonly TreeText[];
  readonly chartFileIn: (folder: string) => ChartFile | null;
  readonly uses: UsesIndex;
}

/** Files of one name that is computed in part stand for each other; so many are looked at. */
export const MOST_WAYS = 32;

/** Finds what a release says of its layers in the tree. */
export class LayerEntries {
  readonly files: LayerFiles;

  constructor(private readonly request: EntriesRequest) {
    this.files = new LayerFiles(request);
  }

  /** What a reference gives, in each way that it may be meant. */
  choicesOf(carried: Carried, reference: Reference, keys: Path): readonly (readonly Entry[])[] {
    if (reference.kind !== 'files') return [this.entriesOf(carried, reference, keys)];
    const files = this.request.uses.meantBy(reference.file, carried.path);
    if (files.length === 0 || files.length > MOST_WAYS) return [[{ unseen: reference.noun }]];
    return files.map((file) => [{ spot: componentMapOf(file, keys) }]);
  }

  private entriesOf(
    carried: Carried,
    reference: Exclude<Reference, { readonly kind: 'files' }>,
    keys: Path,
  ): readonly Entry[] {
    const { path, document, value, release } = carried;
    switch (reference.kind) {
      case 'unseen':
        return [{ unseen: reference.noun }];
      case 'inline':
        return [{ spot: { path, document, root: rootOf(value, reference.at), keys } }];
      case 'chart': {
        const folder =
          release.folder === null ? null : folderNear(release.folder, path, this.request);
        return folder === null ? [] : this.chartEntries(folder, keys);
      }
      case 'file': {
        const file = this.fileOf(carried, reference);
        return [file === null ? { unseen: reference.noun } : { spot: componentMapOf(file, keys) }];
      }
      case 'map': {
        const [only, ...others] = this.mapSpots(carried, reference, keys);
        if (only === undefined) return [{ unseen: reference.noun }];
        return [
          others.length === 0
            ? { spot: only }
            : { unseen: `${reference.noun}, which exists in several files` },
        ];
      }
    }
  }

  /** What a chart says itself, above what its dependency says. */
  chartEntries(folder: string, keys: Path, depth = 0): readonly Entry[] {
    const own = componentMapOf(valuesIn(folder), keys);
    const [key, ...rest] = keys;
    const dependency = this.request
      .chartFileIn(folder)
      ?.dependencies.find((each) => each.key === key);
    const below =
      dependency === undefined || depth > 4 ? null : this.dependencyFolder(folder, dependency);
    return [...(below === null ? [] : this.chartEntries(below, rest, depth + 1)), { spot: own }];
  }

  /** Where a dependency lies: beside, or unpacked below. */
  dependencyFolder(
    folder: string,
    { repo, name }: { readonly repo: string; readonly name: string },
  ): string | null {
    const near = repo.startsWith('file://')
      ? posix.join(folder, repo.slice('file://'.length))
      : posix.join(folder, 'charts', name);
    const chart = posix.join(near, 'Chart.yaml');
    return this.files.has(chart) ? posix.dirname(this.request.nameOf(chart)) : null;
  }

  private fileOf(
    { path, release }: Carried,
    { file, from }: Reference & { readonly kind: 'file' },
  ): string | null {
    switch (from) {
      case 'repository':
        return fileNear(file, path, this.request);
      case 'document':
        return fileFrom(posix.dirname(path), file, this.request);
      case 'chart': {
        const folder =
          release.folder === null ? null : folderNear(release.folder, path, this.request);
        return folder === null ? null : fileFrom(folder, file, this.request);
      }
    }
  }

  /** The ConfigMap of the tree that a release takes values from, or the file that one is made of. */
  private mapSpots(
    { path }: Carried,
    { name, namespace, key }: Reference & { readonly kind: 'map' },
    keys: Path,
  ): readonly ComponentMap[] {
    const maps = this.request.configMaps(name).flatMap(({ path: file }): readonly ComponentMap[] =>
      (this.files.documents(file) ?? []).flatMap(({ index, value }): readonly ComponentMap[] => {
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
  ): readonly ComponentMap[] {
    if (!isKustomization(path) || !text.includes('configMapGenerator')) return [];
    return (this.files.documents(path) ?? []).flatMap(({ value }) =>
      listAt(value, ['configMapGenerator']).flatMap((row): readonly ComponentMap[] => {
        if (textAt(row, ['name']) !== name) return [];
        return listAt(row, ['files']).flatMap((entry): readonly ComponentMap[] => {
          const [own, file] = keyAndFile(String(entry));
          const made = fileFrom(posix.dirname(path), file, this.request);
          return own === key && made !== null ? [componentMapOf(made, keys)] : [];
        });
      }),
    );
  }
}

/** Every way to choose one of each; where there are too many, nobody looks at all of them. */
export function waysThrough(
  choices: readonly (readonly (readonly Entry[])[])[],
): readonly (readonly Entry[])[] {
  return choices.reduce<readonly (readonly Entry[])[]>(
    (ways, each) => {
      const isMany = ways.length * each.length > MOST_WAYS;
      const own = isMany ? [[{ unseen: 'files whose names are computed' }]] : each;
      return ways.flatMap((way) => own.map((one) => [...way, ...one]));
    },
    [[]],
  );
}

export function componentMapOf(path: string, keys: Path): ComponentMap {
  return { path, document: 0, root: [], keys };
}

export function valuesIn(folder: string): string {
  return posix.join(folder, 'values.yaml');
}

/** `values.yaml=shop.yaml`, or a file by its own name. */
function keyAndFile(entry: string): readonly [key: string, file: string] {
  const at = entry.indexOf('=');
  return at < 0 ? [posix.basename(entry), entry] : [entry.slice(0, at), entry.slice(at + 1)];
}
