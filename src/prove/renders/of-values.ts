import type { Container } from '../../model/pod.js';
import { isMap, listAt, type Path, textAt, type Value } from '../../model/value.js';
import { repositoryOf } from '../../pod/classify/catalogue/image.js';
import { aroundActions } from '../../text/actions.js';
import { isMadeOf } from '../../text/wildcards.js';
import type { Planned } from './planned.js';

/**
 * The plan of values for a pod that a chart rendered, or null where the pod has none of their
 * containers. Values do not say which pod is theirs: containers are known by name and image.
 */
export function inPod(plan: Planned, containers: readonly Container[]): Planned | null {
  const found = containers.flatMap((container) => {
    const own = plan.held.find((held) => isSame(held, container));
    return own === undefined ? [] : [{ ...own, name: container.name }];
  });
  if (found.length === 0) return null;
  const moved = found.filter((own) => own.moved).map(({ name }) => name);
  return { ...plan, moved: new Set(moved), whole: found.every((own) => !own.moved) };
}

type Known = Pick<Container, 'name' | 'image'>;

/** The tag is for another layer to say, and actions for the chart to run. */
function isSame(held: Known, rendered: Known): boolean {
  if (!isCalled(held.name, rendered.name)) return false;
  const [own, other] = [held.image ?? '', rendered.image ?? ''];
  if (own === '' || other === '' || own.includes('{{')) return true;
  const [short, long] = [repositoryOf(own), repositoryOf(other)];
  // A chart may put the registry before it.
  return long === short || long.endsWith(`/${short}`);
}

/** Whether a rendered name may come from a written one, whose actions the chart runs. */
export function isCalled(written: string, rendered: string): boolean {
  return isMadeOf(rendered, aroundActions(written));
}

/**
 * A chart puts what values give it before or behind init containers of its own, and its row says
 * where: so the sidecars may stand at any place, as long as the others keep their order.
 */
export function placedAsRendered(
  expected: Value,
  rendered: Value,
  at: Path,
  moved: ReadonlySet<string>,
): Value {
  const [own, other] = [listAt(expected, at), listAt(rendered, at)];
  const names = other.map(nameIn);
  const isMoved = (item: Value): boolean => moved.has(nameIn(item));
  const rest = (items: readonly Value[]): string =>
    items
      .filter((item) => !isMoved(item))
      .map(nameIn)
      .join('\n');
  if (own.length !== other.length || rest(own) !== rest(other)) return expected;
  const sorted = [...own].sort((a, b) => names.indexOf(nameIn(a)) - names.indexOf(nameIn(b)));
  return withList(expected, at, sorted);
}

/** Init containers that a chart puts behind sidecars from values, in the order of a render. */
export function behind(rendered: Value, at: Path, moved: ReadonlySet<string>): readonly string[] {
  const items = listAt(rendered, at);
  const first = items.findIndex((item) => moved.has(nameIn(item)));
  return first < 0
    ? []
    : items
        .slice(first)
        .filter((item) => !moved.has(nameIn(item)) && textAt(item, ['restartPolicy']) !== 'Always')
        .map(nameIn);
}

export function nameIn(item: Value): string {
  return textAt(item, ['name']) ?? '';
}

export function withList(value: Value, [step, ...rest]: Path, list: readonly Value[]): Value {
  if (step === undefined) return list;
  if (Array.isArray(value))
    return value.map((item, i) => (i === step ? withList(item, rest, list) : item));
  if (!isMap(value)) return value;
  return { ...value, [step]: withList(value[step] ?? null, rest, list) };
}
