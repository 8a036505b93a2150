import type { Layer, LayerGroup, LayerStack, UnseenLayer } from '../../model/layers.js';
import type { ListKeys } from '../../model/node.js';
import type { Carried } from './carried.js';
import { type ComponentMap, componentMapId } from './component-maps.js';
import type { Entry } from './entries.js';
import type { ReleasesIndex, Spec } from './releases-index.js';

/** Everything that is a layer of the same releases as one spot, and of theirs. */
export interface Gathered {
  readonly stacks: readonly LayerStack[];
  /** The documents that say so, with the path of the component in each. */
  readonly carried: readonly { readonly by: Carried; readonly spot: ComponentMap }[];
}

/**
 * The releases that a spot has a layer in, with all that share one of their layers: what is added to a
 * text for one release is there for the others, too.
 */
export function gather(index: ReleasesIndex, first: ComponentMap, keys: ListKeys): Gathered {
  const seen = new Set<string>();
  const stacks = new Map<string, LayerStack>();
  const carried = new Map<Carried, { by: Carried; spot: ComponentMap }>();
  const done = new Set<Spec>();
  const open = [first];
  for (let spot = open.pop(); spot !== undefined; spot = open.pop()) {
    const id = componentMapId(spot);
    if (seen.has(id)) continue;
    seen.add(id);
    const specs = index.specsAt(spot);
    // Values that nothing names are a release by themselves.
    for (const spec of specs.length > 0 ? specs : [alone(spot)]) {
      if (done.has(spec)) continue;
      done.add(spec);
      const { stack, spots } = stackOf(index, spec, keys);
      if (spec.carried !== null)
        carried.set(spec.carried, { by: spec.carried, spot: rootSpot(spec) });
      if (stack.layers.length === 0) continue;
      stacks.set(JSON.stringify([stack.layers.map((layer) => layer.id), stack.unseen]), stack);
      open.push(...spots);
    }
  }
  return { stacks: [...stacks.values()], carried: [...carried.values()] };
}

function alone(spot: ComponentMap): Spec {
  return { entries: [{ spot }], carried: null, keys: spot.keys };
}

function rootSpot({ carried, keys }: Spec): ComponentMap {
  return {
    path: carried?.path ?? '',
    document: carried?.document ?? 0,
    root: carried?.at ?? [],
    keys,
  };
}

interface Stacked {
  readonly stack: LayerStack;
  /** Of its layers. */
  readonly spots: readonly ComponentMap[];
}

function stackOf(index: ReleasesIndex, { entries }: Spec, keys: ListKeys): Stacked {
  const layers: Layer[] = [];
  const spots: ComponentMap[] = [];
  const unseen: UnseenLayer[] = [];
  const hide = (noun: string): number => unseen.push({ noun, above: layers.length });
  for (const entry of entries) {
    if ('unseen' in entry) hide(entry.unseen);
    else {
      const layer = layerOf(index, entry, keys);
      if (layer === 'unreadable') hide(`${entry.spot.path}, which cannot be read`);
      else if (layer !== null) {
        layers.push(layer);
        spots.push(entry.spot);
      }
    }
  }
  return { stack: { layers, unseen }, spots };
}

function layerOf(
  index: ReleasesIndex,
  { spot }: Entry & { readonly spot: ComponentMap },
  keys: ListKeys,
): Layer | null | 'unreadable' {
  // A chart need not have values of its own.
  if (spot.root.length === 0 && !index.files.has(spot.path)) return null;
  return index.files.layerAt(spot, keys);
}

/** A group, where there is more than one layer that anybody sees or knows of. */
export function groupOf(
  { stacks }: Gathered,
  keys: ListKeys,
  shape: LayerGroup['shape'],
): LayerGroup | null {
  const isPlain = stacks.every(({ layers, unseen }) => layers.length < 2 && unseen.length === 0);
  const ids = stacks.flatMap(({ layers }) => layers.map(({ id }) => id)).sort();
  const [id = ''] = ids;
  return isPlain && new Set(ids).size < 2 ? null : { id, keys, shape, stacks };
}
