import type { Finding } from '../model/finding.js';
import type { Outcome } from '../model/outcome.js';
import type { PodDecision } from '../model/plan.js';
import { count } from './counting.js';
import { at } from './entries.js';
import { printable } from './escape.js';

/** How many pods of one accepted rule are named. */
const SHOWN = 3;

/** Warnings that somebody accepted, a line a rule with its pods: what is accepted is not gone. */
export function acceptedLines({ decisions }: Outcome, verbose: boolean): readonly string[] {
  const byCode = new Map<string, Map<PodDecision, Finding>>();
  for (const decision of decisions)
    for (const { findings, state } of decision.containers)
      for (const finding of state === 'moved' ? findings : []) {
        if (finding.accepted === null) continue;
        const pods = byCode.get(finding.code) ?? new Map<PodDecision, Finding>();
        byCode.set(finding.code, pods.set(decision, finding));
      }
  return [...byCode]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, pods]) => {
      const places = [...pods.keys()].map(({ pod }) => at(pod.place));
      const shown = verbose ? places : places.slice(0, SHOWN);
      const rest = places.length - shown.length;
      const [first] = pods.values();
      return `Accepted ${code} in ${count(pods.size, 'pod')} (${shown.join(', ')}${rest > 0 ? `, and ${rest} more` : ''}): ${printable(first?.message ?? '')}`;
    });
}
