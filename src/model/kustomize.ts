import type { At } from './node.js';
import type { Place } from './source.js';
import type { Value, ValueMap } from './value.js';

/** Which objects a patch or a replacement is for; what is empty matches anything. */
export interface Selector {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: string;
  readonly annotations: string;
  /** Values are anchored regular expressions, as in `patches[].target`; else they are exact. */
  readonly patterns: boolean;
}

/** Where a node is written: in a file of its own, or in the text of an inline patch. */
export interface Written {
  readonly path: string;
  /** Through an inline text the path goes on with the index of the document in it. */
  readonly at: At;
  readonly place: Place;
  /** Why a run may not write there, or null. */
  readonly readOnly: string | null;
}

/** A patch that a kustomization applies, in the form that kustomize takes it for. */
export type Patch = MergePatch | JsonPatch;

interface PatchOf extends Written {
  /** `path#document/path`: the same text has one id, however many kustomizations use it. */
  readonly id: string;
  /** Path of the kustomization that applies it. */
  readonly kustomization: string;
  /** null: the object that a merge patch names itself. */
  readonly target: Selector | null;
}

export interface MergeBody {
  readonly form: 'merge';
  readonly value: ValueMap;
}

export interface JsonBody {
  readonly form: 'json6902';
  readonly value: readonly Value[];
}

export interface MergePatch extends PatchOf, MergeBody {}

export interface JsonPatch extends PatchOf, JsonBody {}

/** A field path of a replacement or a var. */
export interface FieldPath extends Written {
  readonly id: string;
  readonly kustomization: string;
  readonly selector: Selector;
  /** Vars are read when everything else is done, wherever in the tree they stand. */
  readonly isVar: boolean;
  /** As written: `spec.template.spec.containers.[name=proxy].image`. */
  readonly text: string;
}

/** What a kustomization does to the workloads that reach it, in the order of kustomize. */
export interface Kustomization {
  readonly path: string;
  readonly folder: string;
  /** A Component changes what its user has gathered; a Kustomization has its own. */
  readonly isComponent: boolean;
  /** Files and folders, from the root of the run. */
  readonly resources: readonly string[];
  readonly components: readonly string[];
  /** Everything it gathers is in the tree: no remote base, no chart, nothing generated. */
  readonly isWhole: boolean;
  readonly merges: readonly Patch[];
  readonly jsonPatches: readonly Patch[];
  readonly fieldPaths: readonly FieldPath[];
  readonly namespace: string;
  readonly namePrefix: string;
  readonly nameSuffix: string;
  readonly labels: readonly LabelSet[];
  readonly annotations: ValueMap;
  readonly images: readonly ImageChange[];
  /** Patches that cannot be followed, one clause each with its place: anything might be in them. */
  readonly unknown: readonly Unfollowed[];
  readonly place: Place;
}

export interface LabelSet {
  readonly pairs: ValueMap;
  readonly inTemplates: boolean;
  /** In the selectors of Services and policies, too. */
  readonly inSelectors: boolean;
}

export interface ImageChange {
  readonly name: string;
  readonly newName: string;
  readonly newTag: string;
  readonly digest: string;
}

export interface Unfollowed {
  readonly why: string;
  /** Text in which a container's name would show; empty: nothing is known. */
  readonly text: string;
  readonly place: Place;
}

/** One patch as it was applied to one workload. */
export interface Step {
  readonly patch: Patch;
  readonly before: ValueMap;
  readonly after: ValueMap;
}

/** A field path that leads into a workload, and the workload as it was found there. */
export interface LookUp {
  readonly fieldPath: FieldPath;
  readonly object: ValueMap;
}

/** A workload as one kustomization renders it: its object, and the patches on the way there. */
export interface Rendering {
  readonly kustomization: string;
  /** Other kustomizations that render the very same, and say nothing more of it. */
  readonly alike: readonly string[];
  readonly object: ValueMap;
  /** Every name that the object has had, its own among them. */
  readonly names: readonly string[];
  readonly steps: readonly Step[];
  readonly lookUps: readonly LookUp[];
  readonly unknown: readonly Unfollowed[];
  /** Why it could not be rendered to the end, or null: a patch that fails, an operation unknown. */
  readonly failure: Failure | null;
}

export interface Failure {
  readonly why: string;
  readonly place: Place;
}
