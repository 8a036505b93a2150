import { isList, isMap, type Path, type Value, type ValueMap } from '../model/value.js';

/** Where what is there is not what was expected; undefined: nothing is there. */
export interface Deviation {
  readonly path: Path;
  /** The names of the items on the way, where lists have names: for people. */
  readonly words: readonly string[];
  readonly expected: Value | undefined;
  readonly actual: Value | undefined;
  /** Items of a list are all there, and stand in another order. */
  readonly order?: true;
}

/** Nobody reads on after so many. */
const MOST = 50;

/** Every difference of two values. Items of a list that have names are compared by their names. */
export function deviations(
  expected: Value,
  actual: Value,
  /** Whether an empty list of containers says something that an absent one does not. */
  strict = false,
): readonly Deviation[] {
  const found: Deviation[] = [];
  compare(expected, actual, { path: [], words: [], strict }, found);
  return found.map(({ path, words, expected: left, actual: right, order }) => ({
    ...{ path, words, expected: left, actual: right },
    ...(order === undefined ? {} : { order }),
  }));
}

/** The same word for the same place. */
export function keyOf({ path, words, order }: Deviation): string {
  return JSON.stringify([words, order ?? path.length]);
}

interface Here {
  readonly path: Path;
  readonly words: readonly string[];
  readonly strict: boolean;
}

function compare(
  expected: Value | undefined,
  actual: Value | undefined,
  here: Here,
  found: Deviation[],
): void {
  if (found.length >= MOST || Object.is(expected, actual)) return;
  if (isMap(expected) && isMap(actual)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      const [a, b] = [own(expected, key), own(actual, key)];
      // An absent list of containers, null and an empty one are the same to the API server.
      if (!here.strict && /ontainers$/i.test(key) && isNothing(a) && isNothing(b)) continue;
      compare(a, b, step(here, key), found);
    }
    return;
  }
  if (isList(expected) && isList(actual)) {
    const [left, right] = [namedItems(expected), namedItems(actual)];
    if (left !== null && right !== null) compareNamed(left, right, here, found);
    else compareItems(expected, actual, here, found);
    return;
  }
  found.push({ ...here, expected, actual });
}

function compareItems(
  expected: readonly Value[],
  actual: readonly Value[],
  here: Here,
  found: Deviation[],
): void {
  if (expected.length !== actual.length) {
    found.push({ ...here, expected, actual });
    return;
  }
  for (const [i, item] of expected.entries()) compare(item, actual[i], step(here, i), found);
}

type Named = ReadonlyMap<string, { readonly value: ValueMap; readonly index: number }>;

/** The items of a list by their names; null where they have none, or share one. */
function namedItems(items: readonly Value[]): Named | null {
  const named = new Map<string, { readonly value: ValueMap; readonly index: number }>();
  for (const [index, value] of items.entries()) {
    if (!isMap(value) || typeof value.name !== 'string' || named.has(value.name)) return null;
    named.set(value.name, { value, index });
  }
  return named;
}

function compareNamed(expected: Named, actual: Named, here: Here, found: Deviation[]): void {
  for (const [name, { value, index }] of expected) {
    const other = actual.get(name);
    const at = {
      ...here,
      path: [...here.path, other?.index ?? index],
      words: [...here.words, name],
    };
    if (other === undefined) found.push({ ...at, expected: value, actual: undefined });
    else compare(value, other.value, at, found);
  }
  for (const [name, { value, index }] of actual)
    if (!expected.has(name))
      found.push({
        path: [...here.path, index],
        words: [...here.words, name],
        expected: undefined,
        actual: value,
      });
  const order = (names: Iterable<string>, others: Named): readonly string[] =>
    [...names].filter((name) => others.has(name));
  const [left, right] = [order(expected.keys(), actual), order(actual.keys(), expected)];
  if (left.some((name, i) => name !== right[i]))
    found.push({ ...here, expected: left, actual: right, order: true });
}

function step(here: Here, key: string | number): Here {
  return { ...here, path: [...here.path, key], words: [...here.words, String(key)] };
}

function own(map: ValueMap, key: string): Value | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function isNothing(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (isList(value)) return value.length === 0;
  return isMap(value) && Object.keys(value).length === 0;
}
