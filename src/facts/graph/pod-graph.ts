import type { Container, EffectivePod } from '../../model/pod.js';
import type { PodGraph, Relation } from '../../model/relations.js';

const known = new WeakMap<EffectivePod, PodGraph>();

/** The relations between the containers of a pod, found once. */
export function podGraph(pod: EffectivePod): PodGraph {
  const before = known.get(pod);
  if (before !== undefined) return before;
  const graph = graphOf([]);
  known.set(pod, graph);
  return graph;
}

function graphOf(relations: readonly Relation[]): PodGraph {
  return {
    relations,
    from: (container: Container) => relations.filter(({ from }) => from === container),
    to: (container: Container) => relations.filter(({ to }) => to === container),
  };
}
