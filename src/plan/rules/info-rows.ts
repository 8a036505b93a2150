import type { Code } from '../../model/finding.js';
import type { Rule, Subject } from '../../model/rule.js';

/** A rule that only informs, as one row of its section's table. */
export type InfoRow = readonly [
  code: Code,
  title: string,
  source: string,
  /** The message, or null where the row says nothing of this container. */
  message: (subject: Subject) => string | null,
];

export function informing(rows: readonly InfoRow[]): readonly Rule[] {
  return rows.map(([code, title, source, message]) => ({
    code,
    title,
    sources: [source],
    absolute: false,
    check: (subject: Subject) => {
      const text = message(subject);
      return text === null
        ? []
        : [{ severity: 'info' as const, message: text, remedy: 'nothing to do' }];
    },
  }));
}
