import type { ManifestData } from '../../manifest/data.js';
import { readManifest } from '../../manifest/read.js';
import type { Operation } from '../../model/operation.js';
import type { TextEdit } from '../../model/source.js';
import type { Reading } from '../../model/transform.js';
import { apply } from '../../operations/apply.js';
import { firstDifference } from '../../operations/same.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import { applyEdits, difference, shifted } from '../../text/edits.js';
import type { YamlDocument } from '../../yaml/document.js';
import { renameKey } from '../../yaml/key.js';
import { nameOf } from '../../yaml/nodes.js';
import { crossedIn, swapped } from '../../yaml/swapped.js';
import { arrival } from './arrival.js';
import type { Item } from './contents.js';
import { departure, isRenamed } from './departure.js';
import { changesOf, textOf } from './item-text.js';
import { withLists } from './list-text.js';
import { type Side, type Transfer, transferOf } from './transfer.js';

/**
 * The edits that carry containers of values from one key to another. Anchors have to stay before their
 * aliases (YAML 1.2.2, 3.2.2.2), and sidecars often repeat what the main container has: all sides are
 * tried, and the first that means what was planned counts.
 *
 * @throws {CannotEdit} where none does.
 */
export function transferEdits(
  reading: Reading<ManifestData>,
  operations: readonly Operation[],
): readonly TextEdit[] {
  const document = documentOf(reading, operations);
  const { text, eol } = document.lines;
  // A last line without an end gets one, so that lines are lines; it is taken away again.
  const isEnded = text.endsWith('\n');
  const whole = isEnded ? document : again(reading, `${text}${eol}`);
  if (whole === undefined) throw new CannotEdit('the values cannot be read with an end of line');
  const transfer = transferOf(whole, operations);
  const { path, into, from, toName } = transfer;
  const texts = [
    [...path, nameOf(from.key)],
    [...(into ?? path), toName],
  ];
  const planned = operations.reduce(
    (value, operation) => apply(value, { ...operation, at: { ...operation.at, document: 0 } }),
    withLists(document.value, texts),
  );
  const isMeant = (after: string): boolean =>
    firstDifference(withLists(again(reading, after)?.value ?? null, texts), planned) === null;
  const tries: string[] = [];
  for (const side of ['after', 'before', 'below'] as const) {
    const edits = make(transfer, side);
    const made = applyEdits(whole.lines.text, edits);
    const after = isEnded ? made : made.replace(/\r?\n$/, '');
    // The last line of the text has no end, and may be another one then: one edit for all of them.
    if (isMeant(after)) return shifted(isEnded ? edits : [difference(text, after)], document.base);
    tries.push(after);
  }
  // A definition and its alias change places as a person would have it.
  for (const after of tries) {
    const other = swapped(after);
    if (other !== after && isMeant(other)) return shifted([difference(text, other)], document.base);
  }
  throw new CannotEdit(whyNone(tries), 'SM119');
}

function make(transfer: Transfer, side: Side): readonly TextEdit[] {
  const { document, contents, moving, from, toName } = transfer;
  const changes = (items: readonly Item[]): readonly TextEdit[] =>
    contents.lift(items.flatMap((item) => changesOf(transfer, item)));
  if (isRenamed(transfer)) return [renameKey(document.lines, from.key, toName), ...changes(moving)];
  const texts = moving.map((item) => textOf(transfer, item));
  return [
    ...changes(contents.items.filter((item) => !moving.includes(item))),
    ...departure(transfer),
    ...arrival(transfer, texts, side),
  ];
}

/** The anchor that is in the way, and where it and its alias would stand; or that nobody knows. */
function whyNone(tries: readonly string[]): string {
  const found = tries.map(crossedIn).find((each) => each !== null) ?? null;
  if (found === null)
    return 'the containers cannot be written there with the same meaning: an anchor, or an unusual form';
  const { anchor, alias, definition } = found;
  return `no place for the containers keeps every anchor before its aliases: *${anchor} would stand on line ${alias}, above &${anchor} on line ${definition} of its document`;
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
