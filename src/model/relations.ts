import type { Container } from './container.js';
import type { Path } from './value.js';

/** Where in a container it shows that it has to do with another one. */
export type Occasion =
  /** Program, arguments, environment and configuration: for as long as it runs. */
  | 'run'
  /** Its program waits for the other one before it does anything else, or gives up without it. */
  | 'wait'
  | 'postStart'
  | 'preStop'
  | 'startupProbe'
  | 'readinessProbe'
  | 'livenessProbe'
  /** What its program does once it is told to end, or after what it waited for. */
  | 'end';

/** What one container does that concerns another of its pod. */
export type RelationKind =
  /** Asks a port of the other on localhost. */
  | 'dials'
  /** Uses a Unix socket that the other makes. */
  | 'uses-socket'
  /** Reads files of a volume that only the other writes. */
  | 'reads'
  /** Needs a file that the other makes, and waits for it. */
  | 'waits-for-file'
  /** Sends a signal to a process of the other. */
  | 'signals'
  /** Makes the other read its configuration again. */
  | 'reloads'
  /** Looks whether a process of the other runs. */
  | 'watches'
  /** Sends the traffic of the pod through the other: an init container with iptables. */
  | 'redirects'
  /** Ends once the other has ended, or once the other says so. */
  | 'ends-by';

/** From the one that does something to the one that it concerns. */
export interface Relation {
  readonly kind: RelationKind;
  readonly from: Container;
  readonly to: Container;
  readonly occasion: Occasion;
  /** A clause for people, without the name of `from`: `asks port 6379 of redis`. */
  readonly text: string;
  /** The node of `from` that shows it: `['args', 0]`. */
  readonly node: Path;
  /** `likely`: by what such an image does by default, not by what is written here. */
  readonly certainty: 'written' | 'likely';
  readonly port?: number;
  readonly volume?: string;
  readonly path?: string;
  /** Of `reads`: it follows a file while the other writes it, which only a helper does. */
  readonly follows?: boolean;
  /** Of `reads`: it sees a file system that the other mounts. */
  readonly mounted?: boolean;
}

/** How the containers of one pod, init containers too, depend on each other. */
export interface PodGraph {
  readonly relations: readonly Relation[];
  /** What a container does to others. */
  readonly from: (container: Container) => readonly Relation[];
  /** What others do to a container. */
  readonly to: (container: Container) => readonly Relation[];
}
