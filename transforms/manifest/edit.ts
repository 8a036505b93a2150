import { isAlias, isCollection, type Node, visit } from 'yaml';
import { isNodeOperation, type Operation, type PodOperation } from '../../src/model/operation.js';
import type { TextEdit } from '../../src/model/source.js';
import type { EditResult, Reading } from '../../src/model/transform.js';
import type { Path } from '../../src/model/value.js';
import { apply } from '../../src/plan/apply.js';
import { applyEdits, inOrder } from '../../src/source/edits.js';
import { lineStart } from '../../src/source/lines.js';
import { firstDifference } from '../../src/verify/same.js';
import { blockEdits, type Side } from './block.js';
import { isLayerOperation, layerEdits } from './copies.js';
import type { ManifestData, ManifestDocument } from './data.js';
import { flowEdits } from './flow.js';
import { innerEdits } from './inner.js';
import { CannotEdit, type PodMoves, podMoves } from './moves.js';
import { nodeEdits } from './nodes.js';
import { readManifest } from './read.js';

/** The text edits that carry out operations, pod spec by pod spec. */
export function editManifest(
  reading: Reading<ManifestData>,
  operations: readonly Operation[],
): EditResult {
  const edits: TextEdit[] = [];
  try {
    const add = (document: ManifestDocument, own: readonly TextEdit[]): void => {
      for (const edit of own)
        edits.push({ ...edit, start: edit.start + document.base, end: edit.end + document.base });
    };
    const nodes = operations.filter(isNodeOperation);
    for (const operation of nodes) {
      const document = documentOf(reading, operation.at.document);
      add(document, nodeEdits(document, operation));
    }
    for (const group of byPod(operations)) {
      const document = documentOf(reading, group.document);
      add(document, podEdits(reading, document, group.path, group.operations));
    }
  } catch (error) {
    if (error instanceof CannotEdit) return { ok: false, code: error.code, reason: error.message };
    // Edits that meet: nobody can tell which of them counts.
    if (error instanceof RangeError)
      return { ok: false, code: 'SM607', reason: 'what goes and what comes stand in one place' };
    throw error;
  }
  return { ok: true, edits: inOrder(edits) };
}

const DOCUMENTS = new WeakMap<ManifestData, ReadonlyMap<number, ManifestDocument>>();

function documentOf({ data }: Reading<ManifestData>, index: number): ManifestDocument {
  const known = DOCUMENTS.get(data) ?? new Map(data.documents.map((each) => [each.index, each]));
  DOCUMENTS.set(data, known);
  const document = known.get(index);
  if (document === undefined) throw new CannotEdit('the document was not read');
  return document;
}

function podEdits(
  reading: Reading<ManifestData>,
  document: ManifestDocument,
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
    ...(pod.fromSeq.flow === true ? flowEdits(withoutKept(pod)) : blockEdits(pod, side)),
    ...inner,
  ];
  const { text: whole } = document.lines;
  const aliases = hasAliases(document);
  const rewrites = operations.some(({ op }) => op === 'edit-text' || op === 'remove-node');
  if (!aliases && !rewrites) {
    const edits = make('after');
    if (whole.endsWith('\n') || !touchesEnd(document, edits)) return edits;
  }
  const planned = operations.reduce(apply, document.value);
  // Anchors have to stay before their aliases (YAML 1.2.2, 3.2.2.2): try both sides of the list. And
  // a block scalar at the very end of a file without a newline reads otherwise once it gets one.
  for (const side of ['after', 'before'] as const) {
    const edits = make(side);
    const text = applyEdits(document.lines.text, edits);
    const after = readManifest(
      { ...reading.file, text },
      { kinds: reading.data.kinds, thorough: true },
    ).data.documents[0]?.value;
    if (firstDifference(after, planned) === null) return edits;
  }
  if (!aliases && rewrites && whole.endsWith('\n'))
    throw new CannotEdit(
      'what it makes obsolete is written in a way that cannot be taken out alone',
    );
  if (!aliases)
    throw new CannotEdit(
      'the last line of the file has no end of line, and a text in it would get one',
    );
  throw new CannotEdit('no place for the list keeps every anchor before its aliases', 'SM119');
}

/** Whether edits come to the last line of a text that may end in a block scalar. */
function touchesEnd({ lines, tree }: ManifestDocument, edits: readonly TextEdit[]): boolean {
  if (isCollection(tree.contents) && tree.contents.flow === true) return false;
  const last = lineStart(lines, lines.starts.length - 1);
  return edits.some(({ end }) => end >= last);
}

/** In brackets the key goes with its last item. */
function withoutKept(pod: PodMoves): PodMoves {
  if (pod.keepsKey && pod.moves.length === pod.fromSeq.items.length)
    throw new CannotEdit('the list is written in brackets, and its key has to stay');
  return pod;
}

const ALIASES = new WeakMap<ManifestDocument, boolean>();

function hasAliases(document: ManifestDocument): boolean {
  const known = ALIASES.get(document) ?? findAlias(document);
  ALIASES.set(document, known);
  return known;
}

function findAlias(document: ManifestDocument): boolean {
  let found = false;
  visit(document.tree, {
    Alias(_, node) {
      found = isAlias(node);
      return visit.BREAK;
    },
  });
  return found;
}

interface PodGroup {
  readonly document: number;
  readonly path: Path;
  readonly operations: PodOperation[];
}

function byPod(operations: readonly Operation[]): Iterable<PodGroup> {
  const groups = new Map<string, PodGroup>();
  for (const operation of operations) {
    if (isNodeOperation(operation)) continue;
    const { document, path } = operation.at;
    const id = `${document}/${path.join('/')}`;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, { document, path, operations: [operation] });
    else group.operations.push(operation);
  }
  return groups.values();
}
