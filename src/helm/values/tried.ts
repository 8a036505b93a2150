import type { ManifestData } from '../../manifest/data.js';
import { readManifest } from '../../manifest/read.js';
import type { Operation } from '../../model/operation.js';
import type { TextEdit } from '../../model/source.js';
import type { Reading } from '../../model/transform.js';
import type { Path } from '../../model/value.js';
import { apply } from '../../operations/apply.js';
import { firstDifference } from '../../operations/same.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import { applyEdits, difference, shifted } from '../../text/edits.js';
import type { YamlDocument } from '../../yaml/document.js';
import { crossedIn, swapped } from '../../yaml/swapped.js';
import { withLists } from './list-text.js';

/** Ways to carry out operations, of which the first counts that means what was planned. */
export interface Trial<Plan, Way> {
  readonly reading: Reading<ManifestData>;
  readonly operations: readonly Operation[];
  readonly plan: (document: YamlDocument) => Plan;
  readonly ways: readonly Way[];
  readonly edits: (plan: Plan, way: Way) => readonly TextEdit[];
  /** Where lists may stand as texts. */
  readonly texts: readonly Path[];
  /** What is said where none of them does. */
  readonly otherwise: string;
}

/** @throws {CannotEdit} where no way does. */
export function tried<Plan, Way>(trial: Trial<Plan, Way>): readonly TextEdit[] {
  const { reading, operations, texts } = trial;
  const document = documentOf(reading, operations);
  const { text, eol } = document.lines;
  // A last line without an end gets one, so that lines are lines; it is taken away again.
  const isEnded = text.endsWith('\n');
  const whole = isEnded ? document : again(reading, `${text}${eol}`);
  if (whole === undefined) throw new CannotEdit('the values cannot be read with an end of line');
  const plan = trial.plan(whole);
  const planned = operations.reduce(
    (value, operation) => apply(value, { ...operation, at: { ...operation.at, document: 0 } }),
    withLists(document.value, texts),
  );
  const isMeant = (after: string): boolean =>
    firstDifference(withLists(again(reading, after)?.value ?? null, texts), planned) === null;
  const placed = (edits: readonly TextEdit[]): readonly TextEdit[] => shifted(edits, document.base);
  const tries: string[] = [];
  for (const way of trial.ways) {
    const edits = trial.edits(plan, way);
    const made = applied(whole.lines.text, edits);
    const after = isEnded ? made : made.replace(/\r?\n$/, '');
    // The last line of the text has no end, and may be another one then: one edit for all of them.
    if (isMeant(after)) return placed(isEnded ? edits : [difference(text, after)]);
    tries.push(after);
  }
  // A definition and its alias change places as a person would have it.
  for (const after of tries) {
    const other = swapped(after);
    if (other !== after && isMeant(other)) return placed([difference(text, other)]);
  }
  throw new CannotEdit(`${trial.otherwise}${crossing(tries)}`, 'SM119');
}

/** The anchor that is in the way, and where it and its alias would stand. */
function crossing(tries: readonly string[]): string {
  const found = tries.map(crossedIn).find((each) => each !== null) ?? null;
  if (found === null) return '';
  const { anchor, alias, definition } = found;
  return `: *${anchor} would be on line ${alias}, above &${anchor} on line ${definition} of its document`;
}

function documentOf(
  { data }: Reading<ManifestData>,
  operations: readonly Operation[],
): YamlDocument {
  const first = operations.find((operation) => operation.op === 'move-item');
  const document = data.documents.find(({ index }) => index === first?.at.document);
  if (document === undefined) throw new CannotEdit('the document was not read');
  return document;
}

/** The same document with another text. */
function again({ file, data }: Reading<ManifestData>, text: string): YamlDocument | undefined {
  const context = { kinds: data.kinds, thorough: true };
  return readManifest({ ...file, text }, context).data.documents[0];
}

function applied(text: string, edits: readonly TextEdit[]): string {
  try {
    return applyEdits(text, edits);
  } catch (error) {
    if (error instanceof RangeError) throw new CannotEdit('what is removed and what is added meet');
    throw error;
  }
}
