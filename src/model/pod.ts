import type { Directive } from './directive.js';
import type { Rendering } from './kustomize.js';
import type { Place, Provenance } from './source.js';
import type { Path, ValueMap } from './value.js';
import type { ValuesSite } from './values.js';

/** One entry of a container list. */
export interface Container {
  /** Empty where the entry has none. */
  readonly name: string;
  /** null: no image key, as in a patch; empty: the key is there and holds nothing. */
  readonly image: string | null;
  readonly value: ValueMap;
  readonly kind: 'container' | 'init';
  /** Index in its own list. */
  readonly index: number;
  readonly place: Place;
  /**
   * Where its texts are written: by the path of the text in the container, joined with slashes, the
   * place of each of its lines.
   */
  readonly texts: ReadonlyMap<string, readonly Place[]>;
  readonly directives: readonly Directive[];
}

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

/** Where a pod spec is in its file: the document of the stream and the path inside it. */
export interface At {
  readonly document: number;
  readonly path: Path;
}

/** Where something is written, as one word: unique in a run, and stable. */
export function nodeId(path: string, { document, path: node }: At): string {
  return `${path}#${document}/${node.join('/')}`;
}

/** The keys of a pod spec that hold the two lists: a custom kind may name them otherwise. */
export interface ListKeys {
  readonly containers: string;
  readonly init: string;
}

/** What only the reading of a format can tell a rule, and how much it may do to a move. */
interface CaveatSeverities {
  readonly SM119: 'block';
  readonly SM501: 'warn';
  readonly SM513: 'block' | 'warn';
  readonly SM529: 'block' | 'warn';
  readonly SM530: 'block' | 'warn';
  readonly SM608: 'block' | 'warn';
}

export type CaveatCode = keyof CaveatSeverities;

export interface CaveatOf<C extends CaveatCode> {
  readonly code: C;
  readonly severity: CaveatSeverities[C];
  /** null: it holds for every container of the pod. */
  readonly container: string | null;
  readonly message: string;
  readonly remedy: string;
}

/**
 * What a transform knows of its format that a rule has to say: a version without the field, a value
 * that only running the program would tell.
 */
export type Caveat = { readonly [C in CaveatCode]: CaveatOf<C> }[CaveatCode];

/** A container list, or a part of one, at a place in a file. */
export interface Fragment {
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

/** A pod as the cluster would see it: one fragment, or several joined by links. */
export interface EffectivePod {
  readonly id: string;
  readonly fragments: readonly [Fragment, ...Fragment[]];
  /** What kustomizations make of it; empty where none reaches it. */
  readonly renderings: readonly Rendering[];
  /** Path of the kustomization that renders it so; none where it is as written. */
  readonly kustomization?: string;
  readonly place: Place;
  readonly workload: Workload;
  readonly spec: ValueMap;
  readonly podLabels: ValueMap;
  readonly podAnnotations: ValueMap;
  readonly containers: readonly Container[];
  readonly initContainers: readonly Container[];
}

/** A native sidecar: an init container that runs beside the others (KEP-753). */
export function isNative(container: Container): boolean {
  return container.kind === 'init' && container.value.restartPolicy === 'Always';
}

/** Rules compare the containers of a pod with each other; real pods have a few dozen at most. */
const MOST_CONTAINERS = 300;

/** Whether a pod has so many containers that nobody looks at it. */
export function isCrowded({ containers, initContainers }: EffectivePod): boolean {
  return containers.length + initContainers.length > MOST_CONTAINERS;
}

/** Whether the application is in a template or made by an operator, and no list holds it. */
export function hasUnseenApp({ fragments: [fragment] }: EffectivePod): boolean {
  const { values, operated, addition } = fragment;
  if (operated !== undefined || addition !== undefined) return true;
  return values !== undefined && !(values.rule.ok && values.rule.component.whole);
}

/** The containers that stay in `containers` while these move: "App" of the rule book. */
export function appsBeside(pod: EffectivePod, moving: readonly Container[]): readonly Container[] {
  return pod.containers.filter((container) => !moving.includes(container));
}
