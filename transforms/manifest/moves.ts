import { isMap, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Code } from '../../src/model/finding.js';
import type { Operation } from '../../src/model/operation.js';
import type { Path, Value } from '../../src/model/value.js';
import type { ManifestDocument } from './data.js';
import { pairOf, podNode } from './pods.js';

/** What becomes of one item: where it goes, and what changes inside it. */
export interface Move {
  readonly index: number;
  /** Name of the item of the other list that it goes before; null: last. */
  readonly before: string | null;
  readonly set: readonly { readonly key: string; readonly value: Value }[];
  readonly remove: readonly string[];
}

/** Everything that one pod spec's text has to be edited for. */
export interface PodMoves {
  readonly document: ManifestDocument;
  readonly path: Path;
  readonly map: YAMLMap;
  readonly from: Pair<Node, Node | null>;
  readonly to: Pair<Node, Node | null> | null;
  readonly fromSeq: YAMLSeq;
  readonly toName: string;
  /** In the order of the plan. */
  readonly moves: readonly Move[];
}

/** Thrown inside this transform for a place that cannot be edited; `edit` turns it into a reason. */
export class CannotEdit extends Error {
  constructor(
    message: string,
    readonly code: Code = 'SM607',
  ) {
    super(message);
  }
}

export function podMoves(
  document: ManifestDocument,
  path: Path,
  operations: readonly Operation[],
): PodMoves {
  const map = podNode(document, path);
  const first = operations.find((operation) => operation.op === 'move-item');
  if (map === null || first === undefined) throw new CannotEdit('there is no pod spec to edit');
  const from = pairOf(map, first.from);
  const fromSeq = from?.value;
  if (from === null || !isSeq(fromSeq)) throw new CannotEdit(`${first.from} is not a plain list`);
  if (fromSeq.anchor !== undefined || fromSeq.tag !== undefined)
    throw new CannotEdit(`${first.from} carries an anchor or a tag`);
  const moves = new Map<string, Move>();
  for (const operation of operations) {
    const { name } = operation;
    const move = moves.get(name);
    if (operation.op === 'move-item') {
      const index = indexOf(fromSeq, name);
      const { anchor } = fromSeq.items[index] as Node;
      if (anchor !== undefined)
        throw new CannotEdit(
          `it carries the anchor &${anchor}: what changes in it would change wherever *${anchor} stands`,
          'SM119',
        );
      moves.set(name, { index, before: operation.before, set: [], remove: [] });
    } else if (move === undefined) throw new CannotEdit(`${name} is edited before it moves`);
    else if (operation.op === 'set-field') {
      const { key, value } = operation;
      moves.set(name, { ...move, set: [...move.set, { key, value }] });
    } else moves.set(name, { ...move, remove: [...move.remove, operation.key] });
  }
  return {
    document,
    path,
    map,
    from,
    fromSeq,
    to: pairOf(map, first.to),
    toName: first.to,
    moves: [...moves.values()],
  };
}

/** Index of the item with a name. */
export function indexOf(seq: YAMLSeq, name: string): number {
  const index = seq.items.findIndex((item) => isMap(item) && item.get('name') === name);
  if (index < 0) throw new CannotEdit(`no item of the list is a plain map named ${name}`);
  return index;
}

/** Whether the moving items are all at the end, or all at the start, in the order of the list. */
export function cluster(pod: PodMoves): 'tail' | 'head' | null {
  const indexes = pod.moves.map((move) => move.index);
  if (pod.moves.some((move) => move.before !== null)) return null;
  const first = indexes[0] ?? 0;
  if (!indexes.every((index, i) => index === first + i)) return null;
  if (first + indexes.length === pod.fromSeq.items.length) return first === 0 ? null : 'tail';
  return first === 0 ? 'head' : null;
}

/** Whether the other list is as good as absent: `[]`, `{}`, null. */
export function isEmptyList(pair: Pair<Node, Node | null>): boolean {
  const { value } = pair;
  if (value === null) return true;
  if (isSeq(value) || isMap(value)) return value.items.length === 0;
  return 'value' in value && value.value === null;
}
