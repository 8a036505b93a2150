import { ts } from 'ts-morph';
import type { Path } from '../../model/value.js';
import { bare, keyOf } from '../syntax/parse.js';
import type { Scope } from '../syntax/scope.js';
import { definitionOf } from './evaluate.js';
import { replacedBehind } from './spreads.js';

export interface Way {
  readonly literal: ts.ObjectLiteralExpression;
  readonly scope: Scope;
  readonly trouble: string | null;
}

/** The literal at a path, through constants and functions that make it. */
export function descend(from: ts.Expression, path: Path, scope: Scope): Way | null {
  let node = bare(from);
  let here = scope;
  let trouble: string | null = null;
  if (!ts.isObjectLiteralExpression(node)) {
    const found = definitionOf(node, scope);
    if (found === null) return null;
    const { name, uses, exported } = found.definition;
    if (!found.here) trouble = `${name} is in another file`;
    else if (exported || uses > 1) trouble = `${name} is also used elsewhere`;
    node = found.value;
    here = found.scope;
  }
  const [step, ...rest] = path;
  if (ts.isArrayLiteralExpression(node) && typeof step === 'number') {
    const element = node.elements[step];
    const way =
      element === undefined || node.elements.slice(0, step).some(ts.isSpreadElement)
        ? null
        : descend(element, rest, here);
    return way === null ? null : { ...way, trouble: trouble ?? way.trouble };
  }
  if (!ts.isObjectLiteralExpression(node)) return null;
  if (step === undefined) return { literal: node, scope: here, trouble };
  const at = node.properties.findLastIndex((own) => keyOf(own.name) === step);
  const property = node.properties[at];
  trouble ??= replacedBehind(node, at, String(step), here);
  const value =
    property !== undefined && ts.isPropertyAssignment(property)
      ? property.initializer
      : property !== undefined && ts.isShorthandPropertyAssignment(property)
        ? property.name
        : null;
  const way = value === null ? null : descend(value, rest, here);
  return way === null ? null : { ...way, trouble: trouble ?? way.trouble };
}
