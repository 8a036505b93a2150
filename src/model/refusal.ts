import type { Code } from './finding.js';
import type { Place } from './source.js';

/** "No, because": why something stays as it is. Every stage that refuses says it in this form. */
export interface Refusal {
  readonly message: string;
  /** What to do next. */
  readonly remedy: string;
  /** The rule that says so; not set: the one that passes it on. */
  readonly code?: Code;
  /** Where it was found out; not set: where the container stands. */
  readonly place?: Place;
  /** The containers that it holds back; not set: all that would move. */
  readonly names?: readonly string[];
}

/** What was asked for, or why there is none. */
export type Refusable<T, R extends Refusal = Refusal> =
  | (T & { readonly ok: true })
  | (R & { readonly ok: false });
