import type { Pod } from '../../model/pod.js';
import { isMap, listAt, type Path, textAt, type Value } from '../../model/value.js';
import type { Planned } from './planned.js';
import { nameIn, withList } from './values-order.js';

interface Switched {
  readonly rendered: Value;
  /** `grafana-sc-dashboard is grafana-init-sc-dashboard now`. */
  readonly notes: readonly string[];
}

/**
 * A chart whose switch is set makes another container of its own sidecar: with the same image, and
 * with a name and variables that are for the chart to say. Here it gets those that it had, and only what
 * it becomes is compared: one native sidecar in the place of one container.
 */
export function asSwitched(
  rendered: Value,
  inits: Path,
  pod: Pod,
  plans: readonly Planned[],
): Switched {
  const names = new Set(plans.flatMap((plan) => (plan.switched ? [...plan.moved] : [])));
  const known = new Set([...pod.containers, ...pod.initContainers].map(({ name }) => name));
  const notes: string[] = [];
  const left = pod.containers.filter(({ name }) => names.has(name));
  if (left.length === 0) return { rendered, notes };
  const list = listAt(rendered, inits).map((item): Value => {
    const own = nameIn(item);
    const isNew =
      textAt(item, ['restartPolicy']) === 'Always' && (names.has(own) || !known.has(own));
    const at = left.findIndex(
      ({ name, image }) =>
        isNew && textAt(item, ['image']) === image && (name === own || isAlike(name, own)),
    );
    const [was] = at < 0 ? [] : left.splice(at, 1);
    if (was === undefined || !isMap(was.value)) return item;
    if (was.name !== own) notes.push(`${was.name} is ${own} now`);
    return { ...was.value, restartPolicy: 'Always' };
  });
  return { rendered: withList(rendered, inits, list), notes };
}

/** `web-sc-dashboard` and `web-init-sc-dashboard`. */
function isAlike(before: string, after: string): boolean {
  return after.replace('init-', '') === before;
}
