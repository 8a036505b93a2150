import type { PodOperation } from '../../model/operation.js';
import type { TextEdit } from '../../model/source.js';
import { isMap } from '../../model/value.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import type { Item } from '../workloads/item.js';
import { DEFAULT_NAME } from '../workloads/l2.js';
import type { Program } from '../workloads/program.js';
import { allContainers, allInits, type Site } from '../workloads/site.js';

/** What becomes of one container. */
export interface Move {
  readonly item: Item;
  readonly name: string;
  /** The init container that it goes before; null: last. */
  readonly before: Item | null;
  /** Whether restartPolicy has to be written. */
  readonly sets: boolean;
  /** Keys that go. */
  readonly removes: readonly string[];
}

/** The moves of one workload, in the order of the plan. */
export function movesOf(site: Site, operations: readonly PodOperation[]): readonly Move[] {
  const moves = new Map<string, Move>();
  const removes = new Map<string, readonly string[]>();
  for (const operation of operations) {
    switch (operation.op) {
      case 'move-item': {
        const { name, before } = operation;
        const item = find(allContainers(site), name);
        const next = before === null ? null : find(allInits(site), before);
        moves.set(name, {
          item,
          name,
          before: next,
          sets: false,
          removes: removes.get(name) ?? [],
        });
        break;
      }
      case 'set-field': {
        const move = moves.get(operation.name);
        if (move === undefined || operation.key !== 'restartPolicy' || operation.value !== 'Always')
          throw new CannotEdit(
            `${operation.key} of ${operation.name} cannot be written in programs`,
          );
        moves.set(operation.name, { ...move, sets: true });
        break;
      }
      case 'remove-node': {
        const [key, ...rest] = operation.node;
        if (operation.name === null || typeof key !== 'string' || rest.length > 0)
          throw new CannotEdit('what it makes obsolete has to be removed from the program by hand');
        removes.set(operation.name, [...(removes.get(operation.name) ?? []), key]);
        break;
      }
      case 'edit-text':
      case 'add-item':
        throw new CannotEdit('what it makes obsolete has to be removed from the program by hand');
    }
  }
  if ([...removes.keys()].some((name) => !moves.has(name)))
    throw new CannotEdit('what it makes obsolete has to be removed from the program by hand');
  return [...moves.values()];
}

function find(items: readonly Item[], name: string): Item {
  const found = items.find(
    ({ key, value }) =>
      key === name ||
      (isMap(value) &&
        key === null &&
        (value.name === name || (value.name === undefined && name === DEFAULT_NAME))),
  );
  if (found === undefined) throw new CannotEdit(`${name} is not written as a separate container`);
  return found;
}

export interface ListRequest {
  readonly program: Program;
  readonly site: Site;
  /** Of items that stand in the list. */
  readonly moves: readonly Move[];
  /** What changes inside each. */
  readonly fields: ReadonlyMap<Move, readonly TextEdit[]>;
}
