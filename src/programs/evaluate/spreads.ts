import { ts } from 'ts-morph';
import { isMap } from '../../model/value.js';
import { bare, keyOf, short } from '../syntax/parse.js';
import type { Scope } from '../syntax/scope.js';
import { isComputed } from './computed.js';
import { evaluate } from './evaluate.js';

/**
 * What a spread in the object of the two lists says against an edit, or null: a key that is written behind
 * it replaces the spread's, and one in front of it is replaced.
 */
export function spreadTrouble(
  literal: ts.ObjectLiteralExpression,
  keys: { readonly containers: string; readonly init: string | null },
  scope: Scope,
): string | null {
  const { containers, init } = keys;
  const own = (key: string): number =>
    literal.properties.findLastIndex((each) => keyOf(each.name) === key);
  const behind = replacedBehind(literal, own(containers), containers, scope);
  if (behind !== null || init === null) return behind;
  const found = literal.properties.find(
    (each, i) =>
      i > own(init) && ts.isSpreadAssignment(each) && mayHold(each.expression, init, scope),
  );
  return found === undefined
    ? null
    : `${short(found)} may contain ${init}, and a new list would replace it`;
}

/** A spread that may replace the containers of an object, or null. */
export function spreadBehind(literal: ts.ObjectLiteralExpression, scope: Scope): ts.Node | null {
  const at = literal.properties.findLastIndex((own) => keyOf(own.name) === 'containers');
  const found = literal.properties.find(
    (own, i) =>
      i > at && ts.isSpreadAssignment(own) && mayHold(own.expression, 'containers', scope),
  );
  return found ?? null;
}

/** What a spread behind a property says: it may give it another value. */
export function replacedBehind(
  literal: ts.ObjectLiteralExpression,
  at: number,
  key: string,
  scope: Scope,
): string | null {
  const found = literal.properties.find(
    (own, i) => i > at && ts.isSpreadAssignment(own) && mayHold(own.expression, key, scope),
  );
  return at < 0 || found === undefined ? null : `${short(found)} may replace ${key}`;
}

/** Whether an object may have a key, whatever comes of its conditions. */
function mayHold(expression: ts.Expression, key: string, scope: Scope): boolean {
  const node = bare(expression);
  if (ts.isConditionalExpression(node))
    return mayHold(node.whenTrue, key, scope) || mayHold(node.whenFalse, key, scope);
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.kind;
    if (operator === ts.SyntaxKind.AmpersandAmpersandToken) return mayHold(node.right, key, scope);
    if (operator === ts.SyntaxKind.BarBarToken || operator === ts.SyntaxKind.QuestionQuestionToken)
      return mayHold(node.left, key, scope) || mayHold(node.right, key, scope);
  }
  if (ts.isObjectLiteralExpression(node))
    return node.properties.some((property) =>
      ts.isSpreadAssignment(property)
        ? mayHold(property.expression, key, scope)
        : property.name !== undefined && (keyOf(property.name) ?? key) === key,
    );
  if (ts.isIdentifier(node) && node.text === 'undefined') return false;
  const value = evaluate(node, scope);
  if (!isMap(value) || isComputed(value)) return true;
  return Object.hasOwn(value, key) || Object.keys(value).some((own) => own.startsWith('...'));
}
