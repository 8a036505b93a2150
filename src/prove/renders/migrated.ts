import { manifest } from '../../../transforms/manifest/index.js';
import { familyOf } from '../../kustomize/rewrite/family.js';
import { groupOf, rowFor } from '../../manifest/kinds/kinds.js';
import { isBlock } from '../../model/finding.js';
import type { Pod } from '../../model/pod.js';
import type { Settings } from '../../model/settings.js';
import { EMPTY_TREE } from '../../model/tree.js';
import { listAt, textAt, type Value } from '../../model/value.js';
import { apply } from '../../operations/apply.js';
import { decidePod } from '../../plan/decide-pod.js';
import { candidatesFor, isPlanned, type Planned } from './planned.js';
import { asSwitched } from './switched.js';
import { behind, placedAsRendered } from './values-order.js';

/** A rendered pod before the change, and those of its containers that are native sidecars after it. */
export interface MovedPod {
  readonly pod: Pod;
  readonly moved: ReadonlySet<string>;
  /** What the chart of their values makes of them, beside moving them. */
  readonly notes: readonly string[];
}

export type Migrated =
  | {
      readonly ok: true;
      readonly value: Value;
      /** What it has to be: the render after, with what a switch is free to change as it was. */
      readonly rendered: Value;
      readonly pods: readonly MovedPod[];
    }
  | { readonly ok: false; readonly message: string };

/** An object of a render. */
export interface RenderedObject {
  readonly text: string;
  readonly value: Value;
}

/** The pods of one rendered document. Who owns a render is not asked: nobody edits it. */
export function podsIn(text: string, settings: Settings): readonly Pod[] {
  const file = { path: 'render', text, provenance: null };
  const reading = manifest.read(file, { kinds: settings.customKinds, thorough: true });
  return manifest.pods(reading);
}

/**
 * The migration of one rendered document: the tool's own decision with the roles as the plan has
 * them, carried out on the value. The render after the change says only which containers moved; that
 * these are the planned ones, and all of them, is part of the proof.
 */
export function migrated(
  before: RenderedObject,
  after: Value,
  plans: readonly Planned[],
  settings: Settings,
): Migrated {
  const pods: MovedPod[] = [];
  let result = before.value;
  let rendered = after;
  for (const pod of podsIn(before.text, settings)) {
    const { at, keys } = pod;
    const inits = [...at.path, keys.init];
    const switched = asSwitched(rendered, inits, pod, plans);
    rendered = switched.rendered;
    const native = nativeIn(rendered, pod);
    const present = pod.containers.map(({ name }) => name);
    const moved = new Set(present.filter((name) => native.has(name)));
    const candidates = candidatesFor(pod, plans);
    if (!isPlanned(moved, present, candidates))
      return {
        ok: false,
        message: unplanned(moved, present, candidates, containersIn(rendered, pod)),
      };
    if (moved.size === 0) continue;
    const own = fixed(pod, moved, settings);
    const family = familyOf(withAllowed(pod, candidates), own);
    const { decision } = decidePod({ family, settings: own, tree: EMPTY_TREE, obstacles: [] });
    const held = decision.containers.find(
      ({ container, state }) => moved.has(container.name) && state !== 'moved',
    );
    if (held !== undefined) {
      const why = held.findings.find(isBlock);
      const words = why === undefined ? decision.reason : `${why.code}: ${why.message}`;
      return { ok: false, message: `${held.container.name} must not move here: ${words}` };
    }
    for (const operation of decision.change?.operations ?? []) result = apply(result, operation);
    const isPlaced = candidates.some((plan) => plan.ofValues);
    if (isPlaced) result = placedAsRendered(result, rendered, inits, moved);
    const later = isPlaced ? behind(rendered, inits, moved) : [];
    const early =
      later.length > 0 ? [`${[...moved].join(' and ')} starts before ${later.join(', ')}`] : [];
    pods.push({ pod, moved, notes: [...switched.notes, ...early] });
  }
  return { ok: true, value: result, rendered, pods };
}

/** Names of the native sidecars where the pod stands in another render of its object. */
function nativeIn(object: Value, pod: Pod): ReadonlySet<string> {
  const { at, keys } = pod;
  const inits = listAt(object, [...at.path, keys.init]);
  return new Set(
    inits.flatMap((entry) =>
      textAt(entry, ['restartPolicy']) === 'Always' ? (textAt(entry, ['name']) ?? []) : [],
    ),
  );
}

function containersIn(object: Value, pod: Pod): ReadonlySet<string> {
  const { at, keys } = pod;
  const containers = listAt(object, [...at.path, keys.containers]);
  return new Set(containers.flatMap((entry) => textAt(entry, ['name']) ?? []));
}

function unplanned(
  moved: ReadonlySet<string>,
  present: readonly string[],
  candidates: readonly Planned[],
  after: ReadonlySet<string>,
): string {
  const planned = new Set(candidates.flatMap((plan) => [...plan.moved]));
  const missing = present.filter((name) => planned.has(name) && !moved.has(name));
  const isGone = !missing.some((name) => after.has(name));
  return missing.length > 0
    ? `${missing.join(', ')} should move, and ${isGone ? 'is not a native sidecar' : 'stays in containers'}`
    : `${[...moved].join(', ')} moves, which is not in the plan`;
}

function withAllowed(pod: Pod, candidates: readonly Planned[]): Pod {
  const containers = pod.containers.map((container) => ({
    ...container,
    directives: candidates.flatMap(({ allowed }) => allowed.get(container.name) ?? []),
  }));
  return { ...pod, containers };
}

/** These names move and no others; what the plan accepted, and what it knew of the kind, holds here. */
function fixed(pod: Pod, moved: ReadonlySet<string>, settings: Settings): Settings {
  const { apiVersion, kind } = pod.workload;
  const podPath = pod.at.path.join('.');
  const isKnown = rowFor(apiVersion, kind, settings.customKinds) !== null;
  const glob = (text: string): Settings['keeps'][number] => ({ text, source: 'the plan' });
  return {
    ...settings,
    sidecars: [...moved].map(glob),
    keeps: pod.containers.flatMap(({ name }) => (moved.has(name) ? [] : [glob(name)])),
    unsafe: true,
    kinds: [],
    customKinds: isKnown
      ? settings.customKinds
      : [...settings.customKinds, { group: groupOf(apiVersion), kind, podPath }],
  };
}
