import type {
  Failure,
  FieldPath,
  JsonBody,
  Kustomization,
  LookUp,
  MergeBody,
  Patch,
  Rendering,
  Step,
  Unfollowed,
} from '../../model/kustomize.js';
import { isMap, type ValueMap } from '../../model/value.js';
import { kustomizationsBelow } from './below.js';
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

export interface Graph {
  /** By path. */
  readonly kustomizations: ReadonlyMap<string, Kustomization>;
  /** Path of the kustomization of a folder. */
  readonly folders: ReadonlyMap<string, string>;
  /** Objects of a file: those that hold pods, or those that speak of them. */
  objects(path: string): readonly ValueMap[];
}

/** What every kustomization makes of every object that it reaches, by the object it started from. */
export function renderAll(graph: Graph): ReadonlyMap<ValueMap, readonly Rendering[]> {
  const renderings = new Map<ValueMap, Rendering[]>();
  const known = new Map<string, readonly Instance[]>();
  for (const { path, isComponent } of graph.kustomizations.values()) {
    if (isComponent) continue;
    const vars = varsIn(path, graph);
    for (const instance of build(path, graph, known, [])) {
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
function build(
  path: string,
  graph: Graph,
  known: Map<string, readonly Instance[]>,
  above: readonly string[],
): readonly Instance[] {
  const done = known.get(path);
  if (done !== undefined) return done;
  const kustomization = graph.kustomizations.get(path);
  // A cycle: kustomize refuses the whole build, and nothing comes out of it.
  if (kustomization === undefined || above.includes(path)) return [];
  const gathered = kustomization.resources.flatMap((entry): readonly Instance[] => {
    const folder = graph.folders.get(entry);
    if (folder !== undefined) return build(folder, graph, known, [...above, path]);
    return graph.objects(entry).map(fresh);
  });
  const instances = change(gathered, kustomization, graph, [...above, path]);
  known.set(path, instances);
  return instances;
}

/** What a kustomization does to what it has gathered; components work on the same, one by one. */
function change(
  gathered: readonly Instance[],
  kustomization: Kustomization,
  graph: Graph,
  above: readonly string[],
): readonly Instance[] {
  let instances = gathered;
  for (const folder of kustomization.components) {
    const path = graph.folders.get(folder);
    const component = path === undefined ? undefined : graph.kustomizations.get(path);
    if (component === undefined || above.includes(component.path)) continue;
    const own = component.resources.flatMap((entry) => {
      const inner = graph.folders.get(entry);
      if (inner !== undefined) return build(inner, graph, new Map(), [...above, component.path]);
      return graph.objects(entry).map(fresh);
    });
    instances = change([...instances, ...own], component, graph, [...above, component.path]);
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
    identities: [...merged.identities, identityOf(object)],
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

function patchedBy(patches: readonly Patch[], instance: Instance): Instance | null {
  let now: Instance | null = instance;
  for (const patch of patches) now = now === null ? null : patched(now, patch);
  return now;
}

function patched(instance: Instance, patch: Patch): Instance | null {
  const selector = patch.target ?? (patch.form === 'merge' ? selectorOfPatch(patch.value) : null);
  if (selector === null || instance.failure !== null) return instance;
  if (!selects(selector, instance.object, instance.identities)) return instance;
  if (patch.form === 'merge' && patch.value.$patch === 'delete') return null;
  try {
    const after = applyPatch(instance.object, patch);
    const step: Step = { patch, before: instance.object, after };
    return {
      ...instance,
      object: after,
      identities: [...instance.identities, identityOf(after)],
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
