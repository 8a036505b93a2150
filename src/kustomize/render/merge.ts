import { groupOf } from '../../manifest/kinds/kinds.js';
import { isList, isMap, textAt, type Value, type ValueMap } from '../../model/value.js';
import { PatchError } from './json-patch.js';

/** What a list of maps is merged by, where kustomize knows the type (patchMergeKey of the API). */
const MERGE_KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  ['containers', ['name']],
  ['initContainers', ['name']],
  ['ephemeralContainers', ['name']],
  ['volumes', ['name']],
  ['env', ['name']],
  ['imagePullSecrets', ['name']],
  ['volumeMounts', ['mountPath']],
  ['volumeDevices', ['devicePath']],
  ['ports', ['containerPort', 'protocol']],
  ['hostAliases', ['ip']],
  ['topologySpreadConstraints', ['topologyKey', 'whenUnsatisfiable']],
  ['resourceClaims', ['name']],
]);

/** The one list of that name that is merged by other keys than those of containers. */
const SERVICE_PORTS: readonly string[] = ['port', 'protocol'];

/** Groups whose types kustomize has built in: in all others a patch replaces whole lists. */
const BUILT_IN: ReadonlySet<string> = new Set(['', 'apps', 'batch', 'extensions']);

/**
 * A strategic merge patch applied as kustomize 5 applies it: the items that the patch names come
 * first, in its order; then those that it does not name.
 */
export function mergePatch(object: ValueMap, patch: ValueMap): ValueMap {
  const known: Keys | null = mergesLists(object)
    ? (key) =>
        key === 'ports' && object.kind === 'Service' ? SERVICE_PORTS : (MERGE_KEYS.get(key) ?? null)
    : null;
  const { apiVersion: _, kind: __, metadata, ...rest } = patch;
  const merged = mergeMaps(object, rest, known);
  if (!isMap(metadata)) return merged;
  const { name: ___, namespace: ____, ...meta } = metadata;
  return mergeMaps(merged, { metadata: meta }, known);
}

/** What the list at a key is merged by; null: it is replaced. */
type Keys = (key: string) => readonly string[] | null;

/** Whether kustomize knows the type of an object, and merges its lists item by item. */
export function mergesLists(object: ValueMap): boolean {
  return BUILT_IN.has(groupOf(textAt(object, ['apiVersion']) ?? ''));
}

function mergeMaps(base: ValueMap, patch: ValueMap, known: Keys | null): ValueMap {
  if (patch.$patch === 'replace') return withoutDirective(patch);
  const merged: Record<string, Value> = { ...base };
  for (const [key, value] of Object.entries(patch)) {
    if (key === '$patch') continue;
    if (value === null || (isMap(value) && value.$patch === 'delete')) {
      delete merged[key];
      continue;
    }
    merged[key] = mergeValues(merged[key], value, known?.(key) ?? null, known);
  }
  return merged;
}

function mergeValues(
  base: Value | undefined,
  patch: Value,
  keys: readonly string[] | null,
  known: Keys | null,
): Value {
  if (isMap(patch))
    return isMap(base) ? mergeMaps(base, patch, known) : mergeMaps({}, patch, known);
  if (isList(patch) && keys !== null)
    return mergeLists(isList(base) ? base : [], patch, keys, known);
  return patch;
}

function mergeLists(
  base: readonly Value[],
  patch: readonly Value[],
  keys: readonly string[],
  known: Keys | null,
): readonly Value[] {
  // kustomize takes a list that holds anything but maps for one without keys, and replaces it whole.
  if (!patch.every(isMap))
    throw new PatchError('a list in it has an item that is not a map, and replaces the whole list');
  if (patch.some(isListReplacement)) return patch.filter((item) => !isListReplacement(item));
  const taken = new Set<Value>();
  const first: Value[] = [];
  for (const item of patch) {
    const own = base.find((other) => isSame(item, other, keys));
    if (own !== undefined) taken.add(own);
    if (isMap(item) && item.$patch === 'delete') continue;
    first.push(isMap(item) ? mergeMaps(isMap(own) ? own : {}, item, known) : item);
  }
  return [...first, ...base.filter((item) => !taken.has(item))];
}

function isListReplacement(item: Value): boolean {
  return isMap(item) && item.$patch === 'replace' && Object.keys(item).length === 1;
}

function isSame(a: Value, b: Value, keys: readonly string[]): boolean {
  if (!isMap(a) || !isMap(b)) return Object.is(a, b);
  const given = keys.filter((key) => a[key] !== undefined && b[key] !== undefined);
  return given.length > 0 && given.every((key) => a[key] === b[key]);
}

function withoutDirective(patch: ValueMap): ValueMap {
  const { $patch: _, ...rest } = patch;
  return rest;
}
