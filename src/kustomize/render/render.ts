import type {
  Failure,
  FieldPath,
  JsonBody,
  Kustomization,
  LookUp,
  MergeBody,
  Patch,
  Rendering,
  Selector,
  Step,
  Unfollowed,
} from '../../model/kustomize.js';
import { isMap, type ValueMap } from '../../model/value.js';
import { kustomizationsBelow, type Links } from '../graph/below.js';
import { applyJson, jsonOperation, PatchError } from './json-patch.js';
import { mergePatch } from './merge.js';
import { type Identity, identityOf, selectorOfPatch, selects } from './selector.js';
import { transformed, withNewImages } from './transformers.js';

/** A workload on its way through the kustomizations. */
interface Instance {
  /** The object as it is written, by which one knows where it came from. */
  readonly origin: ValueMap;
  readonly object: ValueMap;
  /** Every name that it has had, the first included. */
  readonly identities: readonly Identity[];
  readonly steps: readonly Step[];
  readonly lookUps: readonly LookUp[];
  readonly unknown: readonly Unfollowed[];
  readonly failure: Failure | null;
}

export interface Graph extends Links {
  /** Objects of a file: those that hold pods, or those that speak of them. */
  objects(path: string): readonly ValueMap[];
}

/**
 * By how many ways more than one an object may come to kustomizations, and how many components one of
 * them may apply: both may be 2^n, and kustomize itself would build them all.
 */
const WAYS = 1000;

/** What is rendered once for all who gather it. */
interface Work {
  readonly graph: Graph;
  readonly known: Map<string, readonly Instance[]>;
  /** By the object that they started from. */
  readonly ways: Map<ValueMap, number>;
}

/** How many components a kustomization may still apply. */
interface Budget {
  left: number;
}

/** What every kustomization makes of every object that it reaches, by the object it started from. */
export function renderAll(graph: Graph): ReadonlyMap<ValueMap, readonly Rendering[]> {
  const renderings = new Map<ValueMap, Rendering[]>();
  const work: Work = { graph, known: new Map(), ways: new Map() };
  for (const { path, isComponent } of graph.kustomizations.values()) {
    if (isComponent) continue;
    const vars = varsIn(path, graph);
    for (const instance of build(path, work, [])) {
      const { origin, identities, ...made } = instance;
      const own = renderings.get(origin) ?? [];
      own.push({
        kustomization: path,
        alike: [],
        names: [...new Set(identities.map(({ name }) => name))],
        ...made,
        lookUps: [...made.lookUps, ...lookUps(vars, instance)],
      });
      renderings.set(origin, own);
    }
  }
  return renderings;
}

/** kustomize reads vars of everything below from what the outermost kustomization has made. */
function varsIn(path: string, graph: Graph): readonly FieldPath[] {
  const top = graph.kustomizations.get(path);
  if (top === undefined) return [];
  return [top, ...kustomizationsBelow(top, graph)].flatMap(({ fieldPaths }) =>
    fieldPaths.filter(({ isVar }) => isVar),
  );
}

function lookUps(
  fieldPaths: readonly FieldPath[],
  { object, identities }: Instance,
): readonly LookUp[] {
  return fieldPaths
    .filter(({ selector }) => selects(selector, object, identities))
    .map((fieldPath) => ({ fieldPath, object }));
}

/** The workloads of one kustomization, in the order in which kustomize does its work. */
function build(path: string, work: Work, above: readonly string[]): readonly Instance[] {
  const { graph, known } = work;
  const done = known.get(path);
  if (done !== undefined) return done;
  const kustomization = graph.kustomizations.get(path);
  // A cycle: kustomize refuses the whole build, and nothing comes out of it.
  if (kustomization === undefined || above.includes(path)) return [];
  const inside = [...above, path];
  const gathered = gather(kustomization, work, inside);
  const budget = { left: WAYS };
  const instances = change(gathered, kustomization, { ...work, budget }, inside);
  known.set(path, instances);
  return instances;
}

/** What the resources of a kustomization are. */
function gather(
  kustomization: Kustomization,
  work: Work,
  above: readonly string[],
): readonly Instance[] {
  const all = kustomization.resources.flatMap((entry): readonly Instance[] => {
    const folder = work.graph.folders.get(entry);
    if (folder !== undefined) return build(folder, work, above);
    return work.graph.objects(entry).map(fresh);
  });
  return withinBudget([...new Set(all)], kustomization, work);
}

/** By too many ways nobody follows: of each object one is kept, and it is said that there are more. */
function withinBudget(
  instances: readonly Instance[],
  { place }: Kustomization,
  { ways }: Work,
): readonly Instance[] {
  const first = new Map<ValueMap, Instance>();
  for (const instance of instances) {
    const { origin } = instance;
    if (first.has(origin)) ways.set(origin, (ways.get(origin) ?? 0) + 1);
    else first.set(origin, instance);
  }
  if (first.size === instances.length) return instances;
  const why = 'it is reached in more ways than can be evaluated';
  return instances.flatMap((instance) => {
    if ((ways.get(instance.origin) ?? 0) <= WAYS) return [instance];
    const isFirst = first.get(instance.origin) === instance;
    return isFirst ? [{ ...instance, unknown: [{ why, text: '', place }] }] : [];
  });
}

