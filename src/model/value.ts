/** Plain values, as a reader sees them once syntax is gone: what JSON can hold. */
export type Value = null | boolean | number | string | readonly Value[] | ValueMap;

export interface ValueMap {
  readonly [key: string]: Value;
}

/** Keys and indexes from the root of a document to a node. */
export type Path = readonly (string | number)[];

export function isMap(value: Value | undefined): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** The value at a path, or undefined where the path leads nowhere. */
export function valueAt(root: Value | undefined, path: Path): Value | undefined {
  let here: Value | undefined = root;
  for (const step of path) {
    if (isList(here) && typeof step === 'number') here = here[step];
    else if (isMap(here) && typeof step === 'string' && Object.hasOwn(here, step))
      here = here[step];
    else return undefined;
  }
  return here;
}

export function mapAt(root: Value | undefined, path: Path): ValueMap | undefined {
  const value = valueAt(root, path);
  return isMap(value) ? value : undefined;
}

/** The list at a path; an absent key, a null and anything that is no list give an empty one. */
export function listAt(root: Value | undefined, path: Path): readonly Value[] {
  const value = valueAt(root, path);
  return isList(value) ? value : [];
}

export function textAt(root: Value | undefined, path: Path): string | undefined {
  const value = valueAt(root, path);
  return typeof value === 'string' ? value : undefined;
}

/** Whether nothing is set: no value, none to speak of, an empty list or map. */
export function isNothing(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

export function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((step, i) => step === b[i]);
}
