import type { Code } from './finding.js';
import type { ListKeys } from './node.js';

/** What the rule book's section 6 says of a kind that embeds pod specs. */
export type KindVerdict =
  /** As a Deployment. */
  | 'ok'
  /** May move, and the finding under its code warns. */
  | 'warn'
  /** Refused, with the code. */
  | 'block'
  /** Kept, with the code: a life cycle of its own, or nothing that could be said for sure. */
  | 'leave';

export interface KindRow {
  /** API group without version; empty is the core group. */
  readonly group: string;
  readonly kind: string;
  /** `spec.tasks[*].template.spec`; several where a kind embeds several. */
  readonly podPaths: readonly string[];
  readonly keys: ListKeys;
  readonly verdict: KindVerdict;
  readonly code: Code | null;
  /** Said where the verdict is not ok: one sentence. */
  readonly why: string;
  /** The release of the operator whose CRD keeps restartPolicy, or null where any does. */
  readonly since: { readonly tool: string; readonly version: string } | null;
  /** Names that the operator owns: an entry of that name is a patch of its container. */
  readonly ownNames: readonly string[];
  /** Whether its lists hold nothing but extras: an operator makes the main container. */
  readonly extras: boolean;
  readonly source: string;
}
