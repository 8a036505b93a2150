import { posix } from 'node:path';
import type { Kustomization, Patch } from '../../model/kustomize.js';
import { isList, isMap, type Value, type ValueMap } from '../../model/value.js';
import type { Graph } from '../render/render.js';
import { kustomizationsBelow } from './below.js';
import { readKustomization } from './kustomization.js';
import type { Sources } from './paths.js';
import { kustomizationsAbove } from './reachable.js';

export interface LoadRequest extends Sources {
  /** Every kustomization of the repository. */
  readonly paths: readonly string[];
  /** Files with containers that may be sidecars. */
  readonly seeds: ReadonlySet<string>;
  /** Whether a container that a merge patch names may be a sidecar, by its value there. */
  mayMove(container: ValueMap): boolean;
  /** Objects of a file that hold pods; the same ones for the same file. */
  objects(path: string): readonly ValueMap[];
}

/** The kustomizations that have to do with the seeds, with everything below them. */
export function loadGraph(request: LoadRequest): Graph {
  const texts = new Map<string, string>();
  const folders = new Map<string, string>();
  const crowded = new Set<string>();
  for (const path of request.paths) {
    const text = request.read(path);
    if (text === null) continue;
    texts.set(path, text);
    const folder = posix.dirname(path);
    if ((folders.get(folder) ?? path) !== path) crowded.add(folder);
    folders.set(folder, path);
  }
  const kustomizations = new Map<string, Kustomization>();
  const open = [...kustomizationsAbove({ texts, ...request })];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (kustomizations.has(path)) continue;
    const kustomization = readKustomization(path, request);
    if (kustomization === null) continue;
    kustomizations.set(
      path,
      crowded.has(posix.dirname(path)) ? alone(kustomization) : kustomization,
    );
    for (const entry of [...kustomization.resources, ...kustomization.components]) {
      const below = folders.get(entry);
      if (below !== undefined) open.push(below);
    }
  }
  const wanted = wantedFiles(request, [...kustomizations.values()]);
  return {
    kustomizations: withoutCycles(kustomizations, folders),
    folders,
    objects: (path) => (folders.has(path) || !wanted(path) ? [] : request.objects(path)),
  };
}

function alone(kustomization: Kustomization): Kustomization {
  const why = 'one folder has several kustomization files';
  const crowd = { why, text: '', place: kustomization.place };
  return { ...kustomization, unknown: [...kustomization.unknown, crowd] };
}

/** kustomize builds nothing of a kustomization that leads back to itself: that is said of what it holds. */
function withoutCycles(
  kustomizations: ReadonlyMap<string, Kustomization>,
  folders: ReadonlyMap<string, string>,
): ReadonlyMap<string, Kustomization> {
  return new Map(
    [...kustomizations].map(([path, each]) => {
      if (!kustomizationsBelow(each, { kustomizations, folders }).has(each)) return [path, each];
      const cycle = { why: 'its resources form a cycle', text: '', place: each.place };
      return [path, { ...each, unknown: [...each.unknown, cycle] }];
    }),
  );
}

/** A file without a seed matters only where a patch that may have to change may be for it. */
function wantedFiles(
  { seeds, read, mayMove }: LoadRequest,
  kustomizations: readonly Kustomization[],
): (path: string) => boolean {
  const names = new Set<string>();
  let anything = false;
  for (const patch of kustomizations.flatMap((each) => [...each.merges, ...each.jsonPatches])) {
    if (!mentionsContainers(patch.value, mayMove)) continue;
    const name = patch.target === null ? nameOf(patch) : patch.target.name;
    if (patch.target?.patterns === true && !/^[\w-]+$/.test(name)) anything = true;
    else names.add(name);
  }
  addBareNames(names, kustomizations);
  return (path) => {
    if (seeds.has(path)) return true;
    if (!anything && names.size === 0) return false;
    const text = read(path);
    if (text === null || !text.includes('ontainers')) return false;
    return anything || [...names].some((name) => text.includes(name));
  };
}

/** A patch may know an object by the name that a prefix or suffix below has given to it. */
function addBareNames(names: Set<string>, kustomizations: readonly Kustomization[]): void {
  for (const name of names)
    for (const { namePrefix, nameSuffix } of kustomizations) {
      const bare = [
        name.startsWith(namePrefix) ? name.slice(namePrefix.length) : '',
        name.endsWith(nameSuffix) ? name.slice(0, name.length - nameSuffix.length) : '',
      ];
      for (const own of bare) if (own !== '') names.add(own);
    }
}

function nameOf(patch: Patch): string {
  const metadata = patch.form === 'merge' ? (patch.value.metadata ?? null) : null;
  return isMap(metadata) ? String(metadata.name ?? '') : '';
}

/** Pointers into a list, lists with a container that may move, and lists that go as a whole. */
export function mentionsContainers(value: Value, mayMove: LoadRequest['mayMove']): boolean {
  const speaks = (here: Value): boolean => {
    if (typeof here === 'string') return /ontainers(?:\/|$)/.test(here);
    if (isList(here)) return here.some(speaks);
    return (
      isMap(here) &&
      Object.entries(here).some(([key, own]) => (/ontainers$/.test(key) ? holds(own) : speaks(own)))
    );
  };
  const holds = (list: Value): boolean =>
    !isList(list) ||
    list.some((item) => isMap(item) && (item.$patch === 'replace' || mayMove(item)));
  return speaks(value);
}
