import type { Code } from '../../model/finding.js';

/** What a rule is worth reading for, in the words of `explain` and of docs/rules. */
export interface RuleText {
  readonly code: Code;
  /** What it does to a move. `note`: said once a run. */
  readonly effect: Effect;
  readonly harm: string;
  /** What in the sources gives it away. */
  readonly seen: string;
  readonly fix: string;
  /** The detail that matters, as it stands today; empty where there is nothing to show. */
  readonly before: string;
  readonly after: string;
}

export type Effect = 'blocks' | 'warns' | 'blocks or warns' | 'informs' | 'note';

export type TextRow = readonly [
  code: Code,
  effect: Effect,
  harm: string,
  seen: string,
  fix: string,
  before?: string,
  after?: string,
];

export function texts(rows: readonly TextRow[]): readonly RuleText[] {
  return rows.map(([code, effect, harm, seen, fix, before = '', after = '']) => ({
    code,
    effect,
    harm,
    seen,
    fix,
    before,
    after,
  }));
}
