import type { ts } from 'ts-morph';
import { isList, isMap, type Value, type ValueMap } from '../../model/value.js';

/** Stands for what only running the program would tell; holds the text of the expression. */
export const CODE = '$code';
/** On a container that is there under a condition only; holds the text of the condition. */
export const WHEN = '$when';

export function computed(node: ts.Node): ValueMap {
  return { [CODE]: node.getText() };
}

export function isComputed(value: Value | undefined): boolean {
  return isMap(value) && Object.hasOwn(value, CODE);
}

/** The first computed part of a value that `matters`, as a path of keys, or null. */
export function firstComputed(
  value: Value | undefined,
  matters: (path: readonly string[]) => boolean,
  path: readonly string[] = [],
): { readonly path: readonly string[]; readonly code: string } | null {
  if (!matters(path)) return null;
  if (isMap(value) && isComputed(value)) return { path, code: String(value[CODE]) };
  const parts: readonly (readonly [string, Value])[] = isList(value)
    ? value.map((item, i) => [String(i), item] as const)
    : isMap(value)
      ? Object.entries(value)
      : [];
  for (const [key, part] of parts) {
    const found = firstComputed(part, matters, [...path, key]);
    if (found !== null) return found;
  }
  return null;
}

/** Whether each key of an object is known: neither a spread nor a computed key is among them. */
export function hasAllKeys(value: ValueMap): boolean {
  return !isComputed(value) && !Object.keys(value).some((key) => /^(?:\.\.\.|\[)/.test(key));
}

/** Of a computed image the part in front of its tag: `envoy:${version}` is an envoy, whatever its tag. */
export function writtenImage(image: Value | undefined): string {
  if (typeof image === 'string') return image;
  const code = isMap(image) ? String(image[CODE] ?? '') : '';
  return (
    /^(?:(?:\w+\.)?interpolate)?`([^`$]*[^`$:@/])[:@]\$\{/.exec(code)?.[1] ??
    /^['"]([^'"]*[^'":@/])[:@]['"]\s*\+/.exec(code)?.[1] ??
    ''
  );
}
