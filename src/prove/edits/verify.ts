import { grouped } from '../../model/groups.js';
import type { Operation } from '../../model/operation.js';
import type { TextEdit } from '../../model/source.js';
import type { Reading, Transform } from '../../model/transform.js';
import type { Value } from '../../model/value.js';
import { applyAll } from '../../operations/apply.js';
import { firstDifference } from '../../operations/same.js';
import { lostComments } from '../../text/lost-comments.js';

/** What a proof has to know of a file as it was: of a reading all but its trees, which take the most memory. */
export interface Before {
  readonly text: string;
  readonly documents: ReadonlyMap<number, Value>;
  readonly problems: number;
  readonly comments: readonly string[];
}

export function beforeOf(transform: Transform, reading: Reading): Before {
  const { file, problems, comments } = reading;
  const documents = transform.project(reading);
  return { text: file.text, documents, problems: problems.length, comments };
}

export interface ProofRequest {
  readonly transform: Transform;
  readonly before: Before;
  readonly after: Reading;
  readonly operations: readonly Operation[];
  readonly edits: readonly TextEdit[];
}

/**
 * Proves one edited file: read again, it must mean exactly the plan applied to what it meant before,
 * with the same comments. Gives what is wrong, or null.
 */
export function disproof(request: ProofRequest): string | null {
  const { transform, before, after } = request;
  const expected = expectedDocuments(before.documents, request.operations);
  const actual = transform.project(after);
  if (after.problems.length > before.problems)
    return `the edited text no longer parses: ${after.problems[0]?.message ?? ''}`;
  if (actual.size !== expected.size)
    return `the edited file has ${actual.size} documents instead of ${expected.size}`;
  for (const [document, value] of expected) {
    const difference = firstDifference(actual.get(document), value);
    if (difference !== null)
      return `document ${document + 1} no longer means what was planned, at ${difference}`;
  }
  return commentDisproof(request);
}

function expectedDocuments(
  documents: ReadonlyMap<number, Value>,
  operations: readonly Operation[],
): ReadonlyMap<number, Value> {
  const expected = new Map(documents);
  for (const [document, own] of grouped(operations, ({ at }) => at.document)) {
    const value = expected.get(document);
    if (value === undefined) throw new Error(`there is no document ${document}`);
    expected.set(document, applyAll(value, own));
  }
  return expected;
}

function commentDisproof({ before, after, operations, edits }: ProofRequest): string | null {
  const made = lostComments(after.comments, before.comments)[0];
  if (made !== undefined) return `a comment appeared that was not there: #${made}`;
  const lost = lostComments(before.comments, after.comments);
  // Comments go only with a node that the plan removes, and only when they stand on its lines.
  const mayGo = operations.some((operation) => operation.op === 'remove-node')
    ? edits.map((edit) => before.text.slice(edit.start, edit.end)).join('\n')
    : '';
  const gone = lost.find((comment) => !mayGo.includes(comment));
  return gone === undefined ? null : `a comment was lost: #${gone}`;
}
