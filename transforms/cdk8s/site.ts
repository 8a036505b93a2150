import type { ts } from 'ts-morph';
import type { Caveat, ListKeys } from '../../src/model/pod.js';
import type { Path, ValueMap } from '../../src/model/value.js';
import type { Release, ValuesSite } from '../../src/model/values.js';
import type { Item, List } from './lists.js';
import type { Origin } from './modules.js';
import type { Scope } from './scope.js';

/** Containers under a key of the values that a program gives to a chart. */
export interface ValuesSpot {
  readonly release: Release;
  /** From the root of the values to the key. */
  readonly path: Path;
  readonly shape: ValuesSite['shape'];
  /** Other keys of the same object that may hold containers; null: not written there. */
  readonly beside: ReadonlyMap<string, List | null>;
  /** Those whose value is nothing of this shape, and is not empty. */
  readonly odd: readonly string[];
}

/** A workload that a program makes, or a key of Helm values: one entry of what the proof compares. */
export interface Site {
  readonly origin: Origin;
  /** What makes it: the constructor or the call, or the literal where a type alone tells. */
  readonly node: ts.Node;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** What is written, as a value; in cdk8s-plus under its own names. */
  readonly value: ValueMap;
  /** Of the pod spec in `value`, or of the object that has the key. */
  readonly podPath: Path;
  /** Number of `value` among those of the file; keys of one values object share it. */
  readonly document: number;
  readonly keys: ListKeys;
  /** null: a workload. */
  readonly values: ValuesSpot | null;
  /** The literal that the lists stand in, or null. */
  readonly spec: ts.ObjectLiteralExpression | null;
  readonly scope: Scope;
  readonly containers: List | null;
  readonly init: List | null;
  /** Containers that calls add, in the order of the text: cdk8s-plus alone has them. */
  readonly added: readonly Item[];
  readonly addedInits: readonly Item[];
  /** Why its lists cannot be edited, or null. */
  readonly trouble: string | null;
  readonly caveats: readonly Caveat[];
}

export function allContainers(site: Site): readonly Item[] {
  return [...(site.containers?.items ?? []), ...site.added];
}

export function allInits(site: Site): readonly Item[] {
  return [...(site.init?.items ?? []), ...site.addedInits];
}
