import type { UserChart } from './chart.js';
import type { Code, Severity } from './finding.js';

export type Placement = 'auto' | 'last' | 'first';

/** A custom kind that the user names: group and kind, and where its pod spec is. */
export interface CustomKind {
  /** Empty: any group. */
  readonly group: string;
  readonly kind: string;
  /** Dots between keys, `[*]` for every item: `spec.tasks[*].template.spec`. */
  readonly podPath: string;
}

export interface Acceptance {
  readonly code: Code;
  /** Where it was said: `--accept`, `--unsafe`, or the config file's path. */
  readonly source: string;
  readonly reason: string;
}

/** A glob over container names, or over whole images after `image:`. */
export interface RoleGlob {
  readonly text: string;
  /** Where it was said: `--sidecar`, `--keep`, or the config file's path. */
  readonly source: string;
}

/** What runs in the clusters that some files are for. */
export interface PathEnvironment {
  readonly globs: readonly string[];
  readonly covers: (path: string) => boolean;
  readonly environment: ReadonlyMap<string, string>;
  /** Null where it says nothing of Kubernetes, or the command line did. */
  readonly kubeMinor: number | null;
}

/** Everything that steers a decision: the same for the command and for the API. */
export interface Settings {
  readonly sidecars: readonly RoleGlob[];
  readonly keeps: readonly RoleGlob[];
  /** Accepts every warning. */
  readonly unsafe: boolean;
  readonly accept: readonly Acceptance[];
  readonly severities: ReadonlyMap<Code, Severity>;
  readonly placement: Placement;
  /** Minor version of the oldest cluster to serve: 29 stands for v1.29. */
  readonly kubeMinor: number;
  /** Where the version came from: `default`, `--kube-version`, a config file. */
  readonly kubeSource: string;
  /** Lower-case names of kinds to look at; empty: all. */
  readonly kinds: readonly string[];
  readonly customKinds: readonly CustomKind[];
  /** Helm charts that the user describes. */
  readonly charts: readonly UserChart[];
  /** Versions of what runs in the cluster, by lower-case name: `argo-rollouts: 1.7.0`. */
  readonly environment: ReadonlyMap<string, string>;
  /** The same for some paths only; of several that cover a path the last counts. */
  readonly environments: readonly PathEnvironment[];
  readonly includeGenerated: boolean;
  /** Also takes out what the moves make obsolete. */
  readonly removeWorkarounds: boolean;
}

/** The settings for one file: what is said of its path counts more than what is said of all. */
export function settingsAt(settings: Settings, path: string): Settings {
  const own = settings.environments.filter(({ covers }) => covers(path));
  if (own.length === 0) return settings;
  const environment = new Map([
    ...settings.environment,
    ...own.flatMap((each) => [...each.environment]),
  ]);
  const kubeMinor =
    own.findLast((each) => each.kubeMinor !== null)?.kubeMinor ?? settings.kubeMinor;
  return { ...settings, environment, kubeMinor };
}
