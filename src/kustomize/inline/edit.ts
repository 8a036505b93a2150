import { manifestEdits } from '../../manifest/edit.js';
import type { Operation } from '../../model/operation.js';
import type { EditResult, Reading } from '../../model/transform.js';
import { editsUnlessRefused } from '../../text/cannot-edit.js';
import { inOrder } from '../../text/edits.js';
import { outerEdits } from './inline-text.js';
import type { InlinePatch, KustomizeData } from './read.js';

/** Edits of the kustomization itself, and of the texts in it. */
export function editKustomization(
  { data: { outer, inline } }: Reading<KustomizeData>,
  operations: readonly Operation[],
): EditResult {
  const rest = operations.filter((operation) => inline.every((patch) => !isIn(patch, operation)));
  return editsUnlessRefused(() => [
    ...manifestEdits(outer, rest),
    ...inline.flatMap((patch) => {
      const inside = operations.filter((operation) => isIn(patch, operation));
      if (inside.length === 0) return [];
      const edits = manifestEdits(
        patch.inner,
        inside.map((operation) => inner(patch, operation)),
      );
      return outerEdits(patch, inOrder(edits));
    }),
  ]);
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
