import type { ChartSwitch } from '../../model/chart.js';
import { isMap, type Path, type Value, type ValueMap, valueAt } from '../../model/value.js';
import type { SwitchedSidecar, ValuesSite } from '../../model/values.js';
import { CHARTS } from './index.js';

/** A map of values that holds settings of sidecars, whatever chart it is for. */
export interface SwitchSite {
  /** From the root of the values to the map. */
  readonly path: Path;
  readonly sidecars: readonly MadeSidecar[];
}

export interface MadeSidecar extends SwitchedSidecar {
  readonly image: string;
  /** The key of the map by which it is made, or made native. */
  readonly key: string;
}

/** By the last key of the map that their keys are counted from: `sidecar`, `env`, `proxy`. */
const BY_KEY: ReadonlyMap<string, readonly ChartSwitch[]> = new Map(
  ['sidecar', 'env', 'proxy'].map((key) => [
    key,
    distinct(CHARTS.flatMap(({ switches }) => switches.filter(({ at }) => lastKey(at) === key))),
  ]),
);

function lastKey(at: string): string {
  return at.slice(at.lastIndexOf('.') + 1);
}

/** One for each container: charts that depend on another one have its switches, too. */
function distinct(switches: readonly ChartSwitch[]): readonly ChartSwitch[] {
  return [...new Map(switches.map((each) => [each.container, each])).values()];
}

/** Every map of some values with a sidecar that a chart would make, natively or not. */
export function switchSitesIn(value: Value | undefined, path: Path = []): readonly SwitchSite[] {
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, own]): readonly SwitchSite[] => {
    const place = [...path, key];
    const sidecars = isMap(own) ? (BY_KEY.get(key) ?? []).flatMap((each) => made(own, each)) : [];
    const here: readonly SwitchSite[] = sidecars.length > 0 ? [{ path: place, sidecars }] : [];
    return [...here, ...switchSitesIn(own, place)];
  });
}

function made(map: ValueMap, each: ChartSwitch): readonly MadeSidecar[] {
  const { container, image, madeBy, sets, ends } = each;
  const states = sets.map(({ key, value, or = [] }) => {
    const path = key.split('.');
    const own = valueAt(map, path);
    const isSet = own !== undefined && [String(value), ...or].includes(String(own));
    return { path, value: typed(value, own), present: own !== undefined, isSet };
  });
  const missing = states.filter(({ isSet }) => !isSet);
  const isMade =
    madeBy === null
      ? states.some(({ present }) => present)
      : valueAt(map, madeBy.split('.')) === true;
  if (!isMade) return [];
  const doesEnd = ends !== null && valueAt(map, ends.key.split('.')) === ends.value;
  // Made an init container that looks once, and meant to be one.
  if (doesEnd && states[0]?.isSet === true) return [];
  return [
    {
      container,
      image,
      key: (madeBy ?? sets[0]?.key ?? '').split('.')[0] ?? '',
      missing: missing.map(({ path, value, present }) => ({ path, value, present })),
      ends: doesEnd ? `${ends.key}: ${ends.value}` : null,
    },
  ];
}

/** Whether values say that the chart makes all sidecars of a list native, where they are. */
export function areNative({ path, whole, rule }: ValuesSite): boolean {
  if (!rule.ok || rule.to !== null) return false;
  const from = rule.component.from?.split('.').length ?? 0;
  const above = path.slice(0, path.length - from);
  return rule.chart.switches.some(
    ({ at, sets }) =>
      at === '' &&
      sets.every(({ key, value }) => valueAt(whole, [...above, ...key.split('.')]) === value),
  );
}

/** In the type of what is there: an environment variable may be written as a text or not. */
function typed(value: string | boolean, own: Value | undefined): string | boolean {
  return value === 'true' && typeof own === 'boolean' ? true : value;
}
