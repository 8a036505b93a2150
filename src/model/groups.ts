/** Adds to what a map has under a key. */
export function push<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const own = groups.get(key);
  if (own === undefined) groups.set(key, [value]);
  else own.push(value);
}

/** Values with the same key together: groups in the order of their first, values in their own. */
export function grouped<K, V>(
  values: Iterable<V>,
  keyOf: (value: V) => K,
): ReadonlyMap<K, readonly V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) push(groups, keyOf(value), value);
  return groups;
}
