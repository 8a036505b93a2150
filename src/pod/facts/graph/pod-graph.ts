import type { Container } from '../../../model/container.js';
import { grouped } from '../../../model/groups.js';
import type { Pod } from '../../../model/pod.js';
import type { PodGraph, Relation } from '../../../model/relations.js';
import { dials } from './dials.js';
import { files } from './files.js';
import { processes } from './processes.js';
import { redirects } from './redirects.js';
import { type Scene, sceneOf } from './scene.js';
import { sockets } from './sockets.js';
import { propagation, volumes } from './volumes.js';

/** One kind of relation a file; a new one is a line here. */
const FINDERS: readonly ((scene: Scene) => readonly Relation[])[] = [
  ...[dials, sockets, propagation, volumes, files, processes, redirects],
];

const known = new WeakMap<Pod, PodGraph>();

/** The relations between the containers of a pod, found once. */
export function podGraph(pod: Pod): PodGraph {
  const before = known.get(pod);
  if (before !== undefined) return before;
  const graph = graphOf(relationsIn(pod));
  known.set(pod, graph);
  return graph;
}

function relationsIn(pod: Pod): readonly Relation[] {
  if (pod.containers.length + pod.initContainers.length < 2) return [];
  const scene = sceneOf(pod);
  return distinct(FINDERS.flatMap((find) => find(scene)));
}

/** The same thing said twice is one relation, with the surer evidence. */
function distinct(relations: readonly Relation[]): readonly Relation[] {
  const numbers = new Map<Container, number>();
  const numberOf = (container: Container): number => {
    const number = numbers.get(container) ?? numbers.size;
    numbers.set(container, number);
    return number;
  };
  const found = new Map<string, Relation>();
  for (const each of relations) {
    const { kind, from, to, occasion, port = '', volume = '' } = each;
    if (from === to) continue;
    const key = `${kind} ${numberOf(from)} ${numberOf(to)} ${occasion} ${port} ${volume}`;
    const before = found.get(key);
    if (before === undefined || (before.certainty === 'likely' && each.certainty === 'written'))
      found.set(key, each);
  }
  return [...found.values()];
}

function graphOf(relations: readonly Relation[]): PodGraph {
  const from = grouped(relations, (relation) => relation.from);
  const to = grouped(relations, (relation) => relation.to);
  return {
    relations,
    from: (container) => from.get(container) ?? [],
    to: (container) => to.get(container) ?? [],
  };
}
