import type { Operation } from './operation.js';
import type { Pod } from './pod.js';
import type { Refusable, Refusal } from './refusal.js';
import type { CustomKind } from './settings.js';
import type { Problem, SourceFile, TextEdit } from './source.js';
import type { Value } from './value.js';

/** What one transform found in one file. `data` is its own; only the transform looks inside. */
export interface Reading<T = unknown> {
  readonly file: SourceFile;
  readonly data: T;
  readonly problems: readonly Problem[];
  /** Every comment of the parts that were parsed, in order, without its place. */
  readonly comments: readonly string[];
}

/** Places that an operation cannot be written at are a reason, not an exception. */
export type EditResult = Refusable<{ readonly edits: readonly TextEdit[] }, EditRefusal>;

/** What an edit that cannot be written is blocked by. */
export type EditCode = 'SM119' | 'SM513' | 'SM607';

export interface EditRefusal extends Refusal {
  readonly code: EditCode;
  /** Of the containers that are in the way, where the others could move without them. */
  readonly held: readonly Held[];
}

/** Why single containers cannot be written where their move would bring them. */
export type Held = Refusal & Required<Pick<EditRefusal, 'code' | 'names'>>;

export interface ReadContext {
  readonly kinds: readonly CustomKind[];
  /** Parse also what the scan would skip: somebody named the file and wants to know. */
  readonly thorough: boolean;
  /** The text of another file of the tree, or null: a format may have to know what a file imports. */
  readonly beside?: (path: string) => string | null;
}

/** The only code that knows a format. Pure: it gets text and gives values and text edits. */
export interface Transform<T = unknown> {
  readonly id: string;
  /** Never throws for bad input: what cannot be read becomes a problem. */
  read(file: SourceFile, context: ReadContext): Reading<T>;
  /** The same with pauses between documents. */
  readInSteps?(file: SourceFile, context: ReadContext): Generator<void, Reading<T>>;
  pods(reading: Reading<T>): readonly Pod[];
  /** The same with pauses between pods. */
  podsInSteps?(reading: Reading<T>): Generator<void, readonly Pod[]>;
  /** Edits as offsets into the original text, sorted, not overlapping. */
  edit(reading: Reading<T>, operations: readonly Operation[]): EditResult;
  /** The value that the proof compares: one entry a parsed document. */
  project(reading: Reading<T>): ReadonlyMap<number, Value>;
}
