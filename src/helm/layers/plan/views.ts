import { type Container, containerOf } from '../../../model/container.js';
import type { Layer, LayerStack } from '../../../model/layers.js';
import type { Pod } from '../../../model/pod.js';
import { imageOf } from '../../resolve/image.js';
import { listsOf } from './check.js';
import { type Member, memberOf } from './member.js';

/**
 * The pod of a layer as each of its releases has it, for roles, rules and placement to look at: with
 * the init containers of other layers and, where containers are a map, with all that is merged.
 */
export function stackPods(pod: Pod): readonly Pod[] {
  const member = memberOf(pod);
  if (member === null) return [];
  const views = new Map<string, Pod>();
  for (const stack of member.group.stacks) {
    const view = viewOf(member, stack);
    if (view === null) continue;
    const { containers, initContainers } = view;
    const values = [containers, initContainers].map((list) => list.map(({ value }) => value));
    views.set(JSON.stringify(values), view);
  }
  return views.size > 0 ? [...views.values()] : [pod];
}

/** The pod of a layer in one release; null where that has another's containers. */
export function viewOf({ pod, group, layer }: Member, { layers }: LayerStack): Pod | null {
  const { keys, shape } = group;
  const own = layers.find(({ id }) => id === layer);
  if (own === undefined) return null;
  const top = layers.findLast(({ map }) => map[keys.containers] !== undefined);
  if (shape === 'list' && top !== own) return null;
  const lists = listsOf(
    layers.map(({ map }) => map),
    keys,
  );
  if (lists === null) return null;
  const made = (kind: Container['kind']) => (item: NamedValue, index: number) =>
    renderedContainer(pod, layers, { ...item, kind, index, key: keyOf(kind, keys) });
  return {
    ...pod,
    containers: shape === 'list' ? pod.containers : lists.containers.map(made('container')),
    initContainers: lists.inits.map(made('init')),
  };
}

type NamedValue = Pick<Container, 'name' | 'value'>;

interface Made extends NamedValue {
  readonly kind: Container['kind'];
  readonly index: number;
  readonly key: string;
}

function keyOf(kind: Container['kind'], keys: Member['group']['keys']): string {
  return kind === 'init' ? keys.init : keys.containers;
}

function renderedContainer(
  pod: Pod,
  layers: readonly Layer[],
  { name, value, kind, index, key }: Made,
): Container {
  const own = (kind === 'init' ? pod.initContainers : pod.containers).find(
    (container) => container.name === name,
  );
  const source = layers.findLast(({ map }) => JSON.stringify(map[key] ?? null).includes(name));
  return containerOf(value, {
    name,
    image: imageOf(value),
    kind,
    index,
    place: own?.place ?? source?.place ?? pod.place,
    directives: own?.directives ?? [],
  });
}
