import type { ValuesRule } from '../../model/values.js';

export interface Resolved {
  readonly rule: ValuesRule;
  /** The key of init containers, where there is one in the same map. */
  readonly init: string;
  /** The folder of the chart whose own values these are, or null. */
  readonly folder: string | null;
}

/** Where the chart says nothing of use: why, and what would help. */
export function nothing(rule: ValuesRule, folder: string | null): Resolved {
  return { rule, init: '', folder };
}
