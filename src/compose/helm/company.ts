import { isMap, type Path, type Value, valueAt } from '../../model/value.js';
import type { ValuesSite } from '../../model/values.js';
import { patchAbove } from './inflated.js';
import { isBelow } from './layers/objections.js';
import type { TreeText } from './layers/texts.js';
import { folderNear } from './near.js';
import type { Lookup } from './resolve.js';
import { documentsOf } from './sources.js';
import { type FoundUse, findUses, isFilled, isLayered } from './uses.js';

export interface CompanyRequest {
  readonly site: ValuesSite;
  readonly path: string;
  /** The key of init containers. */
  readonly init: string;
  /** The folder of the chart, where it lies in the tree. */
  readonly folder: string | null;
  readonly lookup: Lookup;
  readonly kustomizations: readonly TreeText[];
}

/** What else the releases of some values are given, where they say so themselves. */
export interface Company {
  readonly refusal: { readonly message: string; readonly remedy: string } | null;
  /** What cannot be seen, as nouns. */
  readonly unseen: readonly string[];
  /** Containers of a map that something else speaks of, by name, with its place. */
  readonly taken: ReadonlyMap<string, string>;
}

/** Something else that sets one of the two keys. */
interface Other {
  readonly by: string;
  /** Names in the map; null where it is no map, or sets init containers. */
  readonly names: readonly string[] | null;
}

/** Looks at every release that reads these values: its own values, its settings, what is not found. */
export function companyOf(request: CompanyRequest): Company {
  const { site, path, folder, lookup } = request;
  const named = lookup.uses.for(site, path);
  const self = selfOf(request);
  // Those of the same chart read its values.yaml, whether they say so or not.
  const ofChart =
    folder === null || site.release.form !== 'file'
      ? []
      : lookup.uses.ofChart(folder, (written, by) => folderNear(written, by, lookup));
  const own = [...named, ...self];
  // What is known of the others, their layers tell.
  const unlayered = [...new Set([...own, ...ofChart])].filter((use) => !isLayered(use));
  const others = unlayered.flatMap((use) => othersOf(request, use, self.includes(use)));
  const replacing = others.find(({ names }) => names === null || site.shape !== 'map');
  const unfound = own.filter((use) => !isLayered(use));
  return {
    refusal:
      missingOf(request, unfound) ??
      filledOf(path, own) ??
      sealedOf(own) ??
      patchedOf(request, own) ??
      settingOf(request, unlayered) ??
      (replacing === undefined ? null : replacedBy(request, replacing)),
    unseen: [
      ...unlayered
        .filter((use) => !own.includes(use))
        .flatMap((use) => use.missing.map((file) => `the file ${file} (${use.by})`)),
      ...unfound.filter(({ by }) => by !== path).flatMap(({ release }) => release.layers),
    ],
    taken: new Map(others.flatMap(({ by, names }) => (names ?? []).map((name) => [name, by]))),
  };
}

function missingOf({ site, init }: CompanyRequest, uses: readonly FoundUse[]): Company['refusal'] {
  const missing = uses.find((use) => use.missing.length > 0);
  if (missing === undefined) return null;
  const key = site.path.join('.');
  return {
    message: `${missing.by} gives it values of ${missing.missing.join(' and ')}, too, which cannot be found: what they say of ${key} or ${init} is not seen`,
    remedy: 'run where all values of the release are, or move the container by hand',
  };
}

function filledOf(path: string, uses: readonly FoundUse[]): Company['refusal'] {
  const files = uses.flatMap((use) => use.files);
  const filled = files.find((file) => file.path === path && file.filledBy !== null);
  if (filled === undefined) return null;
  return {
    message: `${filled.filledBy} fills this file in before it is values`,
    remedy: 'move the container by hand, and see what becomes of the template',
  };
}

function sealedOf(uses: readonly FoundUse[]): Company['refusal'] {
  for (const { by, release } of uses)
    if (release.sealed !== null)
      return { message: `${by}: ${release.sealed.message}`, remedy: release.sealed.remedy };
  return null;
}

