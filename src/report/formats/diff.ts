import { coloredDiff, renderDiff } from '../diff.js';
import type { Rendered, Told } from '../told.js';

/** A unified diff of what was, or would be, written. */
export function renderDiffOf({ outcome, meta, color, pathOf }: Told): Rendered {
  const own = outcome.files.filter(({ path }) => meta.written?.has(path) ?? true);
  const text = renderDiff(own.map((file) => ({ ...file, path: pathOf(file.path) })));
  return { text: color ? coloredDiff(text) : text };
}
