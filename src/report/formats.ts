import type { Outcome } from '../model/outcome.js';
import { renderJson } from './json.js';
import type { RunMeta } from './meta.js';

/** What standard output can get. */
export const FORMATS = {
  diff: async ({ files }: Outcome, { written }: RunMeta): Promise<string> => {
    const own = files.filter(({ path }) => written?.has(path) ?? true);
    return own.length === 0 ? '' : (await import('./diff.js')).renderDiff(own);
  },
  json: async (outcome: Outcome, meta: RunMeta): Promise<string> => renderJson(outcome, meta),
} as const satisfies Readonly<Record<string, (outcome: Outcome, meta: RunMeta) => Promise<string>>>;

export type Format = keyof typeof FORMATS;
