import type { Operation } from '../model/operation.js';
import type { Change } from '../model/plan.js';

/** A change of all layers of a release, or of all overlays, has operations in thousands of files. */
const BY_FILE = new WeakMap<Change, ReadonlyMap<string, readonly Operation[]>>();

const NONE: readonly Operation[] = [];

/** The operations of a change in one file, in their order. */
export function operationsIn(change: Change, path: string): readonly Operation[] {
  return byFile(change).get(path) ?? NONE;
}

function byFile(change: Change): ReadonlyMap<string, readonly Operation[]> {
  const known = BY_FILE.get(change);
  if (known !== undefined) return known;
  const made = new Map<string, Operation[]>();
  for (const operation of change.operations) {
    const own = made.get(operation.path);
    if (own === undefined) made.set(operation.path, [operation]);
    else own.push(operation);
  }
  BY_FILE.set(change, made);
  return made;
}
