import type { Container } from './container.js';
import type { Directive } from './directive.js';
import type { Rendering } from './kustomize.js';
import { type At, type ListKeys, nodeId } from './node.js';
import type { Refusal } from './refusal.js';
import type { Place, Provenance, SourceFile } from './source.js';
import { mapAt, type Path, textAt, type ValueMap, valueAt } from './value.js';
import type { ValuesSite } from './values.js';

/** The object that a pod spec stands in. */
export interface Workload {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: ValueMap;
  readonly annotations: ValueMap;
  /** The whole object: a document, or an item of a List. */
  readonly object: ValueMap;
}

/** What only the reading of a format can tell a rule, and how much it may do to a move. */
interface CaveatSeverities {
  readonly SM119: 'block';
  readonly SM501: 'warn';
  readonly SM513: 'block' | 'warn';
  readonly SM529: 'block' | 'warn';
  readonly SM530: 'block' | 'warn';
  readonly SM607: 'block';
  readonly SM608: 'block' | 'warn';
}

export type CaveatCode = keyof CaveatSeverities;

export interface CaveatOf<C extends CaveatCode> extends Refusal {
  readonly code: C;
  readonly severity: CaveatSeverities[C];
}

/**
 * What a transform knows of its format that a rule has to say: a version without the field, a value
 * that only running the program would tell.
 */
export type Caveat = { readonly [C in CaveatCode]: CaveatOf<C> }[CaveatCode];

/**
 * A pod, or the part of one that a file holds, with where it is written. Transforms make it as it is
 * written; what kustomizations make of it is joined to it.
 */
export interface Pod {
  /** `path#document/pod/path`: unique in a run, and stable. */
  readonly id: string;
  readonly transform: string;
  readonly path: string;
  readonly at: At;
  readonly keys: ListKeys;
  /** Of the key that holds the containers. */
  readonly place: Place;
  readonly workload: Workload;
  readonly spec: ValueMap;
  /** Labels and annotations that the pods get. */
  readonly podLabels: ValueMap;
  readonly podAnnotations: ValueMap;
  readonly containers: readonly Container[];
  readonly initContainers: readonly Container[];
  readonly provenance: Provenance | null;
  /** The `ignore` comment that covers it. */
  readonly ignored: Directive | null;
  /** Why the containers cannot be edited where they stand, or null. */
  readonly inexpressible: string | null;
  readonly caveats?: readonly Caveat[];
  /** Set where an operator makes the main container of the pod, and its list holds extras. */
  readonly operated?: Operated;
  /** Set where the list is added to a pod that is made elsewhere. */
  readonly addition?: Addition;
  /** Set where the lists are values of a Helm chart, and the pod is made by its templates. */
  readonly values?: ValuesSite;
  /** What kustomizations make of it; empty where none reaches it. */
  readonly renderings: readonly Rendering[];
  /** The pod as its file has it, where this one is a rendering of it. */
  readonly written?: Pod;
  /** Path of the kustomization that renders it so. */
  readonly kustomization?: string;
}

/** What is known of any pod before its reader has looked at it; a template is a template's to tell. */
export function podIn(
  { path, provenance }: Pick<SourceFile, 'path' | 'provenance'>,
  transform: string,
  at: At,
): Omit<Pod, 'keys' | 'place' | 'workload' | 'containers'> {
  return {
    id: nodeId(path, at),
    transform,
    path,
    at,
    spec: {},
    podLabels: {},
    podAnnotations: {},
    initContainers: [],
    provenance,
    renderings: [],
    ignored: null,
    inexpressible: null,
  };
}

/** The object that a pod spec stands in. */
export function workloadOf(object: ValueMap): Workload {
  return {
    apiVersion: textAt(object, ['apiVersion']) ?? '',
    kind: textAt(object, ['kind']) ?? '',
    name:
      textAt(object, ['metadata', 'name']) ?? textAt(object, ['metadata', 'generateName']) ?? '',
    namespace: textAt(object, ['metadata', 'namespace']) ?? '',
    labels: mapAt(object, ['metadata', 'labels']) ?? {},
    annotations: mapAt(object, ['metadata', 'annotations']) ?? {},
    object,
  };
}

export interface Operated {
  /** Entries of these names are merged into containers that the operator makes. */
  readonly ownNames: readonly string[];
}

/** A patch that an object carries, or a list of one that its controller adds to a pod of its own. */
export interface Addition {
  /** `StatefulSet sso` where the patch names one; empty where it does not. */
  readonly target: string;
  /** The key or the JSON pointer that adds it, as it is written. */
  readonly written: string;
  /** What should stand there instead. */
  readonly instead: string;
}

/** Rules compare the containers of a pod with each other; real pods have a few dozen at most. */
const MOST_CONTAINERS = 300;

/** Whether a pod has so many containers that nobody looks at it. */
export function isCrowded({ containers, initContainers }: Pod): boolean {
  return containers.length + initContainers.length > MOST_CONTAINERS;
}

/** Whether the application is in a template or made by an operator, and no list holds it. */
export function hasUnseenApp({ values, operated, addition }: Pod): boolean {
  if (operated !== undefined || addition !== undefined) return true;
  return values !== undefined && !(values.rule.ok && values.rule.component.whole);
}

/** The containers that stay in `containers` while these move: "App" of the rule book. */
export function appsBeside(pod: Pod, moving: readonly Container[]): readonly Container[] {
  return pod.containers.filter((container) => !moving.includes(container));
}

/** From the object to the pod spec; `at` has it from the document. */
export function podPathOf({ at, workload, spec }: Pod): Path {
  for (let i = at.path.length; i >= 0; i--) {
    const path = at.path.slice(i);
    if (valueAt(workload.object, path) === spec) return path;
  }
  return at.path;
}
