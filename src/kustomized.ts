import { transformFor } from '../transforms/index.js';
import { bringsSidecar } from './classify/brings-sidecar.js';
import { joinRenderings } from './compose/kustomize/join.js';
import { loadGraph } from './compose/kustomize/load.js';
import { renderAll } from './compose/kustomize/render.js';
import { unmatchedPatches } from './compose/kustomize/unmatched.js';
import { isKustomization } from './compose/tree/reference-scan.js';
import type { Input } from './model/input.js';
import { type EffectivePod, type Fragment, isNative } from './model/pod.js';
import type { Settings } from './model/settings.js';
import type { Problem, SourceFile } from './model/source.js';
import type { Transform } from './model/transform.js';
import type { ValueMap } from './model/value.js';
import { familyOf } from './plan/renderings/family.js';
import { decode } from './source/decode.js';
import { hashOf, type Survey, type Surveyed, sourceOf } from './survey.js';

export interface KustomizedRequest {
  readonly pods: readonly EffectivePod[];
  readonly input: Input;
  readonly settings: Settings;
  readonly survey: Survey;
  /** Files with a sidecar that a patch brings in. */
  readonly patched: readonly string[];
}

export interface Kustomized {
  readonly pods: readonly EffectivePod[];
  /** The survey with the files that kustomizations brought in: the second pass may write them. */
  readonly survey: Survey;
  /** Patches that are for nothing. */
  readonly problems: readonly Problem[];
}

/**
 * Joins to the pods what kustomizations make of them, up to the root of the repository. Only
 * kustomizations that lead to a pod with a sidecar are parsed, and those below them.
 */
export async function kustomized(request: KustomizedRequest): Promise<Kustomized> {
  const { pods, input, settings, survey } = request;
  const shelf = new Shelf(request, await manifests());
  const paths = [...survey.kustomizations.keys()];
  const movable = pods.map((pod) => ({ pod, names: namesThatMayMove(pod, settings) }));
  const seeds = new Set([
    ...movable.filter(({ names }) => names.length > 0).map(({ pod }) => pod.place.path),
    ...request.patched,
  ]);
  if (seeds.size === 0) return { pods, survey, problems: [] };
  for (const file of input.beyond()) if (isKustomization(file.path)) paths.push(file.path);
  if (paths.length === 0) return { pods, survey, problems: [] };
  const names = new Set(movable.flatMap((each) => each.names));
  const mayMove = (container: ValueMap): boolean =>
    names.has(String(container.name)) ||
    bringsSidecar(JSON.stringify({ containers: [container] }), settings);
  const { sources } = shelf;
  const graph = loadGraph({ paths, seeds, mayMove, ...sources });
  const renderings = renderAll(graph);
  const has = (path: string): boolean => sources.read(path) !== null;
  const problems = unmatchedPatches({ graph, renderings, mayMove, has });
  const joined = joinRenderings({ renderings, fragments: shelf.fragmentsWith(survey.fragments) });
  const surveyed = new Map([...survey.surveyed, ...shelf.surveyed]);
  return { pods: joined, survey: { ...survey, surveyed }, problems };
}

/** A patch may look for a native sidecar where it was before: then it is the patch that moves. */
function namesThatMayMove(pod: EffectivePod, settings: Settings): readonly string[] {
  const { containers, roles } = familyOf(pod, settings);
  const legacy = containers.filter((_, i) => roles[i]?.verdict !== 'app');
  return [...legacy, ...pod.initContainers.filter(isNative)].map(({ name }) => name);
}

/** The transform that reads what kustomizations name. */
async function manifests(): Promise<Transform> {
  const transform = await transformFor({ path: 'any.yaml', text: '', provenance: null });
  if (transform === null) throw new Error('no transform claims YAML');
  return transform;
}

/** The files of a run by name: each is read, and parsed, at most once. */
class Shelf {
  private readonly texts = new Map<string, string | null>();
  private readonly fragments = new Map<string, readonly Fragment[]>();
  private readonly found = new Map<string, Surveyed>();

  constructor(
    private readonly request: KustomizedRequest,
    private readonly transform: Transform,
  ) {}

  readonly sources = {
    read: (path: string): string | null => this.read(path),
    sealed: (path: string): string | null => this.sealed(path),
    objects: (path: string) => [
      ...new Set(this.fragmentsOf(path).map(({ workload }) => workload.object)),
    ],
  };

  /** Files that were read here, for the second pass to read again. */
  get surveyed(): ReadonlyMap<string, Surveyed> {
    return this.found;
  }

  /** Those of the survey, but those of files that were read here as they were read here. */
  fragmentsWith(surveyed: readonly Fragment[]): readonly Fragment[] {
    const others = surveyed.filter(({ path }) => !this.fragments.has(path));
    return [...others, ...[...this.fragments.values()].flat()].sort(byPlace);
  }

  private read(path: string): string | null {
    const known = this.texts.get(path);
    if (known !== undefined) return known;
    const file = this.request.survey.given.get(path) ?? this.request.input.beside(path);
    const bytes = file?.load();
    const text = bytes instanceof Uint8Array ? decode(bytes, path) : null;
    const own = typeof text === 'string' ? text : null;
    this.texts.set(path, own);
    if (file !== null && own !== null) this.found.set(path, { file, hash: hashOf(own) });
    return own;
  }

  private sealed(path: string): string | null {
    const file = this.request.survey.given.get(path);
    if (file === undefined)
      return 'it is no file of this run (outside of the given paths, filtered out, or a link): give it too';
    const source = this.sourceOf(path);
    const { includeGenerated } = this.request.settings;
    const provenance = includeGenerated ? null : (source?.provenance ?? null);
    return provenance === null ? null : `it is ${provenance.kind}: ${provenance.why}`;
  }

  private fragmentsOf(path: string): readonly Fragment[] {
    const known = this.fragments.get(path);
    if (known !== undefined) return known;
    const source = this.sourceOf(path);
    if (source === null) return [];
    const kinds = this.request.settings.customKinds;
    const reading = this.transform.read(source, { kinds, thorough: true });
    const own = this.transform.fragments(reading);
    this.fragments.set(path, own);
    return own;
  }

  private sourceOf(path: string): SourceFile | null {
    const text = this.read(path);
    const file = this.found.get(path)?.file;
    return text === null || file === undefined ? null : sourceOf(file, text);
  }
}

function byPlace(a: Fragment, b: Fragment): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.place.offset - b.place.offset;
}
