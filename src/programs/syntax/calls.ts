import { ts } from 'ts-morph';
import type { TextEdit } from '../../model/source.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import type { Move } from '../edit/moves.js';
import type { Item } from '../workloads/item.js';
import type { Site } from '../workloads/site.js';

/**
 * `addContainer` becomes `addInitContainer`: it gives back a container too, so what is done with it
 * stays valid. cdk8s-plus makes the init containers of the props first, then those of calls in order.
 */
export function callEdits(
  site: Site,
  called: readonly Move[],
  listed: readonly Move[],
): readonly TextEdit[] {
  const added = site.addedInits;
  if (listed.length > 0 && added.length > 0)
    throw new CannotEdit('calls add init containers that would then come after it');
  const first = called.map(({ item }) => startOf(item)).sort((a, b) => a - b)[0] ?? 0;
  if (called.length > 0 && added.some((item) => startOf(item) > first))
    throw new CannotEdit('an init container is added by a later call');
  const functions = new Set([...called.map(({ item }) => item), ...added].map(functionAround));
  if (called.length > 0 && added.length > 0 && functions.size > 1)
    throw new CannotEdit('another function adds init containers, and their order is not known');
  return called.map(({ item, name, before }) => {
    const { call } = item;
    if (call === null || !ts.isPropertyAccessExpression(call.expression))
      throw new CannotEdit(`${name} is not added by a call`);
    if (before !== null)
      throw new CannotEdit(
        `${name} would have to be added before other init containers: move its call up`,
      );
    const { name: method } = call.expression;
    if (method.text !== 'addContainer')
      throw new CannotEdit(
        `${method.text} takes an instance, and there is no such call for init containers`,
      );
    return { start: method.getStart(), end: method.end, text: 'addInitContainer' };
  });
}

/** What a call is run in, when that is run. */
function functionAround({ element }: Item): ts.Node | undefined {
  return ts.findAncestor(element, ts.isFunctionLike);
}

function startOf({ call }: Item): number {
  return call?.end ?? 0;
}
