// Values for one component of a chart.
import { parse, stringify } from 'yaml';

/** A map with a value at a path of keys, over what is there. */
export function withValue(values, path, value) {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const holder = typeof values === 'object' && values !== null ? values : {};
  return { ...holder, [key]: withValue(holder[key], rest, value) };
}

/** Containers in the shape that a key takes them in. */
export function shaped(containers, shape) {
  if (containers.length === 0) return shape === 'map' ? {} : shape === 'string' ? '' : [];
  if (shape === 'string') return stringify(containers);
  if (shape !== 'map') return containers;
  return Object.fromEntries(containers.map(({ name, ...rest }) => [name, rest]));
}

export function merged(base, own) {
  if (!isMap(base) || !isMap(own)) return own ?? base;
  const keys = [...new Set([...Object.keys(base), ...Object.keys(own)])];
  return Object.fromEntries(
    keys.map((key) => [key, key in own ? merged(base[key], own[key]) : base[key]]),
  );
}

function isMap(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export { parse, stringify };
