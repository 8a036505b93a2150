import { push } from '../../model/groups.js';
import type { MergePatch, Rendering } from '../../model/kustomize.js';
import type { Pod } from '../../model/pod.js';
import { isList, isMap, type Value } from '../../model/value.js';
import { identityOf, selectorOfPatch, selects } from '../render/selector.js';

/** Thousands of patches for thousands of workloads: most say the one name that they are for. */
export class UnreachedPatches {
  private readonly byKey = new Map<string, number[]>();
  private readonly byPattern: number[] = [];

  constructor(private readonly patches: readonly MergePatch[]) {
    for (const [i, { target, value, path, at }] of patches.entries()) {
      const { name, patterns } = target ?? selectorOfPatch(value);
      if (patterns) this.byPattern.push(i);
      else push(this.byKey, `name ${name}`, i);
      if (at.path.length === 0) push(this.byKey, `document ${at.document} ${path}`, i);
    }
  }

  /** Those that may be for a pod, in their order. */
  for({ path, at, workload }: Pod): readonly MergePatch[] {
    const { name } = identityOf(workload.object);
    const keys = [`name ${name}`, `document ${at.document} ${path}`];
    const found = [...this.byPattern, ...keys.flatMap((key) => this.byKey.get(key) ?? [])];
    return [...new Set(found)].sort((a, b) => a - b).flatMap((i) => this.patches[i] ?? []);
  }
}

/**
 * Patches that no workload of the tree reaches: their base is fetched, generated or not there. Such a
 * patch is no pod, and one that names a container of a workload by its name may be meant for it.
 */
export function unreachedPatchRenderings(pod: Pod, strays: UnreachedPatches): readonly Rendering[] {
  // What failed is said, and hides every patch behind it.
  if (pod.renderings.some(({ failure }) => failure !== null)) return [];
  return strays.for(pod).flatMap((patch): readonly Rendering[] => {
    const named = namesOf(pod, patch);
    if (named.length === 0) return [];
    const { kustomization, place } = patch;
    const { object } = pod.workload;
    const why = 'a patch for it matches no workload in the tree';
    const unknown = [{ why, text: named.join(' '), place }];
    const names = [pod.workload.name];
    const nothing = { alike: [], steps: [], lookUps: [], failure: null };
    return [{ ...nothing, kustomization, object, names, unknown }];
  });
}

/** The containers of a pod that a stray patch speaks of. */
function namesOf(pod: Pod, patch: MergePatch): readonly string[] {
  const { path, at } = pod;
  const own = pod.containers.map(({ name }) => name);
  const isItself =
    patch.path === path && patch.at.document === at.document && patch.at.path.length === 0;
  if (isItself) return own;
  const { object } = pod.workload;
  const selector = patch.target ?? selectorOfPatch(patch.value);
  if (selector.name === '' || !selects(selector, object, [identityOf(object)])) return [];
  const named = containersIn(patch.value);
  return own.filter((name) => named.includes(name));
}

function containersIn(value: Value): readonly string[] {
  if (isList(value)) return value.flatMap(containersIn);
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    /ontainers$/.test(key) && isList(inner)
      ? inner.flatMap((item) => (isMap(item) ? [String(item.name ?? '')] : []))
      : containersIn(inner),
  );
}
