import type { At } from './pod.js';
import type { Value } from './value.js';

/** Moves the item with this name to the end of another list, or before the item named `before`. */
export interface MoveItem {
  readonly op: 'move-item';
  readonly path: string;
  readonly at: At;
  readonly from: string;
  readonly to: string;
  readonly name: string;
  readonly before: string | null;
}

/** Sets a scalar field of the item with this name. */
export interface SetField {
  readonly op: 'set-field';
  readonly path: string;
  readonly at: At;
  readonly list: string;
  readonly name: string;
  readonly key: string;
  readonly value: Value;
}

/** Takes a field, whatever it holds, off the item with this name. */
export interface RemoveField {
  readonly op: 'remove-field';
  readonly path: string;
  readonly at: At;
  readonly list: string;
  readonly name: string;
  readonly key: string;
}

/**
 * The smallest things a plan is made of. Operations of one pod are applied in their order: a field
 * of a moved item is addressed in the list that it is in by then.
 */
export type Operation = MoveItem | SetField | RemoveField;
