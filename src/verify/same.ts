import { isList, isMap, type Value } from '../model/value.js';

/** Where two values first differ, as `/spec/containers/0`, or null where they mean the same. */
export function firstDifference(a: Value | undefined, b: Value | undefined): string | null {
  if (Object.is(a, b)) return null;
  if (isList(a) && isList(b)) {
    if (a.length !== b.length) return `/ (${a.length} items against ${b.length})`;
    for (const [i, item] of a.entries()) {
      const inside = firstDifference(item, b[i]);
      if (inside !== null) return `/${i}${inside}`;
    }
    return null;
  }
  if (isMap(a) && isMap(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      if (Object.hasOwn(a, key) !== Object.hasOwn(b, key)) return `/${key} (on one side only)`;
      const inside = firstDifference(a[key], b[key]);
      if (inside !== null) return `/${key}${inside}`;
    }
    return null;
  }
  return '/';
}
