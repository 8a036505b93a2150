import type { Container } from './container.js';
import type { Severity } from './finding.js';
import type { Pod } from './pod.js';
import type { Refusal } from './refusal.js';
import type { Settings } from './settings.js';
import type { Place } from './source.js';
import type { Tree } from './tree.js';

/** What a rule may ask of the settings: never what the user accepts, so that its hits hold for every word. */
export type RuleSettings = Pick<
  Settings,
  'kubeMinor' | 'kubeSource' | 'environment' | 'customKinds'
>;

/** One container that would move, and everything that a rule may look at. */
export interface Subject {
  readonly pod: Pod;
  /** The sidecar, "S" of the rule book. */
  readonly container: Container;
  /** The containers that stay in `containers`, "App". */
  readonly apps: readonly Container[];
  /** Every container that would move, `container` among them. */
  readonly moving: readonly Container[];
  /** The init container that each of these goes before; null: last. */
  readonly before: ReadonlyMap<Container, string | null>;
  readonly settings: RuleSettings;
  readonly tree: Tree;
}

/** What a rule says of it, before anyone has accepted anything; its place is the container's by default. */
export interface Hit<S extends Severity = Severity>
  extends Pick<Refusal, 'message' | 'remedy' | 'place'> {
  readonly severity: S;
  readonly related?: readonly Place[];
}
