import { isDeepStrictEqual } from 'node:util';
import type { ListKeys } from '../../../model/node.js';
import { isList, isMap, type Value, type ValueMap } from '../../../model/value.js';
import { effective } from '../effective.js';

/** One container as a release has it in the end. */
export interface Item {
  readonly name: string;
  readonly value: ValueMap;
}

/** The two lists of a component as all layers of a release make them. */
export interface Lists {
  readonly containers: readonly Item[];
  readonly inits: readonly Item[];
}

/** The lists that layers make, lowest first; null where one of them holds no containers. */
export function listsOf(layers: readonly ValueMap[], keys: ListKeys): Lists | null {
  const values = effective(layers);
  const containers = itemsIn(values[keys.containers]);
  const inits = itemsIn(values[keys.init]);
  return containers === null || inits === null ? null : { containers, inits };
}

function itemsIn(value: Value | undefined): readonly Item[] | null {
  if (value === undefined) return [];
  // Templates range over a map in the order of its keys.
  if (isMap(value)) return everyOne(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  if (!isList(value)) return null;
  return everyOne(value.map((item) => [isMap(item) ? item.name : undefined, item]));
}

function everyOne(
  entries: readonly (readonly [Value | undefined, Value])[],
): readonly Item[] | null {
  const items = entries.flatMap(([name, value]): readonly Item[] =>
    typeof name === 'string' && isMap(value) ? [{ name, value }] : [],
  );
  return items.length === entries.length ? items : null;
}

export interface CheckRequest {
  /** Layers of one release, lowest first, before and after. */
  readonly before: readonly ValueMap[];
  readonly after: readonly ValueMap[];
  readonly keys: ListKeys;
  /** Names of the sidecars that move in any of its layers. */
  readonly moving: ReadonlySet<string>;
  /** Fields of containers that the plan changes. */
  readonly changed: ReadonlySet<string>;
}

/**
 * What a plan would do to one release, or null where all is well: the same containers, every moved
 * sidecar native, no init container lost or doubled, and none of them in halves.
 */
export function flawIn(request: CheckRequest): string | null {
  const { keys, moving, changed } = request;
  const before = listsOf(request.before, keys);
  const after = listsOf(request.after, keys);
  if (before === null || after === null)
    return 'one of the two keys holds something other than containers';
  const double = firstDouble([...after.containers, ...after.inits]);
  if (double !== null) return `${double} would be there twice`;
  const staying = before.containers.filter(({ name }) => !moving.has(name));
  const moved = before.containers.filter(({ name }) => moving.has(name));
  const foreign = after.inits.filter(({ name }) => !before.inits.some(isCalled(name)));
  const strange = foreign.find(({ name }) => !moved.some(isCalled(name)));
  if (strange !== undefined)
    return `${strange.name} would start in a release in which it does not run today`;
  return (
    unlike(staying, after.containers, changed, 'the container') ??
    unlike(
      before.inits,
      after.inits.filter(({ name }) => before.inits.some(isCalled(name))),
      changed,
      'the init container',
    ) ??
    unlike(moved.map(native), inOrderOf(moved, foreign), changed, 'the sidecar')
  );
}

/** The first that is not in both, in the same order, and as a whole. */
function unlike(
  before: readonly Item[],
  after: readonly Item[],
  changed: ReadonlySet<string>,
  noun: string,
): string | null {
  const lost = before.find(({ name }) => !after.some(isCalled(name)));
  if (lost !== undefined) return `${noun} ${lost.name} would be lost`;
  const extra = after.find(({ name }) => !before.some(isCalled(name)));
  if (extra !== undefined) return `${noun} ${extra.name} would be left over, or appear`;
  for (const [i, item] of before.entries()) {
    const own = after[i];
    if (own?.name !== item.name) return `${noun} ${item.name} would change its position`;
    if (!isDeepStrictEqual(bare(item, changed), bare(own, changed)))
      return `${noun} ${item.name} would change`;
  }
  return null;
}

function bare({ value }: Item, changed: ReadonlySet<string>): Value {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !changed.has(key)));
}

function native({ name, value }: Item): Item {
  return { name, value: { ...value, restartPolicy: 'Always' } };
}

/** Placement among init containers is judged elsewhere: it may part neighbours and swap none. */
function inOrderOf(moved: readonly Item[], items: readonly Item[]): readonly Item[] {
  return moved.flatMap(({ name }) => items.filter(isCalled(name)));
}

function firstDouble(items: readonly Item[]): string | null {
  const seen = new Set<string>();
  for (const { name } of items) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return null;
}

function isCalled(name: string): (item: Item) => boolean {
  return (item) => item.name === name;
}
