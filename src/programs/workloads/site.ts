import { ts } from 'ts-morph';
import type { Holder } from '../../helm/values/sites.js';
import type { ListKeys } from '../../model/node.js';
import type { Caveat } from '../../model/pod.js';
import type { Path, Value, ValueMap } from '../../model/value.js';
import type { Release, ValuesSite } from '../../model/values.js';
import { classAround } from '../syntax/binding.js';
import type { Origin } from '../syntax/modules.js';
import { bare } from '../syntax/parse.js';
import { isSuper } from '../syntax/reach.js';
import type { Scope } from '../syntax/scope.js';
import type { Item, List } from './item.js';

/** Containers under a key of the values that a program gives to a chart. */
export interface ValuesPlace {
  readonly release: Release;
  /** From the root of the values to the key. */
  readonly path: Path;
  readonly shape: ValuesSite['shape'];
  /** All of the values. */
  readonly whole: Value;
  /** Every other key of them that may hold containers, with its list where it is written as one. */
  readonly others: readonly (Holder & { readonly list: List | null })[];
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
  readonly values: ValuesPlace | null;
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
  /** What may hold containers and cannot be read, or null. */
  readonly unread: ts.Node | null;
}

/** A workload of which nothing can be read. */
export interface Unread {
  readonly unread: ts.Node;
}

export type Found = Site | Unread;

export function isSite(found: Found): found is Site {
  return 'caveats' in found;
}

/** The class that makes a workload, as it is named there: of `super(…)` the one above. */
export function makerOf(node: ts.Node): ts.Expression | null {
  if (ts.isNewExpression(node)) return bare(node.expression);
  const owner = isSuper(node) ? classAround(node) : null;
  const above = owner?.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  return above?.types[0]?.expression ?? null;
}

export function allContainers(site: Site): readonly Item[] {
  return [...(site.containers?.items ?? []), ...site.added];
}

export function allInits(site: Site): readonly Item[] {
  return [...(site.init?.items ?? []), ...site.addedInits];
}
