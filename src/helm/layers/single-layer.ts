import { posix } from 'node:path';
import type { Refusal } from '../../model/refusal.js';
import { isNothing, type Path, valueAt } from '../../model/value.js';
import { keyOf, type ValuesRule, type ValuesSite } from '../../model/values.js';
import { valuesIn } from '../../yaml/read.js';
import { isOfItsOwn } from '../charts/target-form.js';
import { type ComponentMap, componentMapId } from './component-maps.js';
import { type Gathered, gather } from './group.js';
import type { ReleasesIndex } from './releases-index.js';
import { parameterObjection } from './settings.js';

/** What changes its form or its place is decided for one layer: others may not set either key. */
export function movesFarObjection(
  { path }: ValuesSite,
  to: Path,
  spot: ComponentMap,
  gathered: Gathered,
  index: ReleasesIndex,
): Refusal | null {
  const init = String(to.at(-1));
  const there = { ...spot, keys: to.slice(0, -1) };
  const target = gather(index, there, { containers: init, init });
  const own = [componentMapId(spot), componentMapId(there)];
  const lower = below(spot, index);
  const stacks = [...gathered.stacks, ...target.stacks];
  const [unseen] = stacks.flatMap((stack) => stack.unseen);
  if (unseen !== undefined)
    return {
      message: `values also come from ${unseen.noun}: if ${to.join('.')} is set there, one would replace the other`,
      remedy: 'check what is set there, then move the container by hand',
    };
  const layers = stacks.flatMap((stack) => stack.layers);
  // What is empty below is what it would be without.
  const other = layers.find(
    ({ id, path: file, map }) =>
      !own.includes(id) && !(lower.has(file) && Object.values(map).every(isNothing)),
  );
  if (other === undefined) return null;
  return {
    message: `${other.path}:${other.place.line} also sets ${path.join('.')} or ${to.join('.')}, and the chart expects containers there in another form or under another key`,
    remedy: 'move the container by hand in both',
  };
}

/** Files that are below a spot in each release that has both. */
function below(spot: ComponentMap, index: ReleasesIndex): ReadonlySet<string> {
  const below = new Set<string>();
  const others = new Set<string>();
  for (const { entries } of index.specsAt(spot)) {
    const paths = entries.map((entry) => ('spot' in entry ? entry.spot.path : ''));
    const own = paths.indexOf(spot.path);
    if (own < 0) continue;
    for (const [i, path] of paths.entries()) (i < own ? below : others).add(path);
  }
  return new Set([...below].filter((path) => !others.has(path)));
}

export interface ProgramRequest {
  readonly site: ValuesSite;
  readonly rule: ValuesRule & { readonly ok: true };
  /** The folder of the chart, where it lies in the tree. */
  readonly folder: string | null;
  readonly read: (path: string) => string | null;
}

/**
 * What keeps containers in the values of a program where they are. A program is one layer by itself: what
 * else gives values to the release is refused where it could set the same keys.
 */
export function programObjection(request: ProgramRequest): Refusal | null {
  const { site, rule } = request;
  const to = rule.to ?? [];
  const key = site.path.join('.');
  const init = to.join('.');
  if (isOfItsOwn(site, rule))
    return {
      message: `the chart ${rule.chart.name} expects init containers at ${init}, in another form or another object than ${key}, and a program is not edited that far`,
      remedy: `add the container at ${init} by hand, with restartPolicy: Always`,
    };
  const parameter = parameterObjection(site.release, [key, init]);
  if (parameter !== null) return parameter;
  const others = otherValues(site);
  const isWritten = (site.beside.get(keyOf(site.path, to))?.length ?? 0) > 0;
  if (others.length > 0 && !isWritten && site.shape !== 'map')
    return {
      message: `values also come from ${others.join(' and ')}: if ${init} is set there, the moved list would replace it`,
      remedy: `write ${init} in full here, including what is set there; then run again`,
    };
  return defaultOf(request, init);
}

/** What else gives values to a release of a program, as nouns. */
export function otherValues({ release }: ValuesSite): readonly string[] {
  const { layers, files, inline, maps } = release;
  return [
    ...new Set([
      ...layers,
      ...files.map(({ written }) => `the file ${written}`),
      ...maps.map(({ name }) => `the ConfigMap ${name}`),
      ...(inline.length > 0 ? ['other values beside them'] : []),
    ]),
  ];
}

/** A list here replaces that of the chart's own values, and one that goes lets it show. */
function defaultOf({ site, rule, folder, read }: ProgramRequest, init: string): Refusal | null {
  const text = folder === null ? null : read(posix.join(folder, 'values.yaml'));
  const own = text === null ? undefined : valuesIn(text)[0];
  const set = [site.path, rule.to ?? []].find((path) => !isNothing(valueAt(own ?? null, path)));
  if (folder === null || set === undefined) return null;
  return {
    message: `${folder}/values.yaml also sets ${set.join('.')}: what is set here replaces it, and what is removed here no longer does`,
    remedy: `move the container by hand, and write ${init} in full`,
  };
}
