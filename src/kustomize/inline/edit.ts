import type { ManifestData } from '../../manifest/data.js';
import { manifestEdits } from '../../manifest/edit.js';
import type { Operation } from '../../model/operation.js';
import type { TextEdit } from '../../model/source.js';
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
  return editWithTexts(outer, inline, operations, manifestEdits);
}

/** Edits of a file and of the texts in it that are read on their own, each by its operations. */
export function editWithTexts(
  outer: Reading<ManifestData>,
  texts: readonly InlinePatch[],
  operations: readonly Operation[],
  edit: (reading: Reading<ManifestData>, own: readonly Operation[]) => readonly TextEdit[],
): EditResult {
  const rest = operations.filter((operation) => texts.every((text) => !isIn(text, operation)));
  return editsUnlessRefused(() => [
    ...edit(outer, rest),
    ...texts.flatMap((text) => {
      const inside = operations.filter((operation) => isIn(text, operation));
      const own = inside.map((operation) => inner(text, operation));
      return own.length === 0 ? [] : outerEdits(text, inOrder(edit(text.inner, own)));
    }),
  ]);
}

function isIn({ document, path }: InlinePatch, { at }: Operation): boolean {
  return (
    at.document === document.index &&
    at.path.length > path.length &&
    path.every((step, i) => step === at.path[i])
  );
}

/** The same operation in the documents of the text, with all of its paths. */
function inner({ path: { length } }: InlinePatch, operation: Operation): Operation {
  const [document, ...path] = operation.at.path.slice(length);
  const own = { ...operation, at: { document: Number(document), path } };
  return own.op === 'move-item' && own.into !== undefined
    ? { ...own, into: own.into.slice(length + 1) }
    : own;
}
