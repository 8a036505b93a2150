import type { Kustomization, Patch, Rendering } from '../../model/kustomize.js';
import type { Problem } from '../../model/source.js';
import { textAt, type ValueMap } from '../../model/value.js';
import { kustomizationsBelow } from '../graph/below.js';
import { type LoadRequest, mentionsContainers } from '../graph/load.js';
import type { Graph } from './render.js';

export interface UnmatchedRequest {
  readonly graph: Graph;
  readonly renderings: ReadonlyMap<ValueMap, readonly Rendering[]>;
  readonly mayMove: LoadRequest['mayMove'];
  /** Whether a file is there. */
  has(path: string): boolean;
}

/** Kinds whose objects are known whenever a patch may be for them. */
const KINDS = /^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet|Job|CronJob|Pod)$/;

/**
 * Merge patches of a sidecar whose workload is not there: kustomize builds nothing of a kustomization
 * with one (run with kustomize 5.6). A patch with a target may find nothing, and none is looked for
 * where something unknown might be meant.
 */
export function unmatchedPatches(request: UnmatchedRequest): readonly Problem[] {
  const { graph, renderings, mayMove } = request;
  const all = [...renderings.values()].flat();
  const met = new Set(all.flatMap(({ steps }) => steps.map(({ patch }) => patch.id)));
  const failing = new Set(
    all.filter(({ failure }) => failure !== null).map(({ kustomization }) => kustomization),
  );
  const isLost = (patch: Patch): boolean =>
    patch.form === 'merge' &&
    patch.target === null &&
    !met.has(patch.id) &&
    patch.value.$patch === undefined &&
    KINDS.test(textAt(patch.value, ['kind']) ?? '') &&
    mentionsContainers(patch.value, mayMove);
  const lost = new Map<string, Problem>();
  for (const kustomization of graph.kustomizations.values()) {
    const { path, isComponent } = kustomization;
    if (isComponent || failing.has(path) || !isKnown(kustomization, request)) continue;
    for (const patch of patchesIn(kustomization, graph))
      if (isLost(patch)) lost.set(patch.id, problemOf(patch, path));
  }
  return [...lost.values()];
}

function problemOf({ path, place, value }: Patch, kustomization: string): Problem {
  const name = 'metadata' in value ? textAt(value, ['metadata', 'name']) : undefined;
  const kind = 'kind' in value ? textAt(value, ['kind']) : undefined;
  return {
    kind: 'reference',
    path,
    place,
    message: `${kustomization} has no ${kind ?? 'object'} ${name ?? ''} for this patch, and kustomize cannot build it`,
    remedy: 'remove the patch, or name the workload that it is for',
  };
}

/** Its own patches, and those of its components. */
function patchesIn(kustomization: Kustomization, graph: Graph): readonly Patch[] {
  const components = [...kustomizationsBelow(kustomization, graph)].filter(
    ({ isComponent }) => isComponent,
  );
  return [kustomization, ...components].flatMap(({ merges }) => merges);
}

/** Whether everything that a kustomization gathers is there to be looked at. */
function isKnown(kustomization: Kustomization, { graph, has }: UnmatchedRequest): boolean {
  return [kustomization, ...kustomizationsBelow(kustomization, graph)].every(
    ({ isWhole, unknown, resources, components }) =>
      isWhole &&
      unknown.length === 0 &&
      [...resources, ...components].every((entry) => graph.folders.has(entry) || has(entry)),
  );
}
