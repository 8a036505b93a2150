import type { ListForm } from './list-form.js';
import type { At } from './node.js';
import type { TextEdit } from './source.js';
import type { Path, Value, ValueMap } from './value.js';

/**
 * Moves the item with this name to the end of another list, or before the item named `before`. Where
 * Helm values keep containers in a map, its entry goes to another map.
 */
export interface MoveItem {
  readonly op: 'move-item';
  readonly path: string;
  readonly at: At;
  readonly from: string;
  readonly to: string;
  readonly name: string;
  readonly before: string | null;
  /** The key stays where nothing is left under it: it is empty then, and not absent. */
  readonly keepsKey?: boolean;
  /** How both sides hold their containers; absent: both as the first of them does. */
  readonly forms?: { readonly from: ListForm; readonly to: ListForm };
  /** The map with the other key, from the root of the document, where it is not the map at `at`. */
  readonly into?: Path;
}

/** Sets a field of the item with this name. */
export interface SetField {
  readonly op: 'set-field';
  readonly path: string;
  readonly at: At;
  readonly list: string;
  readonly name: string;
  readonly key: string;
  readonly value: Value;
}

/** Adds an item that is nothing but a name, before the item named `before`. */
export interface AddItem {
  readonly op: 'add-item';
  readonly path: string;
  readonly at: At;
  readonly list: string;
  readonly name: string;
  readonly before: string;
}

/**
 * Adds a copy of a container that is written elsewhere to the end of a list, or before the item named
 * `before`: where Helm's values replace a list, what is added to the list below is lost.
 */
export interface CopyItem {
  readonly op: 'copy-item';
  readonly path: string;
  readonly at: At;
  readonly list: string;
  readonly name: string;
  readonly before: string | null;
  /** What the copy is, with all that a move sets and takes out. */
  readonly value: ValueMap;
  /** The item as it is written there, without its comments, from its dash at the first column. */
  readonly text: string;
}

/**
 * Says that a list is empty, where one of a lower layer would show through. `instead`: the key whose
 * place it takes, with what is written there, `[]` or null.
 */
export interface EmptyList {
  readonly op: 'empty-list';
  readonly path: string;
  readonly at: At;
  readonly list: string;
  /** Its key goes directly before this one. */
  readonly beside: string;
  readonly instead: boolean;
}

/** Replaces the scalar at a node, wherever it stands. */
export interface SetScalar {
  readonly op: 'set-scalar';
  readonly path: string;
  /** Of the scalar itself. */
  readonly at: At;
  readonly value: string | number | boolean;
}

/** Sets a key of the map at a node, wherever it stands. */
export interface SetKey {
  readonly op: 'set-key';
  readonly path: string;
  /** Of the map. */
  readonly at: At;
  readonly key: string;
  readonly value: string | boolean;
}

/** Makes the node the only item of a list. */
export interface WrapNode {
  readonly op: 'wrap-node';
  readonly path: string;
  /** Of the node. */
  readonly at: At;
}

/** Takes a key out of a map or an item out of a list, whatever it holds. */
export interface RemoveNode extends Held {
  readonly op: 'remove-node';
  readonly path: string;
  readonly at: At;
}

/** Changes parts of a text. The edits are offsets into the text as a reader has it, not the file. */
export interface EditText extends Held {
  readonly op: 'edit-text';
  readonly path: string;
  readonly at: At;
  readonly edits: readonly TextEdit[];
}

/** A node below a container, or below the pod spec itself, where list and name are null. */
interface Held {
  readonly list: string | null;
  readonly name: string | null;
  /** Keys and indexes from the holder. */
  readonly node: Path;
}

/**
 * The smallest things a plan is made of. Operations of one pod are applied in their order: what is
 * taken out of a container goes before the container moves, what is set goes into where it is then.
 */
export type Operation = PodOperation | NodeOperation;

/** About the lists of one pod spec; `at` is the pod spec. */
export type PodOperation =
  | MoveItem
  | SetField
  | RemoveNode
  | EditText
  | AddItem
  | CopyItem
  | EmptyList;

/** About one node, wherever it stands. */
export type NodeOperation = SetScalar | SetKey | WrapNode;

export function isNodeOperation(operation: Operation): operation is NodeOperation {
  const { op } = operation;
  return op === 'set-scalar' || op === 'set-key' || op === 'wrap-node';
}
