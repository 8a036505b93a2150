import type { MergePatch, Patch, Rendering } from '../../model/kustomize.js';
import type { Pod } from '../../model/pod.js';
import type { ValueMap } from '../../model/value.js';
import { UnreachedPatches, unreachedPatchRenderings } from '../graph/unreached-patches.js';

export interface JoinRequest {
  /** Of all kustomizations that were read. */
  readonly patches: readonly Patch[];
  /** By the object that they started from. */
  readonly renderings: ReadonlyMap<ValueMap, readonly Rendering[]>;
  /** Those whose workloads hold these objects, and all others. */
  readonly pods: readonly Pod[];
}

/**
 * Pods with what kustomizations make of them. A merge patch that found its workload is a
 * part of that, and no pod of its own.
 */
export function joinRenderings(request: JoinRequest): readonly Pod[] {
  const { renderings, pods, patches } = request;
  const applied = new Set<string>();
  const ids = new Set<string>();
  for (const own of renderings.values())
    for (const { steps } of own)
      for (const { patch } of steps) {
        ids.add(patch.id);
        if (patch.form === 'merge') applied.add(documentId(patch.path, patch.at.document));
      }
  const strays = new UnreachedPatches(
    patches.filter((patch): patch is MergePatch => patch.form === 'merge' && !ids.has(patch.id)),
  );
  return pods
    .filter(({ path, at }) => !applied.has(documentId(path, at.document)))
    .map((pod) => {
      const own = distinct(renderings.get(pod.workload.object) ?? []);
      return {
        ...pod,
        renderings: [...own, ...unreachedPatchRenderings({ ...pod, renderings: own }, strays)],
      };
    });
}

function documentId(path: string, document: number): string {
  return `${path}#${document}`;
}

/** Overlays that change nothing a rule could see render the same object again and again. */
function distinct(renderings: readonly Rendering[]): readonly Rendering[] {
  const kept = new Map<string, { readonly rendering: Rendering; readonly alike: string[] }>();
  const all = renderings.flatMap((rendering) => {
    const { object, steps, lookUps, unknown, failure, kustomization } = rendering;
    const key = JSON.stringify(object);
    const says = steps.length + lookUps.length + unknown.length > 0 || failure !== null;
    const known = kept.get(key);
    if (known !== undefined && !says) {
      known.alike.push(kustomization);
      return [];
    }
    const own = { rendering, alike: [] };
    if (known === undefined) kept.set(key, own);
    return [own];
  });
  return all.map(({ rendering, alike }) =>
    alike.length === 0 ? rendering : { ...rendering, alike },
  );
}
