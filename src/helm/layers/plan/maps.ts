import type { Layer } from '../../../model/layers.js';
import { type Settings, settingsAt } from '../../../model/settings.js';
import { isMap, mapAt } from '../../../model/value.js';
import { removedFields } from '../../../pod/removed-fields.js';
import { type GroupPlan, placeOfLayer, refusalAt } from './group-plan.js';

/**
 * Maps merge: what any layer says of a sidecar goes with it, by its name. `decides`: whether a pod of
 * that layer has it, and so says by itself what becomes of it.
 */
export function planMaps(
  plan: GroupPlan,
  decides: (layer: Layer, name: string) => boolean,
  settings: Settings,
): void {
  const { containers, init } = plan.group.keys;
  for (const layer of layersOf(plan)) {
    const moved = plan.movesIn(layer);
    for (const name of plan.moving) {
      const inits = mapAt(layer.map, [init]);
      if (inits !== undefined && Object.hasOwn(inits, name))
        plan.refuse(
          refusalAt(
            layer,
            `${placeOfLayer(layer)} sets part of ${name} under ${init}: after the move that would be an incomplete container, or a duplicate`,
            `put everything about ${name} under ${containers} of both in one place first`,
          ),
        );
      const entries = mapAt(layer.map, [containers]);
      if (entries === undefined || !Object.hasOwn(entries, name) || moved.includes(name)) continue;
      const entry = entries[name];
      if (isMap(entry) && decides(layer, name))
        plan.refuse(
          refusalAt(
            layer,
            `${placeOfLayer(layer)} also changes ${name} under ${containers}, and it cannot move there: only that part of the container would stay there`,
            `see what is reported for ${name} there, or move what ${placeOfLayer(layer)} sets for it to ${init} by hand, together with this`,
          ),
        );
      const { path, at } = layer;
      for (const key of isMap(entry)
        ? removedFields({ value: entry }, settingsAt(settings, layer.path))
        : [])
        plan.add(layer, {
          op: 'remove-node',
          path,
          at,
          list: containers,
          name,
          node: [key],
        });
      plan.add(layer, {
        op: 'move-item',
        path,
        at,
        from: containers,
        to: init,
        name,
        before: null,
      });
    }
  }
}

function layersOf(plan: GroupPlan): ReadonlySet<Layer> {
  const byId = new Map(
    plan.group.stacks.flatMap(({ layers }) => layers.map((layer) => [layer.id, layer] as const)),
  );
  return new Set(byId.values());
}
