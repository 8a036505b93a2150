import { posix } from 'node:path';
import { type Value, valueAt } from '../../model/value.js';
import { keyOf, type ValuesRule, type ValuesSite } from '../../model/values.js';
import { isOfItsOwn } from '../charts/target-form.js';
import type { LayerObjection } from '../layers/objections.js';
import { documentsOf } from '../resolve/sources.js';

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
export function programObjection(request: ProgramRequest): LayerObjection | null {
  const { site, rule } = request;
  const to = rule.to ?? [];
  const key = site.path.join('.');
  const init = to.join('.');
  if (isOfItsOwn(site, rule))
    return {
      message: `the chart ${rule.chart.name} takes init containers at ${init} in another form or in another object than ${key}, and in programs nothing moves that far`,
      remedy: `write the container at ${init} by hand, with restartPolicy: Always`,
    };
  const { parameters } = site.release;
  const parameter = parameters.find((name) => isBelow(name, [key, init]));
  if (parameter !== undefined)
    return {
      message: `the parameter ${parameter} sets a part of the same containers by its place`,
      remedy: 'put its value into the values, and take the parameter out',
    };
  const others = otherValues(site);
  const isWritten = (site.beside.get(keyOf(site.path, to))?.length ?? 0) > 0;
  if (others.length > 0 && !isWritten && site.shape !== 'map')
    return {
      message: `values come from ${others.join(' and ')}, too: should ${init} be set there, the moved list would replace it`,
      remedy: `write ${init} in full here, with what is set there; then run again`,
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

function isBelow(name: string, keys: readonly string[]): boolean {
  const plain = name.replaceAll(/\[\d+\]/g, '');
  return keys.some((key) => plain === key || plain.startsWith(`${key}.`));
}

/** A list here replaces that of the chart's own values, and one that goes lets it show. */
function defaultOf(
  { site, rule, folder, read }: ProgramRequest,
  init: string,
): LayerObjection | null {
  const text = folder === null ? null : read(posix.join(folder, 'values.yaml'));
  const own = text === null ? undefined : documentsOf(text)[0];
  const set = [site.path, rule.to ?? []].find((path) => !isNothing(valueAt(own ?? null, path)));
  if (folder === null || set === undefined) return null;
  return {
    message: `${folder}/values.yaml sets ${set.join('.')}, too: what is written here replaces it, and what goes from here lets it through`,
    remedy: `move the container by hand, and write ${init} in full`,
  };
}

function isNothing(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
