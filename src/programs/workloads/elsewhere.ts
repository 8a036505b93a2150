import type { ts } from 'ts-morph';
import { isList, isMap, type Path, type Value } from '../../model/value.js';
import { hasAllKeys, isComputed } from '../evaluate/computed.js';
import { short } from '../syntax/parse.js';
import type { Item } from './item.js';

/** Containers that are known by their values alone: what writes them is not in the place that is edited. */
export interface Elsewhere {
  readonly items: readonly Item[];
  readonly trouble: string;
}

/** The list of a pod that comes by way of a spread, or of something else that cannot be edited. */
export function elsewhere(pod: Value | undefined, node: ts.Expression): Elsewhere | null {
  if (!isMap(pod) || !isList(pod.containers)) return null;
  const items = pod.containers.map(
    (value): Item => ({
      key: null,
      element: node,
      container: node,
      literal: null,
      value,
      call: null,
    }),
  );
  return { items, trouble: `the list comes from ${short(node)}` };
}

/** Whether a value may have containers at a path that are not told. */
export function mayHide(value: Value | undefined, path: Path): boolean {
  if (!isMap(value)) return false;
  if (isComputed(value)) return true;
  const [step, ...rest] = path;
  const key = String(step ?? 'containers');
  const own = value[key];
  if (own === undefined) return !hasAllKeys(value);
  return step === undefined ? isMap(own) : mayHide(own, rest);
}
