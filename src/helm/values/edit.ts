import { isSeq } from 'yaml';
import { editWithTexts } from '../../kustomize/inline/edit.js';
import type { ManifestData } from '../../manifest/data.js';
import { editManifest } from '../../manifest/edit.js';
import { push } from '../../model/groups.js';
import type { MoveItem, Operation } from '../../model/operation.js';
import type { TextEdit } from '../../model/source.js';
import type { EditResult, Reading } from '../../model/transform.js';
import { isMap, samePath, valueAt } from '../../model/value.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import { mapNodeAt, pairOf } from '../../yaml/nodes.js';
import type { ValuesData } from './data.js';
import { transferEdits } from './transfer-edits.js';

/** Edits of the values that are maps of the file, and of those that stand in a text of it. */
export function editValues(
  { data: { outer, texts } }: Reading<ValuesData>,
  operations: readonly Operation[],
): EditResult {
  return editWithTexts(outer, texts, operations, editsIn);
}

/** Lists are edited as those of a manifest are; maps, and what changes its form, have their own way. */
function editsIn(
  reading: Reading<ManifestData>,
  operations: readonly Operation[],
): readonly TextEdit[] {
  const lists: Operation[] = [];
  const others = new Map<string, Operation[]>();
  for (const operation of operations) {
    const { document, path } = operation.at;
    const move = operations.find(
      (each): each is MoveItem =>
        each.op === 'move-item' && samePath(each.at.path, path) && each.at.document === document,
    );
    if (move === undefined || !isOfItsOwn(reading, move)) {
      lists.push(operation);
      continue;
    }
    const id = `${document}/${path.join('/')}/${move.from}`;
    push(others, id, operation);
  }
  const edits: TextEdit[] = [];
  if (lists.length > 0) {
    const result = editManifest(reading, lists);
    if (result.ok) edits.push(...result.edits);
    else if (isInBrackets(reading, lists)) edits.push(...transferEdits(reading, lists));
    else throw new CannotEdit(result.message, result.code);
  }
  for (const own of others.values()) edits.push(...transferEdits(reading, own));
  return edits;
}

/** A list in brackets that goes to a key which is there: a manifest never needs that. */
function isInBrackets({ data }: Reading<ManifestData>, operations: readonly Operation[]): boolean {
  const moves = operations.filter((each): each is MoveItem => each.op === 'move-item');
  const [first] = moves;
  const document = data.documents.find(({ index }) => index === first?.at.document);
  if (first === undefined || document === undefined) return false;
  if (moves.some((move) => move.from !== first.from || !samePath(move.at.path, first.at.path)))
    return false;
  const map = mapNodeAt(document, first.at.path);
  const seq = map === null ? null : pairOf(map, first.from)?.value;
  return isSeq(seq) && seq.flow === true;
}

function isOfItsOwn({ data }: Reading<ManifestData>, move: MoveItem): boolean {
  if (move.forms !== undefined) return true;
  const value = data.documents.find(({ index }) => index === move.at.document)?.value;
  return isMap(valueAt(value, [...move.at.path, move.from]));
}
