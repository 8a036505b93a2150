import type { Container } from './container.js';
import { type Finding, holdsBack } from './finding.js';
import type { Operation } from './operation.js';
import type { Pod } from './pod.js';
import type { Role } from './role.js';
import type { TextEdit } from './source.js';
import type { UnlockWords } from './unlock.js';

/** Where a container ends up. `app` stays; `init` is an ordinary init container. */
export const CONTAINER_STATES = ['moved', 'review', 'blocked', 'native', 'app', 'init'] as const;
export type ContainerState = (typeof CONTAINER_STATES)[number];

/**
 * A pod is counted once: moved where all its sidecars move, partly moved where some do, else as the
 * first of the others that fits.
 */
export const POD_STATES = [
  'moved',
  'partly-moved',
  'review',
  'blocked',
  'native',
  'unchanged',
] as const;
export type PodState = (typeof POD_STATES)[number];

export type Safety = 'safe' | 'review' | 'blocked';

/** What a move is worth, most first. */
export const GAINS = ['completes', 'order', 'tail', 'little'] as const;

export interface Gain {
  readonly kind: (typeof GAINS)[number];
  /** A clause about this container. */
  readonly message: string;
}

/** What a pod asks the scheduler for of one resource, before and after its move. */
export interface ResourceDelta {
  readonly resource: string;
  readonly before: string;
  readonly after: string;
}

/** The life of a pod in one line each, as it is and as it would be. */
export interface LifeLines {
  readonly before: string;
  readonly after: string;
}

/** When a container of a pod runs, by the steps of its life. */
export interface LifeBar {
  readonly name: string;
  readonly kind: 'init' | 'sidecar' | 'app';
  /** The step in which it starts; null: none. */
  readonly from: number | null;
  /** The step in which it ends; null: it runs on. */
  readonly to: number | null;
  /** Whom it waits for and what goes wrong with it, a clause each. */
  readonly remarks: readonly string[];
}

/** The same, what happens one after the other, and who runs meanwhile. */
export interface PodLife extends LifeLines {
  readonly steps: { readonly before: readonly string[]; readonly after: readonly string[] };
  readonly bars: { readonly before: readonly LifeBar[]; readonly after: readonly LifeBar[] };
}

export interface ContainerDecision {
  readonly container: Container;
  readonly state: ContainerState;
  /** null for entries of initContainers. */
  readonly role: Role | null;
  /** null where no move was considered. */
  readonly safety: Safety | null;
  /** Name of the init container that it goes before; null: last. */
  readonly before: string | null;
  readonly findings: readonly Finding[];
  /** What the user can say to let it move: `--unsafe`, `--sidecar proxy`. Each does by itself. */
  readonly unlockedBy: readonly UnlockWords[];
  /** null where no move was considered. */
  readonly gain: Gain | null;
}

export interface PodDecision {
  readonly pod: Pod;
  readonly state: PodState;
  /** One clause that explains the state. */
  readonly reason: string;
  /** What to do next; empty where there is nothing to do. */
  readonly next: string;
  readonly containers: readonly ContainerDecision[];
  /** Findings about the pod as a whole. */
  readonly findings: readonly Finding[];
  /** Effective requests that the move changes. */
  readonly resources: readonly ResourceDelta[];
  /** What becomes of the life of the pod; null where nothing moves. */
  readonly life: PodLife | null;
  readonly change: Change | null;
}

/** The smallest set of operations that are right only together. */
export interface Change {
  /** Twelve hex digits, from the operations: the same input gives the same id. */
  readonly id: string;
  readonly pods: readonly string[];
  readonly operations: readonly Operation[];
  /** By these a comment elsewhere would speak of what goes with the moves. */
  readonly words: readonly string[];
}

/** A change whose edits were made and proven, by file. */
export interface ProvenChange {
  readonly change: Change;
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
}

/** A proof that failed: our bug, never the user's. The change is left alone. */
export interface FailedProof {
  readonly change: Change;
  readonly path: string;
  readonly message: string;
}

export interface Plan {
  readonly decisions: readonly PodDecision[];
  readonly changes: readonly Change[];
}

/** Whether a pod changes, all of its sidecars or some. */
export function isMoved({ state }: Pick<PodDecision, 'state'>): boolean {
  return state === 'moved' || state === 'partly-moved';
}

/** What holds back a sidecar that is native already, or that should be one. */
export function findingsOnInits(containers: readonly ContainerDecision[]): readonly Finding[] {
  return containers
    .filter(({ container }) => container.kind === 'init')
    .flatMap(({ findings }) => findings.filter(holdsBack));
}
