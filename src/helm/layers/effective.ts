import { isMap, type Value, type ValueMap } from '../../model/value.js';

/**
 * What Helm makes of several layers of values, lowest first: maps merge, scalars and lists replace,
 * null deletes (helm.sh/docs/chart_template_guide/values_files, pkg/chart/common/util/coalesce.go).
 */
export function effective(layers: readonly ValueMap[]): ValueMap {
  const whole = layers.reduce<ValueMap>((lower, higher) => merged(lower, higher), {});
  return withoutNulls(whole);
}

function merged(lower: ValueMap, higher: ValueMap): ValueMap {
  const all = Object.entries(higher).map(([key, value]): [string, Value] => {
    const below = Object.hasOwn(lower, key) ? lower[key] : undefined;
    return [key, isMap(below) && isMap(value) ? merged(below, value) : value];
  });
  return { ...lower, ...Object.fromEntries(all) };
}

/** What stands in a list is a value like any other, null too. */
function withoutNulls(map: ValueMap): ValueMap {
  return Object.fromEntries(
    Object.entries(map).flatMap(([key, value]): [string, Value][] => {
      if (value === null) return [];
      return [[key, isMap(value) ? withoutNulls(value) : value]];
    }),
  );
}
