import { isCollection, isSeq, type Node } from 'yaml';
import { grouped } from '../model/groups.js';
import { isNodeOperation, type Operation, type PodOperation } from '../model/operation.js';
import type { TextEdit } from '../model/source.js';
import type { EditResult, Held, Reading } from '../model/transform.js';
import type { Path } from '../model/value.js';
import { CannotEdit, editsUnlessRefused } from '../text/cannot-edit.js';
import { difference, shifted } from '../text/edits.js';
import { lineStart } from '../text/lines.js';
import { blockEdits, type Side } from '../yaml/block.js';
import { isLayerOperation, layerEdits } from '../yaml/copies.js';
import type { YamlDocument } from '../yaml/document.js';
import { flowEdits } from '../yaml/flow.js';
import { innerEdits } from '../yaml/inner.js';
import { type PodMoves, podMoves } from '../yaml/moves.js';
import { swapped } from '../yaml/swapped.js';
import { culprits } from './culprits.js';
import type { ManifestData } from './data.js';
import { nodeEdits } from './nodes.js';
import { type Piece, PodText } from './pod-text.js';

/** The text edits that carry out operations, pod spec by pod spec. */
export function editManifest(
  reading: Reading<ManifestData>,
  operations: readonly Operation[],
): EditResult {
  return editsUnlessRefused(() => manifestEdits(reading, operations));
}

/** @throws {CannotEdit} */
export function manifestEdits(
  reading: Reading<ManifestData>,
  operations: readonly Operation[],
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const held: Held[] = [];
  const add = (document: YamlDocument, own: readonly TextEdit[]): void => {
    for (const edit of shifted(own, document.base)) edits.push(edit);
  };
  for (const operation of operations.filter(isNodeOperation)) {
    const document = documentOf(reading, operation.at.document);
    add(document, nodeEdits(document, operation));
  }
  const ofPods = operations.filter((operation) => !isNodeOperation(operation));
  const byPod = grouped(ofPods, ({ at }) => `${at.document}/${at.path.join('/')}`);
  for (const group of byPod.values()) {
    const [{ at }] = group as [PodOperation];
    const document = documentOf(reading, at.document);
    const edit = (own: readonly PodOperation[]): EditResult =>
      editsUnlessRefused(() => podEdits(document, at.path, own));
    const result = edit(group);
    if (result.ok) {
      add(document, result.edits);
      continue;
    }
    const within = { lines: reading.data.lines, base: document.base };
    const found = culprits(group, { document, path: at.path, within, edit });
    if (found.length === 0) throw new CannotEdit(result.message, result.code);
    held.push(...found);
  }
  const [first] = held;
  if (first !== undefined) throw new CannotEdit(first.message, first.code, held);
  return edits;
}

const DOCUMENTS = new WeakMap<ManifestData, ReadonlyMap<number, YamlDocument>>();

function documentOf({ data }: Reading<ManifestData>, index: number): YamlDocument {
  const known = DOCUMENTS.get(data) ?? new Map(data.documents.map((each) => [each.index, each]));
  DOCUMENTS.set(data, known);
  const document = known.get(index);
  if (document === undefined) throw new CannotEdit('the document was not read');
  return document;
}

function podEdits(
  document: YamlDocument,
  path: Path,
  operations: readonly PodOperation[],
): readonly TextEdit[] {
  const layered = operations.filter(isLayerOperation);
  if (layered.length === operations.length) return layerEdits(document, layered);
  if (layered.length > 0)
    throw new CannotEdit('one list would lose an item and get a copy of another');
  const pod = podMoves(document, path, operations);
  const inner = [
    ...[...pod.staying].flatMap(([index, change]) =>
      innerEdits(document, pod.fromSeq.items[index] as Node, change),
    ),
    ...innerEdits(document, pod.map, pod.rest),
  ];
  const make = (side: Side): readonly TextEdit[] => [
    ...(pod.fromSeq.flow === true ? flowEdits(pod) : blockEdits(pod, side)),
    ...inner,
  ];
  const aside = new PodText(document, pod.map);
  const isShared = aside.borrowed.length > 0;
  const rewrites = operations.some(({ op }) => op === 'edit-text' || op === 'remove-node');
  const isEnded = document.lines.text.endsWith('\n');
  if (!isShared && !rewrites) {
    const edits = make('after');
    if (hasBrackets(pod)) mustMean(aside, edits, operations);
    if (isEnded || !touchesEnd(document, edits)) return edits;
  }
  // Anchors have to stay before their aliases (YAML 1.2.2, 3.2.2.2): try both sides of the list. And
  // a block scalar at the very end of a file without a newline reads otherwise once it gets one.
  const pieces: Piece[] = [];
  for (const side of ['after', 'before'] as const) {
    const edits = make(side);
    const piece = aside.piece(edits);
    if (aside.means(piece.text, operations)) return edits;
    pieces.push(piece);
  }
  if (!isShared && rewrites && isEnded)
    throw new CannotEdit('what it makes obsolete cannot be removed without removing more');
  if (!isShared)
    throw new CannotEdit(
      'the last line of the file has no line break, and a text in it would get one',
    );
  // A definition and its alias change places as a person would have it.
  for (const { text, ...place } of pieces) {
    const other = swapped(text);
    if (other !== text && aside.means(other, operations) && aside.keepsComments(other))
      return placed(document, { ...place, text: other });
  }
  throw new CannotEdit(`no position for the list keeps every anchor before its aliases`, 'SM119');
}

/** One edit that makes of a part of a document what a piece says. */
function placed({ lines }: YamlDocument, { start, end, lead, text }: Piece): readonly TextEdit[] {
  return shifted([difference(lines.text.slice(start, end), text.slice(lead.length))], start);
}

/** Whether commas and brackets have to be right for an edit to be. */
function hasBrackets({ fromSeq, to }: PodMoves): boolean {
  const isFlow = isSeq(to?.value) && to.value.flow === true && to.value.items.length > 0;
  return fromSeq.flow === true || isFlow;
}

/** Brackets can be written in more ways than are known here: what does not come out right is refused. */
function mustMean(
  aside: PodText,
  edits: readonly TextEdit[],
  operations: readonly PodOperation[],
): void {
  const { text } = aside.piece(edits);
  if (!aside.means(text, operations) || !aside.keepsComments(text))
    throw new CannotEdit('its list in brackets cannot be edited safely');
}

/** Whether edits come to the last line of a text that may end in a block scalar. */
function touchesEnd({ lines, tree }: YamlDocument, edits: readonly TextEdit[]): boolean {
  if (isCollection(tree.contents) && tree.contents.flow === true) return false;
  const last = lineStart(lines, lines.starts.length - 1);
  return edits.some(({ end }) => end >= last);
}
