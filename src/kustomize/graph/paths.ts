import { posix } from 'node:path';
import type { Value } from '../../model/value.js';
import { isRemote } from './remote.js';

/** Files of the repository, as the reader of kustomizations wants them. */
export interface Sources {
  /** null for what is not there or cannot be read. */
  read(path: string): string | null;
  /** Why a run may not write a file, or null. */
  readOnly(path: string): string | null;
  /** The one name of a file or folder, for a path that leads out of the run's folder and in again. */
  nameOf(path: string): string;
}

/** A path as a file names it, from its own folder; nothing for URLs and what lies out of the run. */
export function inTree(
  folder: string,
  entry: Value,
  { nameOf }: Pick<Sources, 'nameOf'>,
): readonly string[] {
  if (typeof entry !== 'string' || entry.startsWith('/') || isRemote(entry, false)) return [];
  return [nameOf(posix.normalize(posix.join(folder, entry)).replace(/\/$/, ''))];
}
