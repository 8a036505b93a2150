import type { Container } from '../../model/container.js';
import type { Pod } from '../../model/pod.js';
import { keyOf, type ValuesSite } from '../../model/values.js';

/** A pod of values with what its chart makes of them, and the init containers of the target. */
export function withRule(pod: Pod, values: ValuesSite, init: string): Pod {
  const { rule, path } = values;
  const place = rule.ok ? rule.to : null;
  const initContainers: readonly Container[] =
    values.beside.get(place === null ? init : keyOf(path, place)) ?? [];
  const keys = { ...pod.keys, init };
  return { ...pod, keys, values, initContainers };
}
