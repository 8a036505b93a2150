import { isNode, isSeq, type Node } from 'yaml';
import type { PodOperation } from '../model/operation.js';
import type { EditResult, Held } from '../model/transform.js';
import type { Path } from '../model/value.js';
import type { YamlDocument } from '../yaml/document.js';
import { namesOf } from '../yaml/moves.js';
import { mapNodeAt, pairOf, startOf } from '../yaml/nodes.js';
import { inWords, sharedIn, type Within } from '../yaml/shared.js';

export interface Attempts {
  readonly document: YamlDocument;
  readonly path: Path;
  readonly within: Within;
  readonly edit: (operations: readonly PodOperation[]) => EditResult;
}

/** Each of them is tried by itself; a real pod has a handful. */
const MOST = 30;

/**
 * The containers without which the other moves of a pod can be written: each is added to those before
 * it, and is in the way where it cannot. None where what has to change belongs to the pod itself.
 */
export function culprits(operations: readonly PodOperation[], attempts: Attempts): readonly Held[] {
  const names = operations.flatMap((operation) =>
    operation.op === 'move-item' ? operation.name : [],
  );
  if (names.length > MOST || operations.some((operation) => ownerOf(operation) === null)) return [];
  const held: Held[] = [];
  const able = new Set<string>();
  for (const name of names) {
    able.add(name);
    const result = attempts.edit(
      operations.filter((operation) => able.has(ownerOf(operation) ?? '')),
    );
    if (result.ok) continue;
    able.delete(name);
    const { code } = result;
    const shared = code === 'SM119' ? crossing(operations, name, attempts) : null;
    held.push({ code, names: [name], message: shared ?? result.message, remedy: REMEDY });
  }
  return held;
}

const REMEDY = 'write what is shared out in full, or move this container by hand';

/** The container that an operation is about; null: the pod. */
function ownerOf(operation: PodOperation): string | null {
  switch (operation.op) {
    case 'add-item':
      return operation.before;
    case 'move-item':
    case 'set-field':
    case 'remove-node':
    case 'edit-text':
      return operation.name;
    default:
      return null;
  }
}

/** The anchor that a container shares with what stays in its pod, and the lines of both. */
function crossing(
  operations: readonly PodOperation[],
  name: string,
  { document, path, within }: Attempts,
): string | null {
  const map = mapNodeAt(document, path);
  const move = operations.find((operation) => operation.op === 'move-item');
  const list = map === null || move === undefined ? null : pairOf(map, move.from)?.value;
  const item = isSeq(list) ? list.items[namesOf(list).get(name) ?? -1] : undefined;
  if (map === null || !isNode(item)) return null;
  const isIn = (node: Node, offset: number): boolean =>
    offset >= startOf(node) && offset < (node.range?.[1] ?? 0);
  for (const pair of sharedIn(document, map)) {
    const inside = [pair.anchor, pair.alias].filter(({ offset }) => isIn(item, offset));
    if (inside.length === 1 && isIn(map, pair.anchor.offset))
      return `no position keeps an anchor of ${name} above its aliases: ${inWords(within, pair)}`;
  }
  return null;
}
