import type { Pod } from '../model/pod.js';
import { isList, isMap, listAt, type Path, textAt, type Value, valueAt } from '../model/value.js';
import { TEXT_KEY } from '../model/values.js';
import type { ReadSide } from './expected.js';
import { documentPairs } from './expected.js';
import type { FileChange } from './model.js';
import type { PodPair } from './pairs.js';

/** Both sides of a file that changed; null where one of them cannot be read. */
export type SidesOf = (
  change: FileChange,
) => Promise<{ readonly before: ReadSide; readonly after: ReadSide } | null>;

/**
 * Containers of Helm values that went from the key that held them and came elsewhere in the same
 * document, and switches that were set: which key a chart reads init containers from is asked later.
 */
export async function valuesPairs(
  pods: readonly Pod[],
  changes: readonly FileChange[],
  sidesOf: SidesOf,
): Promise<readonly PodPair[]> {
  const byPath = new Map(changes.map((change) => [change.from, change] as const));
  const pairs: PodPair[] = [];
  for (const pod of pods) {
    const change = byPath.get(pod.path);
    if (pod.values === undefined || change === undefined) continue;
    const sides = await sidesOf(change);
    if (sides === null) continue;
    const { before, after } = sides;
    const index = documentPairs(before.documents, after.documents).pairs.get(pod.at.document);
    const was = before.documents.get(pod.at.document);
    const is = index === undefined ? undefined : after.documents.get(index);
    if (was === undefined || is === undefined) continue;
    const found = pod.values.switched === null ? movedAmong(pod, was, is) : switchedIn(pod, is);
    if (found.moved.size === 0) continue;
    const place = { ...pod.place, path: change.path };
    // Of a chart that nobody knows the key is the one that somebody has chosen.
    const keys = { ...pod.keys, init: pod.keys.init === '' ? found.init : pod.keys.init };
    const own = { ...pod, keys };
    pairs.push({ before: own, after: { ...own, path: change.path, place }, moved: found.moved });
  }
  return pairs;
}

interface Moved {
  readonly moved: ReadonlySet<string>;
  /** The key in the same map under which they came; empty: it is another map. */
  readonly init: string;
}

function movedAmong({ at, keys, containers }: Pod, was: Value, is: Value): Moved {
  const own = [...at.path, keys.containers];
  const left = namesUnder(valueAt(is, own));
  const gone = containers.map(({ name }) => name).filter((name) => !left.has(name));
  const come = placesOf(new Set(containers.map(({ name }) => name)), is);
  const known = placesOf(new Set(gone), was);
  const fresh = (name: string): readonly string[] =>
    [...(come.get(name) ?? [])].filter((place) => known.get(name)?.has(place) !== true);
  const moved = gone.filter((name) => fresh(name).length > 0);
  const above = at.path.filter((step) => typeof step === 'string').join('\0');
  const beside = moved
    .flatMap(fresh)
    .map((place) => place.split('\0'))
    .find((place) => place.slice(0, -1).join('\0') === above);
  return { moved: new Set(moved), init: beside?.at(-1) ?? '' };
}

function switchedIn({ at, values }: Pod, is: Value): Moved {
  const set = (values?.switched ?? []).filter(({ missing }) =>
    missing.every(({ path, value }) => valueAt(is, [...at.path, ...path]) === value),
  );
  return { moved: new Set(set.map(({ container }) => container)), init: '' };
}

/** The names of containers under a key: of a list, a map, or a text of them. */
function namesUnder(value: Value | undefined): ReadonlySet<string> {
  if (isList(value)) return new Set(value.flatMap((item) => textAt(item, ['name']) ?? []));
  if (!isMap(value)) return new Set();
  if (Object.hasOwn(value, TEXT_KEY)) return namesUnder(listAt(value, [TEXT_KEY]));
  return new Set(Object.keys(value));
}

/** Where items of these names stand, by name: the keys on the way, whatever their place in a list. */
function placesOf(
  names: ReadonlySet<string>,
  root: Value,
): ReadonlyMap<string, ReadonlySet<string>> {
  const places = new Map<string, Set<string>>();
  const add = (name: string, path: Path): void => {
    const own = places.get(name) ?? new Set<string>();
    places.set(name, own.add(path.join('\0')));
  };
  const look = (value: Value, path: Path): void => {
    if (isList(value)) {
      for (const item of value) {
        const name = textAt(item, ['name']);
        if (name !== undefined && names.has(name)) add(name, path);
        look(item, path);
      }
    } else if (isMap(value)) {
      for (const [key, inner] of Object.entries(value)) {
        if (names.has(key)) add(key, path);
        look(inner, [...path, key]);
      }
    }
  };
  look(root, []);
  return places;
}
