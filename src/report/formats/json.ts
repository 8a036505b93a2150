import { renderJson } from '../json.js';
import type { Rendered, Told } from '../told.js';

/** The report as JSON, with paths as they were given. */
export async function renderReport({ outcome, meta }: Told): Promise<Rendered> {
  return { text: await renderJson(outcome, meta) };
}
