import type { Written } from './kustomize.js';
import type {
  Constraint,
  ContainerPolicy,
  DroppedInits,
  MetricReference,
  Namespaces,
  PolicyPort,
  PortForward,
  Scaler,
  ScrapedPort,
  Selector,
  TargetGroup,
  ToolReference,
} from './references.js';
import type { Place } from './source.js';
import type { Value, ValueMap } from './value.js';

/** A Service that may send traffic to a pod. */
export interface ServiceReference {
  /** Where it is written, as one word: its renderings share it. */
  readonly id: string;
  /** As it is written. */
  readonly name: string;
  /** The same, and every name that kustomizations gave it, the last one last. */
  readonly names: readonly string[];
  readonly namespace: string;
  readonly selector: ValueMap;
  readonly labels: ValueMap;
  readonly annotations: ValueMap;
  /** `spec.loadBalancerClass`; empty where there is none. */
  readonly balancerClass: string;
  readonly ports: readonly ServicePort[];
  readonly place: Place;
}

export interface ServicePort {
  readonly name: string;
  readonly port: number | string;
  /** A name or a number; the port itself where the Service says nothing. */
  readonly targetPort: number | string;
  readonly protocol: string;
  readonly place: Place;
  /** Where targetPort is written. */
  readonly written: Written;
}

/** A workload with what its containers call their ports, whether or not anything in it moves. */
export interface PortOwner {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** Of its pods. */
  readonly labels: ValueMap;
  readonly ports: readonly ValueMap[];
  readonly place: Place;
}

/** An Ingress, by the Services that it names. */
export interface IngressReference {
  readonly name: string;
  readonly namespace: string;
  /** ingressClassName or the old annotation; empty where neither is there. */
  readonly className: string;
  readonly annotations: ValueMap;
  readonly services: readonly string[];
  readonly place: Place;
}

/** A patch that Flux or Argo CD applies, inline or in a file; kustomize's own are followed. */
export interface PatchReference {
  readonly form: 'merge' | 'json6902';
  /** The kustomization (or other object) that applies it. */
  readonly owner: string;
  /** What the patch says it is for; empty strings match anything. */
  readonly target: {
    readonly kind: string;
    readonly name: string;
    readonly namespace: string;
    /** The names are regular expressions, as kustomize reads a target selector. */
    readonly patterns: boolean;
  };
  /** The patch object, or the list of JSON6902 operations; null where it could not be parsed. */
  readonly value: Value;
  readonly place: Place;
}

/** A Velero hook, outside of the pod's own annotations. */
export interface HookReference {
  /** Empty where it names none: the first of `containers`. */
  readonly container: string;
  /** `Schedule nightly`. */
  readonly owner: string;
  readonly namespaces: Namespaces;
  readonly selector: Selector;
  readonly place: Place;
}

/** What a CustomResourceDefinition of the tree says of container lists. */
export interface CustomDefinition {
  readonly group: string;
  readonly kind: string;
  /** The schema of the newest served version; null where it keeps unknown fields everywhere. */
  readonly schema: ValueMap | null;
  readonly place: Place;
}

/** A ConfigMap that makes an agent end once it has authenticated (Vault's exit_after_auth). */
export interface AgentConfigReference {
  readonly name: string;
  readonly namespace: string;
  readonly place: Place;
}

/** A ConfigMap with a bootstrap of Envoy. */
export interface EnvoyReference {
  readonly name: string;
  readonly namespace: string;
  /** The port of its administration, or null. */
  readonly admin: number | null;
  readonly place: Place;
}

/** What Argo CD is told not to compare: jq paths and JSON pointers of an Application. */
export interface IgnoredDifference {
  readonly owner: string;
  readonly kind: string;
  /** Empty: any. */
  readonly name: string;
  readonly expression: string;
  readonly place: Place;
}

/** Everything of a tree that names a container or one of its ports, one list a subject. */
export interface References {
  readonly services: readonly ServiceReference[];
  readonly portOwners: readonly PortOwner[];
  readonly ingresses: readonly IngressReference[];
  /** Names of BackendConfigs with a healthCheck, as `namespace/name`. */
  readonly healthChecks: ReadonlySet<string>;
  readonly patches: readonly PatchReference[];
  readonly hooks: readonly HookReference[];
  readonly definitions: readonly CustomDefinition[];
  readonly exitsAfterAuth: readonly AgentConfigReference[];
  readonly envoys: readonly EnvoyReference[];
  readonly ignoredDifferences: readonly IgnoredDifference[];
  readonly policyPorts: readonly PolicyPort[];
  readonly scalers: readonly Scaler[];
  readonly scrapedPorts: readonly ScrapedPort[];
  readonly droppedInits: readonly DroppedInits[];
  readonly metrics: readonly MetricReference[];
  readonly portForwards: readonly PortForward[];
  readonly policies: readonly ContainerPolicy[];
  readonly constraints: readonly Constraint[];
  readonly tools: readonly ToolReference[];
  readonly targetGroups: readonly TargetGroup[];
}

/** The index across files, as a pod sees it. */
export interface Tree extends References {
  /**
   * As the pods of each kustomization see it, by its path: what the kustomization gathers is there as
   * it renders it, and only so. Empty in these trees themselves.
   */
  readonly within: ReadonlyMap<string, Tree>;
  /** The Services and workloads that stand with the pod: those of its kustomization. */
  readonly own: ReadonlySet<ServiceReference | PortOwner>;
  /** The trees in which a Service is rendered, by its id: what is written of it holds in all of them. */
  readonly companies: ReadonlyMap<string, readonly Tree[]>;
}

/** The index while it grows. */
export type GrowingTree = {
  -readonly [K in keyof References]: References[K] extends readonly (infer T)[] ? T[] : Set<string>;
};

export function emptyTree(): GrowingTree {
  return {
    services: [],
    portOwners: [],
    ingresses: [],
    healthChecks: new Set(),
    patches: [],
    hooks: [],
    definitions: [],
    exitsAfterAuth: [],
    envoys: [],
    ignoredDifferences: [],
    policyPorts: [],
    scalers: [],
    scrapedPorts: [],
    droppedInits: [],
    metrics: [],
    portForwards: [],
    policies: [],
    constraints: [],
    tools: [],
    targetGroups: [],
  };
}

export const EMPTY_TREE: Tree = {
  ...emptyTree(),
  within: new Map(),
  own: new Set(),
  companies: new Map(),
};
