import { isList, isMap, type Path, type Value, type ValueMap } from '../../src/model/value.js';

/** A key of values that holds containers. */
export interface Site {
  /** From the root of the values to the map that has the key. */
  readonly path: Path;
  readonly key: string;
  readonly shape: 'list' | 'map' | 'string';
  readonly map: ValueMap;
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
    if (shape !== null) return [{ path, key, shape, map: value }];
    // A manifest inside of values is no value of this chart.
    return key === 'extraObjects' || key === 'extraDeploy' || key === 'rawResources'
      ? []
      : allSitesIn(own, [...path, key]);
  });
}

/** What holds containers: things with a name or a key, and an image. */
export function shapeOf(value: Value | undefined): Site['shape'] | null {
  if (isList(value)) return value.some(isContainer) && value.every(isMap) ? 'list' : null;
  if (isMap(value)) {
    const entries = Object.values(value);
    return entries.some((entry) => isMap(entry) && hasImage(entry)) ? 'map' : null;
  }
  return typeof value === 'string' && /^\s*-\s+\w[\s\S]*\bimage:/.test(value) ? 'string' : null;
}

function isContainer(item: Value): boolean {
  return isMap(item) && typeof item.name === 'string';
}

function hasImage({ image }: ValueMap): boolean {
  return typeof image === 'string' || isMap(image);
}
