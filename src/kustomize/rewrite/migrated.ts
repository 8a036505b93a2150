import type { Step } from '../../model/kustomize.js';
import type { Pod } from '../../model/pod.js';
import type { Settings } from '../../model/settings.js';
import { isList, isMap, type Value, type ValueMap } from '../../model/value.js';
import { apply } from '../../operations/apply.js';
import { changeOf } from '../../plan/change.js';
import { place } from '../../plan/placement.js';
import { removalsOf } from '../../plan/removals/index.js';
import { PatchError } from '../render/json-patch.js';
import { podIn } from './views.js';

export interface Migration {
  readonly pod: Pod;
  /** Names of the containers that move. */
  readonly names: ReadonlySet<string>;
  readonly settings: MigrationSettings;
}

/** What of the settings makes a difference: never what the user accepts. */
export type MigrationSettings = Pick<Settings, 'placement' | 'kubeMinor' | 'removeWorkarounds'>;

/**
 * An object on its way through the kustomizations, as it is to be once its sidecars have moved.
 *
 * @throws {PatchError} where one of them is there twice: nobody could tell which of them is meant.
 */
export function migrated(
  object: ValueMap,
  { pod, names, settings }: Migration,
  steps: readonly Step[] = [],
): ValueMap {
  const own = podIn(pod, object, steps);
  if (own === null) return object;
  const moving = own.containers.filter(({ name }) => names.has(name));
  const twice = moving.find(({ name }, i) => moving.findIndex((each) => each.name === name) < i);
  if (twice !== undefined) throw new PatchError(`${twice.name} is there twice at some point`);
  const { before } = place(own, moving, settings);
  const removals = removalsOf(own, moving, settings);
  const change = changeOf(own, { moving, before, removals, findings: new Map() }, settings);
  const after = change?.operations.reduce<Value>(apply, object) ?? object;
  return isMap(after) ? after : object;
}

/** An absent list, null and an empty one are the same to the API server. */
export function withoutEmptyLists(value: Value): Value {
  if (isList(value)) return value.map(withoutEmptyLists);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null && !(isList(inner) && inner.length === 0))
      .map(([key, inner]) => [key, withoutEmptyLists(inner)]),
  );
}
