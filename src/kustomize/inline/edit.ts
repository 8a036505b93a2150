import { editManifest } from '../../manifest/edit.js';
import type { Operation } from '../../model/operation.js';
import type { TextEdit } from '../../model/source.js';
import type { EditResult, Reading } from '../../model/transform.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import { inOrder } from '../../text/edits.js';
import { outerEdits } from './inline-text.js';
import type { InlinePatch, KustomizeData } from './read.js';

/** Edits of the kustomization itself, and of the texts in it. */
export function editKustomization(
  { data: { outer, inline } }: Reading<KustomizeData>,
  operations: readonly Operation[],
): EditResult {
  const edits: TextEdit[] = [];
  const rest = operations.filter((operation) => inline.every((patch) => !isIn(patch, operation)));
  const own = rest.length === 0 ? { ok: true as const, edits: [] } : editManifest(outer, rest);
  if (!own.ok) return own;
  edits.push(...own.edits);
  for (const patch of inline) {
    const inside = operations.filter((operation) => isIn(patch, operation));
    if (inside.length === 0) continue;
    const result = editManifest(
      patch.inner,
      inside.map((operation) => inner(patch, operation)),
    );
    if (!result.ok) return result;
    try {
      edits.push(...outerEdits(patch, result.edits));
    } catch (error) {
      if (!(error instanceof CannotEdit)) throw error;
      return { ok: false, code: error.code, reason: error.message };
    }
  }
  return { ok: true, edits: inOrder(edits) };
}

export function isIn({ document, path }: InlinePatch, { at }: Operation): boolean {
  return (
    at.document === document.index &&
    at.path.length > path.length &&
    path.every((step, i) => step === at.path[i])
  );
}

/** The same operation in the documents of the text. */
export function inner({ path }: InlinePatch, operation: Operation): Operation {
  const [document, ...rest] = operation.at.path.slice(path.length);
  return { ...operation, at: { document: Number(document), path: rest } };
}
