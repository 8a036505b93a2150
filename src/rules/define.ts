import type { Code } from '../model/finding.js';
import type { Rule, Subject } from '../model/rule.js';
import type { Place } from '../model/source.js';

/** A message that rests on another place. */
export interface Said {
  readonly text: string;
  readonly related: readonly Place[];
}

/** A rule that only informs, as one row of its section's table. */
export type InfoRow = readonly [
  code: Code,
  title: string,
  source: string,
  /** The message, or null where the row says nothing of this container. */
  message: (subject: Subject) => string | Said | null,
];

export function informing(rows: readonly InfoRow[]): readonly Rule[] {
  return rows.map(([code, title, source, message]) => ({
    code,
    title,
    sources: [source],
    absolute: false,
    check: (subject: Subject) => {
      const said = message(subject);
      if (said === null) return [];
      const { text, related } = typeof said === 'string' ? { text: said, related: [] } : said;
      return [{ severity: 'info' as const, message: text, remedy: 'nothing to do', related }];
    },
  }));
}
