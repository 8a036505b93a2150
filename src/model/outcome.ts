import type { Note } from './finding.js';
import type { ContainerState, FailedProof, PodDecision, PodState, ProvenChange } from './plan.js';
import type { RenderProof } from './proof.js';
import type { Problem } from './source.js';
import type { TemplateFile } from './templates.js';
import type { Unlock } from './unlock.js';

/** The new text of a file, and the changes that made it. */
export interface ChangedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly changes: readonly string[];
  /** Comments that stood on or between lines that the plan removes, and went with them. */
  readonly removedComments: readonly string[];
  /** Comments that stay and may speak of what has gone. */
  readonly staleComments: readonly StaleComment[];
}

export interface StaleComment {
  /** From 1, in the file as it is after the change. */
  readonly line: number;
  readonly text: string;
}

export interface Counts {
  readonly files: number;
  /** Files that were parsed, at least in part. */
  readonly parsed: number;
  /** Pod specs with two or more containers, by how they end; the sum is the total. */
  readonly pods: Readonly<Record<PodState, number>>;
  /** Every container of these pods, init containers too. */
  readonly containers: Readonly<Record<ContainerState, number>>;
}

/** Everything that a run found out and made; nothing was written yet. */
export interface Outcome {
  readonly decisions: readonly PodDecision[];
  readonly proven: readonly ProvenChange[];
  readonly files: readonly ChangedFile[];
  readonly failures: readonly FailedProof[];
  readonly problems: readonly Problem[];
  readonly notes: readonly Note[];
  /** What would let more sidecars move, most first. */
  readonly unlocks: readonly Unlock[];
  /** What `--prove` rendered; empty without it. */
  readonly proofs: readonly RenderProof[];
  /** Sidecars that are written in templates of charts. */
  readonly templates: readonly TemplateFile[];
  /** Globs, comments and options that had no effect, one sentence each. */
  readonly unused: readonly string[];
  readonly counts: Counts;
}
