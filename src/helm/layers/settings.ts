import type { Refusal } from '../../model/refusal.js';
import type { Release } from '../../model/values.js';

/** Whether a single setting, as `--set` names it, is of the value under a key or of a part of it. */
export function isOf(name: string, key: string): boolean {
  return `${withoutPlaces(name)}.`.startsWith(`${key}.`);
}

/** Whether it is of the value itself, or of what holds it. */
export function isAround(name: string, key: string): boolean {
  return `${key}.`.startsWith(`${withoutPlaces(name)}.`);
}

/** `sidecars[0].image` without its `[0]`. */
function withoutPlaces(name: string): string {
  return name.replaceAll(/\[\d+\]/g, '');
}

/** A single setting of a release of one of some keys. */
export function parameterObjection(
  { parameters }: Release,
  keys: readonly string[],
): Refusal | null {
  const parameter = parameters.find((name) => keys.some((key) => isOf(name, key)));
  if (parameter === undefined) return null;
  return {
    message: `the parameter ${parameter} sets a part of the same containers by its index`,
    remedy: 'put its value into the values, and remove the parameter',
  };
}
