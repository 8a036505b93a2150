import { isMap, isScalar, isSeq, Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { nameOf, pairOf } from './nodes.js';

/** Fields that nearly every container has and that need no quotes by themselves. */
const PLAIN_ABLE = ['name', 'image', 'imagePullPolicy', 'terminationMessagePolicy', 'workingDir'];

/** The quote that a list's plain strings are written with; empty where most have none. */
export function quoteOf(seq: YAMLSeq): '' | '"' | "'" {
  const count = { '': 0, '"': 0, "'": 0 };
  for (const item of seq.items) {
    if (!isMap(item)) continue;
    for (const key of PLAIN_ABLE) {
      const value = pairOf(item, key)?.value;
      if (!isScalar(value) || typeof value.value !== 'string') continue;
      if (value.type === Scalar.QUOTE_DOUBLE) count['"']++;
      else if (value.type === Scalar.QUOTE_SINGLE) count["'"]++;
      else count['']++;
    }
  }
  if (count['"'] > count[''] + count["'"]) return '"';
  return count["'"] > count[''] + count['"'] ? "'" : '';
}

/** The quote around a map's keys, as JSON has it. */
export function keyQuoteOf(map: YAMLMap): '' | '"' | "'" {
  const key = map.items[0]?.key;
  if (!isScalar(key)) return '';
  if (key.type === Scalar.QUOTE_DOUBLE) return '"';
  return key.type === Scalar.QUOTE_SINGLE ? "'" : '';
}

/** Whether every container of a pod spec has its keys in alphabetical order, one at least four. */
export function hasSortedKeys(map: YAMLMap, lists: readonly string[]): boolean {
  const items = lists.flatMap((list) => {
    const seq = pairOf(map, list)?.value;
    return isSeq(seq) ? seq.items : [];
  });
  return areSorted(items);
}

/** The same of the containers of any list or map. */
export function areSorted(items: readonly unknown[]): boolean {
  const keys = items.map((item) => (isMap(item) ? item.items.map(({ key }) => nameOf(key)) : []));
  return keys.some((list) => list.length >= 4) && keys.every(isSorted);
}

function isSorted(keys: readonly string[]): boolean {
  return keys.every((key, i) => i === 0 || (keys[i - 1] ?? '') <= key);
}

/** Index of the pair that a new key goes behind: image, else name; or its alphabetical place. */
export function pairBefore(item: YAMLMap, key: string, sorted: boolean): number {
  const keys = item.items.map((pair) => nameOf(pair.key));
  if (sorted) {
    const next = keys.findIndex((other) => other > key);
    if (next !== 0) return (next < 0 ? keys.length : next) - 1;
  }
  const image = keys.indexOf('image');
  if (image >= 0) return image;
  return Math.max(keys.indexOf('name'), 0);
}
