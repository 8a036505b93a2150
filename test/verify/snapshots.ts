import { createHash } from 'node:crypto';
import type { Snapshot } from '../../src/verify/model.js';

/** A side of a change in memory. */
export function snapshotOf(files: ReadonlyMap<string, string>): Snapshot {
  const entries = [...files].map(
    ([path, text]) =>
      [path, { id: createHash('sha1').update(text).digest('hex'), kind: 'file' }] as const,
  );
  return {
    files: new Map(entries),
    read(path) {
      const text = files.get(path);
      return text === undefined ? null : Buffer.from(text);
    },
  };
}
