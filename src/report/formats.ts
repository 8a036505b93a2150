import type { Outcome } from '../model/outcome.js';
import { renderDiff } from './diff.js';
import { renderJson } from './json.js';
import type { RunMeta } from './meta.js';

/** What standard output can get. */
export const FORMATS = {
  diff: (outcome: Outcome): string => renderDiff(outcome.files),
  json: renderJson,
} as const satisfies Readonly<Record<string, (outcome: Outcome, meta: RunMeta) => string>>;

export type Format = keyof typeof FORMATS;
