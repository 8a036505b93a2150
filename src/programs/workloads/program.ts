import type { ts } from 'ts-morph';
import type { ValueMap } from '../../model/value.js';
import type { Lines } from '../../text/lines.js';
import type { Comment, Span } from '../syntax/parse.js';
import type { Group } from './item.js';
import type { Site } from './site.js';

/** The values that a program gives to a chart: what they hold, and where their containers stand. */
export interface Values {
  readonly value: ValueMap;
  readonly sites: readonly Site[];
  /** Objects that have keys of containers, init containers too. */
  readonly maps: readonly ts.ObjectLiteralExpression[];
  /** The lists under those keys, wherever they are written. */
  readonly groups: readonly Group[];
  /** What may hold containers, and cannot be read. */
  readonly unread: readonly ts.Node[];
}

/** What a program makes, as far as this tool looks at it. */
export interface Made {
  readonly sites: readonly Site[];
  /** Workloads, then releases; the second reading has the same in the same order. */
  readonly documents: readonly ValueMap[];
  readonly values: readonly Values[];
  /** What cannot be read. */
  readonly unread: readonly ts.Node[];
}

export interface Program extends Made {
  /** null: nothing of it was read. */
  readonly source: ts.SourceFile | null;
  readonly lines: Lines;
  readonly tokens: readonly Span[];
  readonly comments: readonly Comment[];
}