function patchedOf(
  { site, path, lookup, kustomizations }: CompanyRequest,
  uses: readonly FoundUse[],
): Company['refusal'] {
  for (const use of [{ release: site.release, path }, ...uses]) {
    const patch = patchAbove({ ...use, kustomizations, read: lookup.read });
    if (patch !== null)
      return {
        message: `${patch} patches containers of what the chart makes, which is not followed`,
        remedy: 'move the container by hand, and see that each patch still finds what it looks for',
      };
  }
  return null;
}

function replacedBy({ site, init }: CompanyRequest, { by }: Other): Company['refusal'] {
  return {
    message: `${by} gives values to the same release, and sets ${site.path.join('.')} or ${init}, too: what one says would replace the other, or be put in order with it`,
    remedy: `move the container by hand: with the moved sidecar, ${init} has to be written in full in each of the files that sets it`,
  };
}

/** The document of the values as a release that reads files beside. */
function selfOf({ site: { release }, path, lookup }: CompanyRequest): readonly FoundUse[] {
  if (isLayered({ release })) return [];
  if (release.files.length + release.inline.length === 0) return [];
  const uses = [{ path, by: path, release, settings: [], rest: '' }];
  return findUses({ ...lookup, uses, made: [], paths: [] });
}

function settingOf({ site, init }: CompanyRequest, uses: readonly FoundUse[]): Company['refusal'] {
  const key = site.path.join('.');
  const isOther = (name: string): boolean => {
    if (site.shape !== 'map') return false;
    // In a map one name is set, and the others are not touched; what was there stays what it is.
    const inits = (site.beside.get(init) ?? []).map((each) => each.name);
    const target = [...site.path.slice(0, -1), init].join('.');
    return name.startsWith(`${key}.`) || inits.some((own) => name.startsWith(`${target}.${own}.`));
  };
  for (const use of uses)
    for (const { name, at } of use.settings)
      if (isBelow(name, key, init) && !isOther(name))
        return {
          message: `${at} sets ${name}, which counts more than what is written here`,
          remedy: 'write that value where the container is, and take the setting out',
        };
  return null;
}

/**
 * Every other file and map of a release that sets one of the two keys. The files are layers, but where
 * nobody can tell what they say, or whether they count more than maps beside them.
 */
function othersOf(request: CompanyRequest, use: FoundUse, isSelf: boolean): readonly Other[] {
  const { site, path, init, lookup } = request;
  const key = site.path.join('.');
  const last = String(site.path.at(-1));
  const same = new Set(use.files.filter((file) => file.path === path).map((file) => file.written));
  const fromFiles = use.files
    .filter((file) => file.path !== path && !same.has(file.written))
    .flatMap((file): readonly Other[] => {
      const text = lookup.read(file.path) ?? '';
      if (!text.includes(last) && !text.includes(init)) return [];
      const values = isFilled(file) ? [] : documentsOf(text);
      if (values.length === 0) return [{ by: file.path, names: null }];
      if (!isSelf) return [];
      return values.flatMap((value) => setBy(value, file.path, request));
    });
  const settings = use.settings.flatMap(({ name, at }): readonly Other[] =>
    site.shape === 'map' && name.startsWith(`${key}.`)
      ? [{ by: at, names: [name.slice(key.length + 1).split('.')[0] ?? ''] }]
      : [],
  );
  const rest = use.rest.includes(last) || use.rest.includes(init);
  return [
    ...fromFiles,
    ...(rest ? [{ by: use.by, names: null }] : []),
    ...use.release.inline.flatMap((value) => setBy(value, use.by, request)),
    ...settings,
  ];
}

function keysOf(value: Value): readonly string[] {
  return isMap(value) ? Object.keys(value) : [];
}

function setBy(value: Value, by: string, { site, init }: CompanyRequest): readonly Other[] {
  const parent: Path = site.path.slice(0, -1);
  const sidecars = valueAt(value, site.path);
  const inits = valueAt(value, [...parent, init]);
  if (sidecars === undefined && inits === undefined) return [];
  // Init containers of two layers are put in order together, and no file by itself can say how.
  const names = inits === undefined && isMap(sidecars) ? keysOf(sidecars) : null;
  return [{ by, names }];
}
