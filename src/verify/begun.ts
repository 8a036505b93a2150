import type { Operation } from '../model/operation.js';
import type { Change, Plan } from '../model/plan.js';
import type { Value } from '../model/value.js';
import { deviations, keyOf } from './differences.js';
import { documentPairs, expectedDocument, isStrict } from './expected.js';
import type { FileChange } from './model.js';
import type { SidesOf } from './values-pairs.js';

/**
 * Migrations of which only something beside the pod shows: a patch looks for a native sidecar, and its
 * base has none. Gives the pods of such a change, with the names of what has to move in each.
 */
export async function begunPods(
  plan: Plan,
  known: ReadonlySet<string>,
  changes: readonly FileChange[],
  reader: SidesOf,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const byPath = new Map(changes.map((change) => [change.from, change] as const));
  const begun = new Map<string, ReadonlySet<string>>();
  for (const change of plan.changes) {
    // A patch that catches up with its base is a change without a pod of its own.
    const own = plan.decisions.filter((decision) => decision.change?.id === change.id);
    if (own.some(({ pod }) => known.has(pod.id))) continue;
    if (!(await isBegun(change, byPath, reader))) continue;
    for (const { pod, containers } of own) {
      const moving = containers.filter(({ state }) => state === 'moved');
      begun.set(pod.id, new Set(moving.map(({ container }) => container.name)));
    }
  }
  return begun;
}

async function isBegun(
  { operations }: Change,
  byPath: ReadonlyMap<string | null, FileChange>,
  reader: SidesOf,
): Promise<boolean> {
  for (const path of new Set(operations.map((operation) => operation.path))) {
    const file = byPath.get(path);
    const sides = file === undefined ? null : await reader(file);
    if (sides === null) continue;
    const { before, after } = sides;
    const own = operations.filter((operation) => operation.path === path);
    for (const [index, other] of documentPairs(before.documents, after.documents).pairs) {
      const was = before.documents.get(index) ?? null;
      const is = after.documents.get(other) ?? null;
      if (
        isPartlyDone(
          was,
          is,
          own.filter(({ at }) => at.document === index),
        )
      )
        return true;
    }
  }
  return false;
}

/** Whether something that is there now is what only these operations would bring. */
function isPartlyDone(was: Value, is: Value, operations: readonly Operation[]): boolean {
  if (operations.length === 0) return false;
  const strict = isStrict(operations);
  const { value } = expectedDocument(was, operations);
  const left = new Set(deviations(value, is, strict).map(keyOf));
  return deviations(was, value, strict).some(
    (planned) =>
      // What only went may have gone for its own sake, and a Service may name a number any time.
      planned.actual !== undefined &&
      planned.order !== true &&
      !planned.words.includes('targetPort') &&
      !left.has(keyOf(planned)),
  );
}
