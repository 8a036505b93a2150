import { isMap, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { PodOperation } from '../model/operation.js';
import type { TextEdit } from '../model/source.js';
import type { Path, Value } from '../model/value.js';
import { CannotEdit } from '../text/cannot-edit.js';
import type { YamlDocument } from './document.js';
import { mapNodeAt, pairOf } from './nodes.js';
import { sharedBy } from './shared.js';

/** What changes below one node: an item of the list, or the pod spec itself. */
export interface Inner {
  readonly remove: readonly Path[];
  readonly texts: readonly { readonly node: Path; readonly edits: readonly TextEdit[] }[];
}

/** What is set beside. */
export interface Change extends Inner {
  readonly set: readonly { readonly key: string; readonly value: Value }[];
}

/** What becomes of one item: where it goes, and what changes inside it. */
export interface Move extends Change {
  readonly index: number;
  /** Name of the item of the other list that it goes before; null: last. */
  readonly before: string | null;
  /** Names of items that are nothing but a name, and that come directly before it. */
  readonly bare: readonly string[];
}

/** Everything that one pod spec's text has to be edited for. */
export interface PodMoves {
  readonly document: YamlDocument;
  readonly path: Path;
  readonly map: YAMLMap;
  readonly from: Pair<Node, Node | null>;
  readonly to: Pair<Node, Node | null> | null;
  readonly fromSeq: YAMLSeq;
  readonly toName: string;
  /** The first key stays, empty, where nothing is left under it. */
  readonly keepsKey: boolean;
  /** In the order of the plan. */
  readonly moves: readonly Move[];
  /** The same before items that the other list has already, by their names. */
  readonly bare: ReadonlyMap<string, readonly string[]>;
  /** What changes inside items that stay, by index. */
  readonly staying: ReadonlyMap<number, Inner>;
  /** What changes elsewhere in the pod spec. */
  readonly rest: Inner;
}

export function podMoves(
  document: YamlDocument,
  path: Path,
  operations: readonly PodOperation[],
): PodMoves {
  const map = mapNodeAt(document, path);
  const first = operations.find((operation) => operation.op === 'move-item');
  if (map === null || first === undefined) throw new CannotEdit('there is no pod spec to edit');
  const from = pairOf(map, first.from);
  const fromSeq = from?.value;
  if (from === null || !isSeq(fromSeq)) throw new CannotEdit(`${first.from} is not a plain list`);
  if (fromSeq.tag !== undefined || sharedBy(document, fromSeq) !== null)
    throw new CannotEdit(`${first.from} has a tag, or an anchor that is used elsewhere`);
  for (const operation of operations)
    if (operation.op === 'remove-node' || operation.op === 'edit-text')
      if (operation.list !== null && operation.list !== first.from)
        throw new CannotEdit(`${operation.list} is not the list that its containers leave`);
  const changes = changesIn(operations);
  const places = namesOf(fromSeq);
  const moves = new Map<string, Move>();
  const bare = new Map<string, readonly string[]>();
  for (const operation of operations) {
    if (operation.op === 'move-item') {
      const { name, before } = operation;
      const index = placeOf(places, name);
      moves.set(name, { ...(changes.get(name) ?? NOTHING), index, before, bare: [] });
    } else if (operation.op === 'add-item') {
      const { name, before } = operation;
      const move = moves.get(before);
      if (move === undefined) bare.set(before, [...(bare.get(before) ?? []), name]);
      else moves.set(before, { ...move, bare: [...move.bare, name] });
    }
  }
  const staying = new Map<number, Inner>();
  for (const [name, change] of changes) {
    if (name === null || moves.has(name)) continue;
    if (change.set.length > 0) throw new CannotEdit(`${name} is edited, and does not move`);
    staying.set(placeOf(places, name), change);
  }
  for (const index of [...[...moves.values()].map((move) => move.index), ...staying.keys()])
    mustNotBeShared(document, fromSeq.items[index] as Node);
  return {
    document,
    path,
    map,
    from,
    fromSeq,
    to: isGone(operations, first.to) ? null : pairOf(map, first.to),
    toName: first.to,
    keepsKey: first.keepsKey === true,
    moves: [...moves.values()],
    bare,
    staying,
    rest: changes.get(null) ?? NOTHING,
  };
}

/** Whether a whole list of the pod spec is taken out, so that the other begins anew. */
function isGone(operations: readonly PodOperation[], list: string): boolean {
  return operations.some(
    (operation) =>
      operation.op === 'remove-node' &&
      operation.list === null &&
      operation.node.join('/') === list,
  );
}

const NOTHING: Change = { remove: [], texts: [], set: [] };

/** What is set, taken out and rewritten, by the name of its container; null: the pod spec. */
export function changesIn(operations: readonly PodOperation[]): ReadonlyMap<string | null, Change> {
  const changes = new Map<string | null, Change>();
  for (const operation of operations) {
    const own = changeOf(operation);
    if (own === null || !('name' in operation)) continue;
    const { remove, texts, set } = changes.get(operation.name) ?? NOTHING;
    changes.set(operation.name, {
      remove: [...remove, ...own.remove],
      texts: [...texts, ...own.texts],
      set: [...set, ...own.set],
    });
  }
  return changes;
}

function changeOf(operation: PodOperation): Change | null {
  switch (operation.op) {
    case 'set-field':
      return { ...NOTHING, set: [operation] };
    case 'remove-node':
      return { ...NOTHING, remove: [operation.node] };
    case 'edit-text':
      return { ...NOTHING, texts: [operation] };
    default:
      return null;
  }
}

function mustNotBeShared(document: YamlDocument, node: Node): void {
  const anchor = sharedBy(document, node)?.anchor.name;
  if (anchor !== undefined)
    throw new CannotEdit(
      `it has the anchor &${anchor}: a change of it would change every place with *${anchor}`,
      'SM119',
    );
}

/** Index of the item with a name. */
export function indexOf(seq: YAMLSeq, name: string): number {
  return placeOf(namesOf(seq), name);
}

/** The index of each item that is a plain map, by its name; the first of two counts. */
export function namesOf(seq: YAMLSeq): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [index, item] of seq.items.entries()) {
    const name = isMap(item) ? item.get('name') : undefined;
    if (typeof name === 'string' && !places.has(name)) places.set(name, index);
  }
  return places;
}

export function placeOf(places: ReadonlyMap<string, number>, name: string): number {
  const index = places.get(name);
  if (index === undefined) throw new CannotEdit(`no item of the list is a plain map named ${name}`);
  return index;
}

/** Where the moving items stand, if it is in one piece and in the order of the list. */
export type Cluster = 'tail' | 'head' | 'all';

export function cluster(pod: PodMoves): Cluster | null {
  const indexes = pod.moves.map((move) => move.index);
  if (pod.moves.some((move) => move.before !== null) || pod.bare.size > 0) return null;
  const first = indexes[0] ?? 0;
  if (!indexes.every((index, i) => index === first + i)) return null;
  if (first + indexes.length === pod.fromSeq.items.length) return first === 0 ? 'all' : 'tail';
  return first === 0 ? 'head' : null;
}

/** Whether the other list is as good as absent: `[]`, `{}`, null. */
export function isEmptyList(pair: Pair<Node, Node | null>): boolean {
  const { value } = pair;
  if (value === null) return true;
  if (isSeq(value) || isMap(value)) return value.items.length === 0;
  return 'value' in value && value.value === null;
}
