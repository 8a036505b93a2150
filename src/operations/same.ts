import { isList, isMap, type Path, type Value } from '../model/value.js';

/** Where two values first differ, and what stands there; undefined where nothing does. */
export interface Difference {
  readonly path: Path;
  readonly left: Value | undefined;
  readonly right: Value | undefined;
}

/** The first difference, or null where the values mean the same. Lists of other lengths differ as a whole. */
export function differenceOf(
  left: Value | undefined,
  right: Value | undefined,
  path: Path = [],
): Difference | null {
  if (Object.is(left, right)) return null;
  if (isList(left) && isList(right)) {
    if (left.length !== right.length) return { path, left, right };
    for (const [i, item] of left.entries()) {
      const inside = differenceOf(item, right[i], [...path, i]);
      if (inside !== null) return inside;
    }
    return null;
  }
  if (isMap(left) && isMap(right)) {
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
      const inside = differenceOf(own(left, key), own(right, key), [...path, key]);
      if (inside !== null) return inside;
    }
    return null;
  }
  return { path, left, right };
}

function own(map: { readonly [key: string]: Value }, key: string): Value | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** The same in one line, as `/spec/containers/0`. */
export function firstDifference(a: Value | undefined, b: Value | undefined): string | null {
  const found = differenceOf(a, b);
  if (found === null) return null;
  const { path, left, right } = found;
  const at = path.map((step) => `/${step}`).join('');
  if (left === undefined || right === undefined) return `${at} (on one side only)`;
  if (isList(left) && isList(right)) return `${at}/ (${left.length} items, and ${right.length})`;
  return `${at}/`;
}
