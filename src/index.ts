import { type MigrateOptions, settingsFrom } from './config/settings.js';
import type { Outcome } from './model/outcome.js';
import { memoryInput } from './process/memory.js';
import { run } from './run/run.js';

export type { MigrateOptions } from './config/settings.js';
export type { Finding, Note } from './model/finding.js';
export type { Operation } from './model/operation.js';
export type { ChangedFile, Counts, Outcome } from './model/outcome.js';
export type { Change, ContainerDecision, PodDecision } from './model/plan.js';
export type { RenderProof } from './model/proof.js';
export type { Problem } from './model/source.js';
export { renderDiff } from './report/diff.js';

/**
 * Plans, edits and proves the migration of texts: a map of path to text in, the outcome out. No
 * disk and no process are touched.
 *
 * @throws {TypeError} for options that the command line would call a usage error.
 */
export async function migrate(
  files: ReadonlyMap<string, string>,
  options: MigrateOptions = {},
): Promise<Outcome> {
  const result = settingsFrom(options, []);
  if (!result.ok) throw new TypeError(result.message);
  return run(memoryInput(files), result.settings);
}
