import type { ts } from 'ts-morph';
import type { Value } from '../../model/value.js';

/** What holds containers: a list, or in the values of some charts an object by their names. */
export type Group = ts.ArrayLiteralExpression | ts.ObjectLiteralExpression;

/** One entry of a container list, or one call that adds a container. */
export interface Item {
  /** What stands in the list, or the argument of the call. */
  readonly element: ts.Expression | ts.ObjectLiteralElementLike;
  /** Its name, where the containers are keyed by their names. */
  readonly key: string | null;
  /** The container itself: behind a condition it is not the element. */
  readonly container: ts.Expression;
  /** The container where it is written out, else null: then it can only be wrapped. */
  readonly literal: ts.ObjectLiteralExpression | null;
  readonly value: Value;
  /** The `addContainer` call, in cdk8s-plus. */
  readonly call: ts.CallExpression | null;
}

/** A container list as it is written. */
export interface List {
  readonly property: ts.PropertyAssignment | ts.ShorthandPropertyAssignment;
  /** null where the list is put together elsewhere. */
  readonly array: Group | null;
  readonly items: readonly Item[];
  /** Why it cannot be edited, or null. */
  readonly trouble: string | null;
  /** What may add to it unseen, or null. */
  readonly grows: ts.Node | null;
}
