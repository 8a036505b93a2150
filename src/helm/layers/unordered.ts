import { posix } from 'node:path';
import type { Refusal } from '../../model/refusal.js';
import { isMap, type Path, type Value, valueAt } from '../../model/value.js';
import type { ValuesSite } from '../../model/values.js';
import { valuesIn } from '../../yaml/read.js';
import { chartFolder, type Lookup } from '../resolve/lookup.js';
import { folderNear } from '../resolve/near.js';
import { patchAbove } from '../uses/inflated.js';
import { type FoundUse, findUses, isFilled, isLayered } from '../uses/uses.js';
import { isAround, isOf } from './settings.js';
import type { TreeText } from './texts.js';

export interface UnorderedRequest {
  readonly site: ValuesSite;
  readonly path: string;
  /** From the root of the values to the init containers. */
  readonly target: Path;
  readonly lookup: Lookup;
  readonly kustomizations: readonly TreeText[];
}

/** What else is given to the releases of some values that do not say the order of all of their layers. */
export interface Unordered {
  readonly refusal: Refusal | null;
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
  /** Whether only its words are seen. */
  readonly isUnread: boolean;
}

/** Looks at every release that reads these values: its own values, its settings, what is not found. */
export function unorderedOf(request: UnorderedRequest): Unordered {
  const { site, path, lookup } = request;
  const folder = site.release.form === 'file' ? chartFolder(path, lookup) : null;
  const named = lookup.uses.for(site, path);
  const self = selfOf(request);
  const isShared = posix.join(folder ?? '', 'values.yaml') === path || named.length === 0;
  // Those of the same chart read its values.yaml, whether they say so or not.
  const ofChart =
    folder === null || !isShared
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

function missingOf({ site, target }: UnorderedRequest, uses: readonly FoundUse[]): Refusal | null {
  const missing = uses.find((use) => use.missing.length > 0);
  if (missing === undefined) return null;
  const key = site.path.join('.');
  return {
    message: `${missing.by} also gives it values of ${missing.missing.join(' and ')}, which cannot be found: what they set for ${key} or ${lastOf(target)} cannot be seen`,
    remedy: 'run where all values of the release are, or move the container by hand',
  };
}

function filledOf(path: string, uses: readonly FoundUse[]): Refusal | null {
  const files = uses.flatMap((use) => use.files);
  const filled = files.find((file) => file.path === path && file.filledBy !== null);
  if (filled === undefined) return null;
  return {
    message: `${filled.filledBy} fills this file in before it is used as values`,
    remedy: 'move the container by hand, and check what becomes of the template',
  };
}

function sealedOf(uses: readonly FoundUse[]): Refusal | null {
  for (const { by, release } of uses)
    if (release.readOnly !== null)
      return { ...release.readOnly, message: `${by}: ${release.readOnly.message}` };
  return null;
}

function patchedOf(
  { site, path, lookup, kustomizations }: UnorderedRequest,
  uses: readonly FoundUse[],
): Refusal | null {
  for (const use of [{ release: site.release, path }, ...uses]) {
    const patch = patchAbove({ ...use, kustomizations, read: lookup.read });
    if (patch !== null)
      return {
        message: `${patch} patches containers of the rendered chart, which is not evaluated`,
        remedy: 'move the container by hand, and check that each patch still finds its target',
      };
  }
  return null;
}

function replacedBy({ site, target }: UnorderedRequest, { by, isUnread }: Other): Refusal | null {
  return {
    message: isUnread
      ? `${by} gives values to the same release, mentions ${lastOf(site.path)} or ${lastOf(target)}, and cannot be read: it may replace what is set here`
      : `${by} gives values to the same release, and also sets ${site.path.join('.')} or ${lastOf(target)}: one would replace the other, or be merged with it`,
    remedy: `move the container by hand: with the moved sidecar, ${lastOf(target)} has to be written in full in each of the files that set it`,
  };
}

/** The document of the values as a release that reads files beside. */
function selfOf({ site: { release }, path, lookup }: UnorderedRequest): readonly FoundUse[] {
  if (isLayered({ release })) return [];
  if (release.files.length + release.inline.length === 0) return [];
  const uses = [{ path, by: path, release, settings: [], rest: '' }];
  return findUses({ ...lookup, uses, made: [], paths: [] });
}

/** A single value that is set for one of the uses, or for a chart that nobody can tell. */
function settingOf(request: UnorderedRequest, uses: readonly FoundUse[]): Refusal | null {
  const { site, target, path, lookup } = request;
  const [key, init] = [site.path.join('.'), target.join('.')];
  const known = new Set((site.beside.get(lastOf(target)) ?? []).map((each) => each.name));
  // In a map one name is set, and the others are not touched; what was there stays what it is.
  const isOther = (name: string): boolean =>
    site.shape === 'map' &&
    (name.startsWith(`${key}.`) ||
      (name.startsWith(`${init}.`) && known.has(name.slice(init.length + 1).split('.')[0] ?? '')));
  const isApart = init !== siblingOf(site.path, lastOf(target));
  const own = isApart ? site.release.parameters.map((name) => ({ name, at: path })) : [];
  const settings = [...uses, ...lookup.uses.unsaid()].flatMap((use) => use.settings);
  for (const { name, at } of [...settings, ...own])
    if ([key, init].some((each) => isOf(name, each) || isAround(name, each)) && !isOther(name))
      return {
        message: `${at} sets ${name}, which takes precedence over what is set here`,
        remedy: 'set that value where the container is, and remove the setting',
      };
  return null;
}

function siblingOf(path: Path, key: string): string {
  return [...path.slice(0, -1), key].join('.');
}

function lastOf(path: Path): string {
  return String(path.at(-1) ?? '');
}

/**
 * Every other file and map of a release that sets one of the two keys. The files are layers, but where
 * nobody can tell what they say, or whether they count more than maps beside them.
 */
function othersOf(request: UnorderedRequest, use: FoundUse, isSelf: boolean): readonly Other[] {
  const { site, path, target, lookup } = request;
  const init = lastOf(target);
  const key = site.path.join('.');
  const last = String(site.path.at(-1));
  const same = new Set(use.files.filter((file) => file.path === path).map((file) => file.written));
  const fromFiles = use.files
    .filter((file) => file.path !== path && !same.has(file.written))
    .flatMap((file): readonly Other[] => {
      const text = lookup.read(file.path) ?? '';
      if (!text.includes(last) && !text.includes(init)) return [];
      const values = isFilled(file) ? [] : valuesIn(text);
      if (values.length === 0) return [{ by: file.path, names: null, isUnread: true }];
      if (!isSelf) return [];
      return values.flatMap((value) => setBy(value, file.path, request));
    });
  const settings = use.settings.flatMap(({ name, at }): readonly Other[] =>
    site.shape === 'map' && name.startsWith(`${key}.`)
      ? [{ by: at, names: [name.slice(key.length + 1).split('.')[0] ?? ''], isUnread: false }]
      : [],
  );
  const rest = use.rest.includes(last) || use.rest.includes(init);
  return [
    ...fromFiles,
    ...(rest ? [{ by: use.by, names: null, isUnread: true }] : []),
    ...use.release.inline.flatMap((value) => setBy(value, use.by, request)),
    ...settings,
  ];
}

function keysOf(value: Value): readonly string[] {
  return isMap(value) ? Object.keys(value) : [];
}

function setBy(value: Value, by: string, { site, target }: UnorderedRequest): readonly Other[] {
  const sidecars = valueAt(value, site.path);
  const inits = valueAt(value, target);
  if (sidecars === undefined && inits === undefined) return [];
  // Init containers of two layers are put in order together, and no file by itself can say how.
  const names = inits === undefined && isMap(sidecars) ? keysOf(sidecars) : null;
  return [{ by, names, isUnread: false }];
}
