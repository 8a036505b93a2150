import type { LookUp } from '../../model/kustomize.js';
import type { ListKeys } from '../../model/node.js';
import { isMap, listAt, type Path, type ValueMap } from '../../model/value.js';

export interface PathRewrite {
  readonly lookUp: LookUp;
  readonly keys: ListKeys;
  readonly podPath: Path;
  readonly names: ReadonlySet<string>;
  /** The object with its sidecars moved. */
  readonly migrated: ValueMap;
}

/** The field path as it has to be, itself where nothing changes; null where no path would do. */
export function rewritePath({
  lookUp: { fieldPath, object },
  keys,
  podPath,
  names,
  migrated,
}: PathRewrite): string | null {
  const { text } = fieldPath;
  const start = `${podPath.join('.')}.`;
  const moves = listAt(object, [...podPath, keys.containers]).some(
    (item) => isMap(item) && names.has(String(item.name)),
  );
  // A path to the pod spec, or above it, takes both lists along.
  if (start.startsWith(`${text}.`)) return moves ? null : text;
  if (!text.startsWith(start)) return text;
  const match = /^(\w+)(?:(\.?\[)(?:(name=)([^\]]+)|(\d+|\*))\]|\.(\d+|\*))?(?=\.|\[|$)(.*)$/s.exec(
    text.slice(start.length),
  );
  const [, list = '', open = '', byName, name = '', bracketed, dotted, rest = ''] = match ?? [];
  if (list !== keys.containers && list !== keys.init) return text;
  const index = bracketed ?? dotted;
  // The whole list, or every item of it, is another set once a sidecar has left or joined it.
  if (byName === undefined && (index === undefined || index === '*')) return moves ? null : text;
  const wanted = byName === undefined ? nameAt(object, [...podPath, list], Number(index)) : name;
  const lists = [keys.containers, keys.init].flatMap((key) => listAt(object, [...podPath, key]));
  if (lists.filter((item) => isMap(item) && item.name === wanted).length > 1)
    return moves ? null : text;
  for (const own of [keys.containers, keys.init]) {
    const place = listAt(migrated, [...podPath, own]).findIndex(
      (item) => isMap(item) && item.name === wanted,
    );
    if (wanted === '' || place < 0) continue;
    if (byName !== undefined) return `${start}${own}${open}name=${name}]${rest}`;
    return `${start}${own}${dotted === undefined ? `${open}${place}]` : `.${place}`}${rest}`;
  }
  return moves && byName === undefined ? null : text;
}

function nameAt(object: ValueMap, path: Path, index: number): string {
  const item = listAt(object, path)[index];
  return isMap(item ?? null) ? String((item as ValueMap).name ?? '') : '';
}
