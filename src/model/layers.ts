import type { At, ListKeys } from './node.js';
import type { Place } from './source.js';
import type { ValueMap } from './value.js';

/** What one text of values says of the two lists of a component. */
export interface Layer {
  /** Of the map that holds the two keys, as `nodeId` has it. */
  readonly id: string;
  readonly path: string;
  readonly at: At;
  /** Of the first of the two keys. */
  readonly place: Place;
  /** The two keys, as far as they are set; both are null where it takes out the map around them. */
  readonly map: ValueMap;
  /** Why a run may not write there, or null. */
  readonly readOnly: string | null;
}

/** The layers of one release that set one of the two keys, from the lowest to the highest. */
export interface LayerStack {
  readonly layers: readonly Layer[];
  readonly unseen: readonly UnseenLayer[];
}

/** Values that are not in the tree, or cannot be read. */
export interface UnseenLayer {
  /** A noun for people: `the Secret db (valuesFrom)`. */
  readonly noun: string;
  /** How many of the layers of its release it is above. */
  readonly above: number;
}

/** Releases that share layers: what becomes of one list is decided for all of them. */
export interface LayerGroup {
  readonly id: string;
  readonly keys: ListKeys;
  readonly shape: 'list' | 'map';
  readonly stacks: readonly LayerStack[];
}
