import { once, type Repository } from '../files/repository.js';
import { isKustomization } from '../files/scan/kustomization.js';
import { type LoadRequest, loadGraph } from '../kustomize/graph/load.js';
import { joinRenderings } from '../kustomize/render/join.js';
import { type Graph, renderAll } from '../kustomize/render/render.js';
import { unmatchedPatches } from '../kustomize/render/unmatched.js';
import { familyOf } from '../kustomize/rewrite/family.js';
import { isNative } from '../model/container.js';
import type { Input } from '../model/input.js';
import type { Pod } from '../model/pod.js';
import type { Settings } from '../model/settings.js';
import type { Problem } from '../model/source.js';
import type { ValueMap } from '../model/value.js';
import { bringsSidecar } from '../pod/classify/brings-sidecar.js';
import type { GraphOf } from '../references/build.js';
import type { Survey } from './survey.js';

export interface KustomizedRequest {
  readonly pods: readonly Pod[];
  readonly input: Input;
  readonly settings: Settings;
  readonly survey: Survey;
  /** Files with a sidecar that a patch brings in. */
  readonly patched: readonly string[];
  readonly repository: Repository;
}

export interface Kustomized {
  readonly pods: readonly Pod[];
  /** The survey with the files that kustomizations brought in: the second pass may write them. */
  readonly survey: Survey;
  /** The kustomizations that lead to some files. */
  readonly graphOf: GraphOf;
  /** Patches that are for nothing. */
  readonly problems: readonly Problem[];
}

/**
 * Joins to the pods what kustomizations make of them, up to the root of the repository. Only
 * kustomizations that lead to a pod with a sidecar are parsed, and those below them.
 */
export function kustomized(request: KustomizedRequest): Kustomized {
  const { pods, input, settings, survey, repository } = request;
  const paths = [...survey.kustomizations.keys()];
  const movable = pods.map((pod) => ({ pod, names: namesThatMayMove(pod, settings) }));
  const seeds = new Set([
    ...movable.filter(({ names }) => names.length > 0).map(({ pod }) => pod.place.path),
    ...request.patched,
  ]);
  const { sources } = repository;
  const everywhere = once(() => [
    ...paths,
    ...[...input.beyond()].map(({ path }) => path).filter(isKustomization),
  ]);
  const load = (from: ReadonlySet<string>, mayMove: LoadRequest['mayMove']): Graph =>
    loadGraph({ paths: everywhere(), seeds: from, mayMove, ...sources });
  const graphOf: GraphOf = (from) => load(from, () => false);
  if (seeds.size === 0 || everywhere().length === 0) return { pods, survey, graphOf, problems: [] };
  const names = new Set(movable.flatMap((each) => each.names));
  const mayMove = (container: ValueMap): boolean =>
    names.has(String(container.name)) ||
    bringsSidecar(JSON.stringify({ containers: [container] }), settings);
  const graph = load(seeds, mayMove);
  const renderings = renderAll(graph);
  const has = (path: string): boolean => sources.read(path) !== null;
  const problems = unmatchedPatches({ graph, renderings, mayMove, has });
  const joined = joinRenderings({
    renderings,
    patches: [...graph.kustomizations.values()].flatMap(({ merges }) => merges),
    pods: repository.podsWith(survey.pods),
  });
  const surveyed = new Map([...survey.surveyed, ...repository.read]);
  return { pods: joined, survey: { ...survey, surveyed }, graphOf, problems };
}

/** A patch may look for a native sidecar where it was before: then it is the patch that moves. */
function namesThatMayMove(pod: Pod, settings: Settings): readonly string[] {
  const { containers, roles } = familyOf(pod, settings);
  const legacy = containers.filter((_, i) => roles[i]?.verdict !== 'app');
  return [...legacy, ...pod.initContainers.filter(isNative)].map(({ name }) => name);
}
