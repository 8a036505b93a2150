import { isAlias, isMap, type YAMLMap } from 'yaml';
import type { ListForm } from '../../model/list-form.js';
import { isNodeOperation, type MoveItem, type Operation } from '../../model/operation.js';
import type { Path } from '../../model/value.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import type { YamlDocument } from '../../yaml/document.js';
import { changesIn } from '../../yaml/moves.js';
import { type Entry, mapNodeAt, pairOf } from '../../yaml/nodes.js';
import { type Contents, contentsAt, type Item } from './contents.js';

/** Containers that go from one key of values to another, which holds them otherwise or elsewhere. */
export interface Transfer {
  readonly document: YamlDocument;
  /** The map with the first key, and where it is. */
  readonly map: YAMLMap;
  readonly path: Path;
  readonly from: Entry;
  readonly contents: Contents;
  readonly moving: readonly Item[];
  /** The name of each container that another one is put before. */
  readonly before: ReadonlyMap<string, string>;
  readonly keepsKey: boolean;
  readonly toName: string;
  readonly toForm: ListForm;
  /** The map with the other key, where it is another one. */
  readonly into: Path | null;
  /** The other key, where it is there. */
  readonly to: Entry | null;
  readonly changes: ReturnType<typeof changesIn>;
}

/** Where a new key goes, beside the first one; `below`: one that is there comes down to behind it. */
export type Side = 'after' | 'before' | 'below';

/** @throws {CannotEdit} where a container is not written where it counts. */
export function transferOf(document: YamlDocument, operations: readonly Operation[]): Transfer {
  const own = operations.filter((operation) => !isNodeOperation(operation));
  const moves = own.filter((operation): operation is MoveItem => operation.op === 'move-item');
  const [first] = moves;
  const path = first?.at.path ?? [];
  const map = mapNodeAt(document, path);
  if (first === undefined || map === null || map.flow === true)
    throw new CannotEdit('the values are not written as a plain map');
  const from = pairOf(map, first.from);
  if (from === null) throw new CannotEdit(`${first.from} is not written in the map itself`);
  const form = isMap(from.value) ? 'map' : 'list';
  const forms = first.forms ?? { from: form, to: form };
  const contents = contentsAt(document, from, forms.from);
  const into = first.into ?? null;
  const target = into === null ? map : mapNodeAt(document, into);
  return {
    document,
    map,
    path,
    from,
    contents,
    moving: moves.map(({ name }) => movingItem(contents, name)),
    before: new Map(moves.flatMap(({ name, before }) => (before === null ? [] : [[name, before]]))),
    keepsKey: first.keepsKey === true,
    toName: first.to,
    toForm: forms.to,
    into,
    to: target === null ? null : pairOf(target, first.to),
    changes: changesIn(own),
  };
}

function movingItem({ items }: Contents, name: string): Item {
  const item = items.find((each) => each.name === name);
  if (item === undefined || isAlias(item.node))
    throw new CannotEdit(`${name} is written elsewhere`, 'SM119');
  if (item.node?.anchor !== undefined)
    throw new CannotEdit(`${name} has the anchor &${item.node.anchor}`, 'SM119');
  return item;
}
