import type { Code, Finding } from '../model/finding.js';
import type { LifeLines } from '../model/plan.js';
import type { Place } from '../model/source.js';

/** A file of one side, by a word that is the same for the same contents. */
export interface SnapshotFile {
  readonly id: string;
  readonly kind: 'file' | 'link' | 'submodule';
}

/** All files of one side of a change. */
export interface Snapshot {
  readonly files: ReadonlyMap<string, SnapshotFile>;
  /** The bytes; null for what is no file, or cannot be read. */
  read(path: string): Uint8Array | null;
}

/** A tree before and after a change. */
export interface Sides {
  readonly before: Snapshot;
  readonly after: Snapshot;
}

/** What became of one file. */
export interface FileChange {
  readonly kind: 'modified' | 'added' | 'deleted' | 'renamed';
  /** Where it stands after the change; of a deleted one before. */
  readonly path: string;
  /** Where it stood before; null for one that was added. */
  readonly from: string | null;
}

export type FaultKind =
  /** A container that is in neither form, or in both. */
  | 'half-moved'
  /** It stands where it cannot work. */
  | 'order'
  /** Nothing shows that what moved is the sidecar, and something that another one is. */
  | 'role'
  /** A rule that would not let it move. */
  | 'rule'
  /** The pod does not start or end as it did. */
  | 'life'
  /** A change of meaning in what moved, beside the move. */
  | 'mixed'
  | 'comment'
  /** Something that has to change together with the move, and did not. */
  | 'forgotten'
  /** Nobody can tell: a side cannot be read. */
  | 'unread';

/** Why a migration is not right. */
export interface Fault {
  readonly kind: FaultKind;
  readonly path: string;
  /** null: it is about the file as a whole. */
  readonly place: Pick<Place, 'line' | 'column'> | null;
  readonly code: Code | null;
  readonly message: string;
  readonly remedy: string;
}

export interface MovedContainer {
  readonly name: string;
  readonly image: string | null;
  /** What rules say of this move, whatever its effect. */
  readonly findings: readonly Finding[];
}

/** A pod of which something moved. */
export interface MigratedPod {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** In the tree after the change. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly containers: readonly MovedContainer[];
  /** Its simulated life before and after; null where a line would not tell who is who. */
  readonly life: LifeLines | null;
}

/** A change that is no part of a migration. */
export interface OtherChange {
  readonly path: string;
  /** The object in the file; empty: the file as a whole. */
  readonly object: string;
  readonly message: string;
}

export interface Verification {
  /** `none`: nothing moved between the two sides. */
  readonly verdict: 'right' | 'wrong' | 'none';
  readonly pods: readonly MigratedPod[];
  readonly faults: readonly Fault[];
  /** What a person should look at, and that makes nothing wrong. */
  readonly warnings: readonly Fault[];
  readonly others: readonly OtherChange[];
}
