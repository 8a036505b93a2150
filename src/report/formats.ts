import type { Outcome } from '../model/outcome.js';
import { renderJson } from './json.js';
import type { RunMeta } from './meta.js';

/** What standard output can get. */
export const FORMATS = {
  diff: async (outcome: Outcome): Promise<string> =>
    outcome.files.length === 0 ? '' : (await import('./diff.js')).renderDiff(outcome.files),
  json: async (outcome: Outcome, meta: RunMeta): Promise<string> => renderJson(outcome, meta),
} as const satisfies Readonly<Record<string, (outcome: Outcome, meta: RunMeta) => Promise<string>>>;

export type Format = keyof typeof FORMATS;
