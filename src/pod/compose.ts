import type { Fragment, Pod } from '../model/pod.js';

/**
 * Makes fragments the pods that a cluster would see. A manifest's pod spec is whole, so each is a pod
 * of its own; what kustomizations make of it is joined later (`kustomize/join.ts`).
 */
export function compose(fragments: readonly Fragment[]): readonly Pod[] {
  return fragments.map((fragment) => ({
    id: fragment.id,
    fragments: [fragment],
    renderings: [],
    place: fragment.place,
    workload: fragment.workload,
    spec: fragment.spec,
    podLabels: fragment.podLabels,
    podAnnotations: fragment.podAnnotations,
    containers: fragment.containers,
    initContainers: fragment.initContainers,
  }));
}
