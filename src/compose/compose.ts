import type { EffectivePod, Fragment } from '../model/pod.js';

/**
 * Joins fragments into the pods that a cluster would see. A manifest's pod spec is whole, so each
 * fragment is a pod of its own.
 */
export function compose(fragments: readonly Fragment[]): readonly EffectivePod[] {
  return fragments.map((fragment) => ({
    id: fragment.id,
    fragments: [fragment],
    place: fragment.place,
    workload: fragment.workload,
    spec: fragment.spec,
    podLabels: fragment.podLabels,
    podAnnotations: fragment.podAnnotations,
    containers: fragment.containers,
    initContainers: fragment.initContainers,
  }));
}
