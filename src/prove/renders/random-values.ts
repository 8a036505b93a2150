import { stringify } from 'yaml';
import { isList, isMap, type Path, type Value } from '../../model/value.js';
import { documentsIn, nameOf, objectOf } from './objects.js';

/** Two renders of one tree and a third of another, without what differs between the first two. */
export type WithoutRandomValues =
  | {
      readonly ok: true;
      readonly before: string;
      readonly after: string;
      /** What was left out of the comparison: `v1 Secret db /data/password`. */
      readonly random: readonly string[];
    }
  | { readonly ok: false; readonly message: string };

const RANDOM = 'generated at random';

/**
 * A chart may make passwords, certificates and dates, and never the same again. Only single values
 * outside of containers are set aside: what cannot be compared there may be what moves.
 */
export function withoutRandomValues(
  before: string,
  again: string,
  after: string,
): WithoutRandomValues {
  if (before === again) return { ok: true, before, after, random: [] };
  const [one, two, three] = [before, again, after].map(documentsIn);
  if (one === undefined || two === undefined || three === undefined || one.length !== two.length)
    return { ok: false, message: 'it renders other objects each time' };
  const random: string[] = [];
  const result = { before: [...one], after: [...three] };
  for (const [i, text] of one.entries()) {
    if (text === two[i]) continue;
    const own = objectOf(text);
    const paths = differing(own, objectOf(two[i] ?? ''));
    const inside = paths?.find((path) => path.length === 0 || path.some(isContainers));
    if (paths === null || inside !== undefined)
      return { ok: false, message: `it renders ${nameOf(own)} differently each time` };
    result.before[i] = stringify(masked(own, paths));
    if (three[i] !== undefined) result.after[i] = stringify(masked(objectOf(three[i]), paths));
    random.push(...paths.map((path) => `${nameOf(own)} /${path.join('/')}`));
  }
  const joined = (texts: readonly string[]): string => texts.join('\n---\n');
  return { ok: true, before: joined(result.before), after: joined(result.after), random };
}

function isContainers(step: string | number): boolean {
  return /ontainers$/.test(String(step));
}

/** Where two values have other texts in the same structure; null where the structure differs. */
function differing(left: Value, right: Value, path: Path = []): readonly Path[] | null {
  if (isList(left) && isList(right))
    return left.length !== right.length
      ? null
      : all(left.map((item, i) => differing(item, right[i] ?? null, [...path, i])));
  if (isMap(left) && isMap(right)) {
    const keys = Object.keys(left);
    if (keys.join('\n') !== Object.keys(right).join('\n')) return null;
    return all(keys.map((key) => differing(left[key] ?? null, right[key] ?? null, [...path, key])));
  }
  if (isList(left) || isMap(left) || isList(right) || isMap(right)) return null;
  return left === right ? [] : [path];
}

function all(found: readonly (readonly Path[] | null)[]): readonly Path[] | null {
  return found.includes(null) ? null : found.flatMap((paths) => paths ?? []);
}

function masked(value: Value, paths: readonly Path[]): Value {
  return paths.reduce(maskedAt, value);
}

function maskedAt(value: Value, [step, ...rest]: Path): Value {
  if (step === undefined) return isList(value) || isMap(value) ? value : RANDOM;
  if (isList(value)) return value.map((item, i) => (i === step ? maskedAt(item, rest) : item));
  if (!isMap(value) || !Object.hasOwn(value, String(step))) return value;
  return { ...value, [step]: maskedAt(value[step] ?? null, rest) };
}