/** What a kustomization does to what it has gathered; components work on the same, one by one. */
function change(
  gathered: readonly Instance[],
  kustomization: Kustomization,
  work: Work & { readonly budget: Budget },
  above: readonly string[],
): readonly Instance[] {
  const { graph, budget } = work;
  let instances = gathered;
  for (const folder of kustomization.components) {
    const path = graph.folders.get(folder);
    const component = path === undefined ? undefined : graph.kustomizations.get(path);
    if (component === undefined || above.includes(component.path)) continue;
    const inside = [...above, component.path];
    // Components that name others come to 2^n ways as well.
    if (budget.left-- <= 0) {
      const why = 'its components are reached in more ways than can be evaluated';
      const unknown = [{ why, text: '', place: component.place }];
      return instances.map((instance) => ({ ...instance, unknown }));
    }
    const own = gather(component, work, inside);
    instances = change([...instances, ...own], component, work, inside);
  }
  return instances.flatMap((instance) => changed(instance, kustomization) ?? []);
}

/**
 * kustomize keeps marks of its own among the annotations while it builds, so a JSON patch may add to
 * annotations that nobody wrote (run with 5.6).
 */
function fresh(origin: ValueMap): Instance {
  const { metadata } = origin;
  const object =
    isMap(metadata) && metadata.annotations === undefined
      ? { ...origin, metadata: { ...metadata, annotations: {} } }
      : origin;
  return {
    origin,
    object,
    identities: [identityOf(object)],
    steps: [],
    lookUps: [],
    unknown: [],
    failure: null,
  };
}

/** null where a patch takes the whole object away. */
function changed(instance: Instance, kustomization: Kustomization): Instance | null {
  const merged = patchedBy(kustomization.merges, instance);
  if (merged === null) return null;
  const object = transformed(merged.object, kustomization);
  const done = patchedBy(kustomization.jsonPatches, {
    ...merged,
    object,
    identities: withIdentity(merged.identities, object),
  });
  if (done === null) return null;
  const now = { ...done, object: withNewImages(done.object, kustomization) };
  const replaced = kustomization.fieldPaths.filter(({ isVar }) => !isVar);
  return {
    ...now,
    lookUps: [...now.lookUps, ...lookUps(replaced, now)],
    unknown: [...now.unknown, ...kustomization.unknown],
  };
}

/** Most patches leave the name as it is. */
function withIdentity(identities: readonly Identity[], object: ValueMap): readonly Identity[] {
  const { name, namespace } = identityOf(object);
  const isKnown = identities.some((each) => each.name === name && each.namespace === namespace);
  return isKnown ? identities : [...identities, { name, namespace }];
}

function patchedBy(patches: readonly Patch[], instance: Instance): Instance | null {
  const index = indexOf(patches);
  let now: Instance | null = instance;
  let names = namesOf(instance);
  let open = index.for(names, 0);
  for (let next = 0; now !== null && next < open.length; next++) {
    const at = open[next] ?? 0;
    const patch = patches[at];
    if (patch === undefined) break;
    now = patched(now, patch, index.selectors[at] ?? null);
    const known: readonly string[] = now === null ? names : namesOf(now);
    if (known.length === names.length) continue;
    // A patch may have given it a name by which another one finds it.
    open = index.for(known, at + 1);
    next = -1;
    names = known;
  }
  return now;
}

function namesOf({ identities }: Instance): readonly string[] {
  return [...new Set(identities.map(({ name }) => name))];
}

interface PatchIndex {
  readonly selectors: readonly (Selector | null)[];
  /** Those that may be for an object of these names, in order, from one on. */
  for(names: readonly string[], from: number): readonly number[];
}

const INDEXES = new WeakMap<readonly Patch[], PatchIndex>();

/** Thousands of patches for thousands of workloads: most say the one name that they are for. */
function indexOf(patches: readonly Patch[]): PatchIndex {
  const known = INDEXES.get(patches);
  if (known !== undefined) return known;
  const selectors = patches.map(
    ({ target, form, value }) => target ?? (form === 'merge' ? selectorOfPatch(value) : null),
  );
  const named = new Map<string, number[]>();
  const others: number[] = [];
  for (const [i, selector] of selectors.entries()) {
    if (selector === null) continue;
    const { name, patterns } = selector;
    const isExact = name !== '' && (!patterns || /^[\w-]+$/.test(name));
    const own = isExact ? (named.get(name) ?? []) : others;
    own.push(i);
    if (isExact) named.set(name, own);
  }
  const index: PatchIndex = {
    selectors,
    for: (names, from) =>
      [...others, ...names.flatMap((name) => named.get(name) ?? [])]
        .filter((i) => i >= from)
        .sort((a, b) => a - b),
  };
  INDEXES.set(patches, index);
  return index;
}

function patched(instance: Instance, patch: Patch, selector: Selector | null): Instance | null {
  if (selector === null || instance.failure !== null) return instance;
  if (!selects(selector, instance.object, instance.identities)) return instance;
  if (patch.form === 'merge' && patch.value.$patch === 'delete') return null;
  try {
    const after = applyPatch(instance.object, patch);
    const step: Step = { patch, before: instance.object, after };
    return {
      ...instance,
      object: after,
      identities: withIdentity(instance.identities, after),
      steps: [...instance.steps, step],
    };
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    return { ...instance, failure: { why: error.message, place: patch.place } };
  }
}

/** @throws {PatchError} where the patch does not fit. */
export function applyPatch(object: ValueMap, patch: MergeBody | JsonBody): ValueMap {
  return patch.form === 'merge'
    ? mergePatch(object, patch.value)
    : patch.value.map(jsonOperation).reduce(applyJson, object);
}
