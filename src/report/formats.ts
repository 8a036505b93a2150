import type { Outcome } from '../model/outcome.js';
import { renderJson } from './json.js';
import type { RunMeta } from './meta.js';

/** How a diff is shown. */
export interface DiffStyle {
  /** For eyes only: no program takes a diff in colours. */
  readonly color: boolean;
  readonly pathInDiff: (path: string) => string;
}

/** What standard output can get. */
export const FORMATS = {
  diff: async (
    { files }: Outcome,
    { written }: RunMeta,
    { color, pathInDiff }: DiffStyle,
  ): Promise<string> => {
    const own = files.filter(({ path }) => written?.has(path) ?? true);
    if (own.length === 0) return '';
    const { coloredDiff, renderDiff } = await import('./diff.js');
    const text = renderDiff(own.map((file) => ({ ...file, path: pathInDiff(file.path) })));
    return color ? coloredDiff(text) : text;
  },
  json: (outcome: Outcome, meta: RunMeta): Promise<string> => renderJson(outcome, meta),
} as const satisfies Readonly<
  Record<string, (outcome: Outcome, meta: RunMeta, style: DiffStyle) => Promise<string>>
>;

export type Format = keyof typeof FORMATS;
