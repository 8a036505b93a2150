import type { HeldForm, ListForm } from '../../model/list-form.js';
import {
  isList,
  isMap,
  isNothing,
  type Path,
  type Value,
  type ValueMap,
} from '../../model/value.js';

/** A key of values that holds containers. */
export interface Site {
  /** From the root of the values to the map that has the key. */
  readonly path: Path;
  readonly key: string;
  readonly shape: ListForm;
  readonly map: ValueMap;
  /** Whether nothing but its items tells that they are containers: only a template can say so. */
  readonly otherKey: boolean;
}

const KEY = /(?:[cC]ontainers|[sS]ide[cC]ars)$/;

export function mayNameContainers(key: string): boolean {
  return KEY.test(key) || key === 'initContainer';
}

/** Every key below a value that holds containers, but for those of init containers. */
export function sitesIn(value: Value | undefined): readonly Site[] {
  return allSitesIn(value).filter(({ key }) => !/init/i.test(key));
}

/** The same with those of init containers. */
export function allSitesIn(value: Value | undefined, path: Path = []): readonly Site[] {
  if (isList(value)) return value.flatMap((item, i) => allSitesIn(item, [...path, i]));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, own]): readonly Site[] => {
    const shape = mayNameContainers(key) ? shapeOf(own) : null;
    if (shape !== null) return [{ path, key, shape, map: value, otherKey: false }];
    if (isListUnderOtherKey(key, own))
      return [{ path, key, shape: 'list', map: value, otherKey: true }];
    // A manifest inside of values is no value of this chart.
    return key === 'extraObjects' || key === 'extraDeploy' || key === 'rawResources'
      ? []
      : allSitesIn(own, [...path, key]);
  });
}

/** What holds containers: things with a name or a key, and an image. */
export function shapeOf(value: Value | undefined): ListForm | null {
  if (isList(value)) return value.some(isContainer) && value.every(isMap) ? 'list' : null;
  if (isMap(value)) {
    const entries = Object.values(value);
    return entries.some((entry) => isMap(entry) && hasImage(entry)) ? 'map' : null;
  }
  if (typeof value !== 'string') return null;
  const item = value.search(/^[ \t]*-\s+\S/m);
  return item >= 0 && /\bimage:/.test(value.slice(item)) ? 'text' : null;
}

/** Containers under a key that says nothing of them: each has a name and an image, as a Pod has them. */
function isListUnderOtherKey(key: string, value: Value | undefined): boolean {
  return (
    !mayNameContainers(key) &&
    isList(value) &&
    value.length > 0 &&
    value.every((item) => isContainer(item) && isMap(item) && typeof item.image === 'string')
  );
}

/** A key that may hold containers, whatever it holds. */
export interface Holder {
  /** From the root of the values to the key. */
  readonly path: Path;
  readonly map: ValueMap;
  readonly key: string;
  readonly form: HeldForm;
}

/** Every key of some values that may hold containers. */
export function holdersIn(value: Value | undefined, path: Path = []): readonly Holder[] {
  if (isList(value)) return value.flatMap((item, i) => holdersIn(item, [...path, i]));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, own]): readonly Holder[] => {
    const place = [...path, key];
    if (isListUnderOtherKey(key, own)) return [{ path: place, map: value, key, form: 'list' }];
    if (!mayNameContainers(key)) return holdersIn(own, place);
    const form = isNothing(own) ? 'empty' : (shapeOf(own) ?? 'other');
    const here: Holder = { path: place, map: value, key, form };
    return form === 'other' ? [here, ...holdersIn(own, place)] : [here];
  });
}

function isContainer(item: Value): boolean {
  return isMap(item) && typeof item.name === 'string';
}

function hasImage({ image }: ValueMap): boolean {
  return typeof image === 'string' || isMap(image);
}
