import { isMap, listAt, type Path, textAt, type Value } from '../../model/value.js';

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
