import type { Code } from './finding.js';
import type { Place } from './source.js';

/** A comment that speaks to this tool: `# sidecar-migrate: keep`. */
export type Directive =
  | {
      readonly kind: 'sidecar' | 'keep' | 'ignore';
      readonly place: Place;
      /** Nobody knows what it says: it keeps what it stands on, and is an error. */
      readonly unread?: true;
    }
  | {
      readonly kind: 'allow';
      readonly place: Place;
      readonly code: Code;
      readonly reason: string;
    };
