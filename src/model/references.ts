import type { Place } from './source.js';
import type { ValueMap } from './value.js';

/** A label selector as Kubernetes reads one: everything has to hold, and an empty one takes all. */
export interface Selector {
  readonly labels: ValueMap;
  readonly expressions: readonly SelectorExpression[];
}

export interface SelectorExpression {
  readonly key: string;
  /** As written: `In`, `NotIn`, `Exists`, `DoesNotExist`; anything else matches nothing. */
  readonly operator: string;
  readonly values: readonly string[];
}

/** The namespaces that something is for; null: any. */
export type Namespaces = readonly string[] | null;

/** A port that a network policy gives by name, and the pods whose ports it looks it up among. */
export interface PolicyPort {
  /** `NetworkPolicy shop`. */
  readonly owner: string;
  readonly port: string;
  readonly namespaces: Namespaces;
  /** null: written in a language that is not read here; it may select any pod. */
  readonly selector: Selector | null;
  readonly place: Place;
}

/** What scales a workload: an HPA, a VPA, a ScaledObject of KEDA. */
export interface Scaler {
  readonly form: 'horizontal' | 'vertical';
  /** `HorizontalPodAutoscaler shop`. */
  readonly owner: string;
  readonly namespace: string;
  readonly targetKind: string;
  readonly targetName: string;
  /** The containers that it names, with the place of each name. */
  readonly containers: readonly ScaledContainer[];
  readonly place: Place;
}

export interface ScaledContainer {
  readonly name: string;
  /** A vertical policy that switches scaling off for this container. */
  readonly off: boolean;
  readonly place: Place;
}

/** A port that a ServiceMonitor or a PodMonitor scrapes. */
export interface ScrapedPort {
  readonly form: 'service' | 'pod';
  readonly owner: string;
  /** `port` is a name: of the Service's port, or of the pod's; `targetPort` is always the pod's. */
  readonly field: 'port' | 'targetPort';
  readonly port: string | number;
  readonly namespaces: Namespaces;
  /** Over the labels of Services, or of pods. */
  readonly selector: Selector;
  readonly place: Place;
}

/** A relabelling that drops the targets of init containers. */
export interface DroppedInits {
  readonly place: Place;
}

/** `kube_pod_container_status_ready{container="proxy"}`, in whatever file it stands. */
export interface MetricReference {
  readonly metric: string;
  readonly matchers: readonly LabelMatcher[];
  readonly place: Place;
}

export interface LabelMatcher {
  readonly label: string;
  /** `=`, `!=`, `=~` or `!~`. */
  readonly operator: string;
  readonly value: string;
}

/** `kubectl port-forward` to a Service, with the ports that it names. */
export interface PortForward {
  readonly service: string;
  readonly ports: readonly string[];
  readonly place: Place;
}

/** A policy about pods, one of its rules, that looks at `containers` and at no other list. */
export interface ContainerPolicy {
  /** `ClusterPolicy require-probes, rule check`. */
  readonly owner: string;
  readonly effect: 'validate' | 'mutate';
  /** The kind of the constraints that switch it on (Gatekeeper); empty where it needs none. */
  readonly constraintKind: string;
  /** Any of these; empty where the tree does not show what it is for. */
  readonly matches: readonly PolicyMatch[];
  /** What it leaves out. */
  readonly excludes: readonly PolicyMatch[];
  readonly place: Place;
}

/** A constraint of Gatekeeper: what a template is switched on for. */
export interface Constraint {
  readonly kind: string;
  readonly name: string;
  readonly match: PolicyMatch;
  readonly place: Place;
}

/** What a policy selects; names may hold `*` and `?`. An empty list is no condition. */
export interface PolicyMatch {
  readonly kinds: readonly string[];
  readonly names: readonly string[];
  readonly namespaces: readonly string[];
  /** null: no condition. */
  readonly selector: Selector | null;
}

/** What builds, deploys or wraps manifests and names the container, or the file it stands in. */
export interface ToolReference {
  readonly tool: 'Skaffold' | 'Tilt' | 'Terraform' | 'Argo CD' | 'kubectl';
  /** The words that it names: containers and files. */
  readonly words: ReadonlySet<string>;
  readonly place: Place;
}

/** A Service that a load balancer reaches pod by pod. */
export interface TargetGroup {
  /** `TargetGroupBinding shop`. */
  readonly owner: string;
  readonly namespace: string;
  readonly service: string;
  readonly place: Place;
}
