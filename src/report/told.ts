import type { Outcome } from '../model/outcome.js';
import type { TextOf } from './excerpt.js';
import type { RunMeta } from './meta.js';

/** A run at its end, as every format gets it. */
export interface Told {
  readonly outcome: Outcome;
  readonly meta: RunMeta;
  /** For eyes only: no program takes a diff in colours. */
  readonly color: boolean;
  /** A path as git has it, from the root of the repository: what review tools look for. */
  readonly pathOf: (path: string) => string;
  /** The text of a file of this run, for excerpts; none where the run has kept none. */
  readonly textOf?: TextOf;
  /** What of its command a next one takes over: paths and answers, as a shell takes them. */
  readonly again?: string;
}

/** What a format makes of it. */
export interface Rendered {
  readonly text: string;
  /** What found no room there, for the summary of the job; empty: nothing. */
  readonly beside?: string;
}
