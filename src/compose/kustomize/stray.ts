import type { MergePatch, Rendering } from '../../model/kustomize.js';
import type { EffectivePod } from '../../model/pod.js';
import { isList, isMap, type Value } from '../../model/value.js';
import { identityOf, selectorOfPatch, selects } from './selector.js';

/**
 * Patches that no workload of the tree reaches: their base is fetched, generated or not there. Such a
 * patch is no pod, and one that names a container of a workload by its name may be meant for it.
 */
export function strayRenderings(
  pod: EffectivePod,
  strays: readonly MergePatch[],
): readonly Rendering[] {
  // What failed is said, and hides every patch behind it.
  if (pod.renderings.some(({ failure }) => failure !== null)) return [];
  return strays.flatMap((patch): readonly Rendering[] => {
    const named = namesOf(pod, patch);
    if (named.length === 0) return [];
    const { kustomization, place } = patch;
    const { object } = pod.workload;
    const why = 'a patch for it reaches no workload of the tree';
    const unknown = [{ why, text: named.join(' '), place }];
    const names = [pod.workload.name];
    const nothing = { alike: [], steps: [], lookUps: [], failure: null };
    return [{ ...nothing, kustomization, object, names, unknown }];
  });
}

/** The containers of a pod that a stray patch speaks of. */
function namesOf(pod: EffectivePod, patch: MergePatch): readonly string[] {
  const { path, at } = pod.fragments[0];
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
