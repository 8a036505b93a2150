import { push } from '../../model/groups.js';
import type { PortOwner, ServiceReference, Tree } from '../../model/tree.js';
import type { ValueMap } from '../../model/value.js';
import { mayShare, selects } from './selector.js';

/** A list of the index by a key of its entries, made once for each tree. */
function lookup<T>(
  listOf: (tree: Tree) => readonly T[],
  keysOf: (entry: T) => readonly string[],
): (tree: Tree) => ReadonlyMap<string, readonly T[]> {
  const made = new WeakMap<Tree, ReadonlyMap<string, readonly T[]>>();
  return (tree) => {
    const known = made.get(tree);
    if (known !== undefined) return known;
    const index = new Map<string, T[]>();
    for (const entry of listOf(tree)) for (const key of keysOf(entry)) push(index, key, entry);
    made.set(tree, index);
    return index;
  };
}

const services = (tree: Tree): readonly ServiceReference[] => tree.services;

/** Services by the id of what is written. */
export const servicesById = lookup(services, ({ id }) => [id]);

export const servicesByName = lookup(services, ({ name }) => [name]);

function labelsOf(labels: ValueMap): readonly string[] {
  return Object.entries(labels).map(([key, value]) => `${key}=${String(value)}`);
}

/** Services by the first label that they select by. */
export const servicesByLabel = lookup(services, ({ selector }) => labelsOf(selector).slice(0, 1));

const ownersByLabel = lookup(
  (tree) => tree.portOwners,
  ({ labels }) => labelsOf(labels),
);

/** The workloads whose pods a Service sends to. */
export function ownersSelected(
  { selector, namespace }: ServiceReference,
  tree: Tree,
): readonly PortOwner[] {
  const [first = ''] = labelsOf(selector);
  return (ownersByLabel(tree).get(first) ?? []).filter(
    (owner) =>
      mayShare(owner.namespace, namespace) &&
      selects({ labels: selector, expressions: [] }, owner.labels),
  );
}
