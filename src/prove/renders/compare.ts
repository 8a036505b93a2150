import type { Settings } from '../../model/settings.js';
import { isList, isMap, textAt, type Value } from '../../model/value.js';
import { type Difference, differenceOf } from '../../operations/same.js';
import { rehashed, renamed, type Texts, withNewTexts } from './embedded.js';
import { lostEndpoint } from './endpoints.js';
import { type MovedPod, migrated } from './migrated.js';
import { documentsIn, nameOf, objectOf, plainName } from './objects.js';
import type { Planned } from './planned.js';
import { migratedService, type PortRewrite } from './service.js';

/** Whether `render(after)` is `migration(render(before))`; if not, where the two first part. */
export type Verdict =
  | { readonly ok: true; readonly changed: number; readonly pods: readonly MovedPod[] }
  | { readonly ok: false; readonly message: string };

interface Rendered {
  readonly before: string;
  readonly after: string;
}

export interface CompareOptions {
  readonly texts?: Texts;
  /** What becomes of Services in the files that both renders read. */
  readonly rewrites?: readonly PortRewrite[];
  readonly anyVolumeOrder?: boolean;
}

/** Compares object by object, in the order in which they are rendered. */
export function compareRenders(
  renders: Rendered,
  plans: readonly Planned[],
  settings: Settings,
  { texts = new Map(), rewrites = [], anyVolumeOrder = false }: CompareOptions = {},
): Verdict {
  const plain = anyVolumeOrder ? withVolumesInOrder : withoutEmptyLists;
  const names = new Map<string, string>();
  const before = documentsIn(renders.before);
  const after = documentsIn(renders.after);
  const others: { name: string; before: Value; after: Value }[] = [];
  const pods: MovedPod[] = [];
  let changed = 0;
  for (let i = 0; i < Math.max(before.length, after.length); i++) {
    const documents = { before: before[i] ?? '', after: after[i] ?? '' };
    // Most objects of a render hold no pod and stay as they are.
    if (documents.before === documents.after && !/ontainers/.test(documents.before)) continue;
    const own = { before: objectOf(documents.before), after: objectOf(documents.after) };
    const name = nameOf(own.before);
    const carried = withNewTexts(own.before, texts);
    const hashes =
      carried === own.before ? null : rehashed(plainName(own.before), plainName(own.after));
    if (hashes !== null) names.set(...hashes);
    else if (nameOf(own.after) !== name)
      return no(
        `${name} should be at position ${i + 1}, and the render has ${nameOf(own.after)} there`,
      );
    if (documents.before !== documents.after) changed++;
    const object = { text: documents.before, value: carried };
    const expected = migrated(object, own.after, plans, settings);
    if (!expected.ok) return no(`${name}: ${expected.message}`);
    pods.push(...expected.pods);
    others.push({ name, before: expected.value, after: expected.rendered });
  }
  for (const { name, before: planned, after: rendered } of others) {
    const expected = renamed(migratedService(planned, rendered, pods, settings, rewrites), names);
    const difference = differenceOf(plain(expected), plain(rendered));
    if (difference !== null) return no(`${name}: ${words(difference)}`);
  }
  const pairs = before.map((text, i) => ({ before: text, after: after[i] ?? '' }));
  const lost = isAccepted(plans) ? null : lostEndpoint(pairs, settings);
  return lost === null ? { ok: true, changed, pods } : no(lost);
}

/** Somebody has said that the name of a port is not needed. */
function isAccepted(plans: readonly Planned[]): boolean {
  return plans.some(({ allowed }) =>
    [...allowed.values()].flat().some((each) => each.kind === 'allow' && each.code === 'SM501'),
  );
}

function no(message: string): Verdict {
  return { ok: false, message };
}

/** An absent container list, a null and an empty one are the same to the API server. */
function withoutEmptyLists(value: Value): Value {
  if (isList(value)) return value.map(withoutEmptyLists);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      /ontainers$/.test(key) && (inner === null || (isList(inner) && inner.length === 0))
        ? []
        : [[key, withoutEmptyLists(inner)]],
    ),
  );
}

/** Volumes by their names, where a renderer puts them together itself (cdk8s-plus, pod.ts). */
function withVolumesInOrder(value: Value): Value {
  const inOrder = (own: Value): Value => {
    if (isList(own)) return own.map(inOrder);
    if (!isMap(own)) return own;
    return Object.fromEntries(
      Object.entries(own).map(([key, inner]) => [
        key,
        key === 'volumes' && isList(inner) ? [...inner].sort(byName) : inOrder(inner),
      ]),
    );
  };
  return inOrder(withoutEmptyLists(value));
}

function byName(a: Value, b: Value): number {
  return (textAt(a, ['name']) ?? '') < (textAt(b, ['name']) ?? '') ? -1 : 1;
}

function words({ path, left, right }: Difference): string {
  const at = path.map((step) => `/${step}`).join('');
  return `${at} should be ${shown(left)}, and is ${shown(right)}`;
}

const LONGEST = 80;

function shown(value: Value | undefined): string {
  if (value === undefined) return 'absent';
  const names = isList(value) ? value.map((item) => textAt(item, ['name']) ?? null) : [null];
  const text = names.includes(null) ? JSON.stringify(value) : `[${names.join(', ')}]`;
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
