import type { Shelf } from '../files/shelf.js';
import { isNative } from '../model/container.js';
import type { Input } from '../model/input.js';
import type { Pod } from '../model/pod.js';
import type { Settings } from '../model/settings.js';
import type { Problem } from '../model/source.js';
import type { ValueMap } from '../model/value.js';
import { bringsSidecar } from '../pod/classify/brings-sidecar.js';
import type { GraphOf } from '../references/build.js';
import { isKustomization } from '../references/reference-scan.js';
import type { Survey } from '../run/survey.js';
import { type LoadRequest, loadGraph } from './graph/load.js';
import { joinRenderings } from './render/join.js';
import { type Graph, renderAll } from './render/render.js';
import { unmatchedPatches } from './render/unmatched.js';
import { familyOf } from './rewrite/family.js';

export interface KustomizedRequest {
  readonly pods: readonly Pod[];
  readonly input: Input;
  readonly settings: Settings;
  readonly survey: Survey;
  /** Files with a sidecar that a patch brings in. */
  readonly patched: readonly string[];
  readonly shelf: Shelf;
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
  const { pods, input, settings, survey, shelf } = request;
  const paths = [...survey.kustomizations.keys()];
  const movable = pods.map((pod) => ({ pod, names: namesThatMayMove(pod, settings) }));
  const seeds = new Set([
    ...movable.filter(({ names }) => names.length > 0).map(({ pod }) => pod.place.path),
    ...request.patched,
  ]);
  const { sources } = shelf;
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
    pods: shelf.fragmentsWith(survey.pods),
  });
  const surveyed = new Map([...survey.surveyed, ...shelf.surveyed]);
  return { pods: joined, survey: { ...survey, surveyed }, graphOf, problems };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A patch may look for a native sidecar where it was before: then it is the patch that moves. */
function namesThatMayMove(pod: Pod, settings: Settings): readonly string[] {
  const { containers, roles } = familyOf(pod, settings);
  const legacy = containers.filter((_, i) => roles[i]?.verdict !== 'app');
  return [...legacy, ...pod.initContainers.filter(isNative)].map(({ name }) => name);
}
