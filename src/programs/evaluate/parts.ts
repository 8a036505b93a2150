import { ts } from 'ts-morph';
import { isList, isMap, type Value, type ValueMap } from '../../model/value.js';
import { declarationOf } from '../syntax/binding.js';
import { bare, keyOf } from '../syntax/parse.js';
import type { Scope } from '../syntax/scope.js';
import { CODE, DEPTH, definitionOf, evaluate, isComputed, WHEN } from './evaluate.js';

/** `config.sidecar`, `images['log']`, `list[0]` of what is written; undefined where it is not sure. */
export function partOf(node: ts.Expression, scope: Scope): Value | undefined {
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return undefined;
  if (node.questionDotToken !== undefined) return undefined;
  const key = ts.isPropertyAccessExpression(node)
    ? node.name.text
    : evaluate(node.argumentExpression, scope);
  const found = literalAt(node.expression, scope);
  if (found === null || typeof key !== 'string')
    return partAt(evaluate(node.expression, scope), key);
  const part = propertyIn(found.literal, key);
  return part === null ? undefined : evaluate(part, found.scope);
}

interface LiteralAt {
  readonly literal: ts.ObjectLiteralExpression;
  readonly scope: Scope;
}

/** The object that an expression names, where each of its keys is written: only the part is looked at. */
function literalAt(expression: ts.Expression, scope: Scope): LiteralAt | null {
  const node = bare(expression);
  if (ts.isObjectLiteralExpression(node)) {
    const isPlain = node.properties.every(
      (own) => ts.isPropertyAssignment(own) && keyOf(own.name) !== null,
    );
    return isPlain ? { literal: node, scope } : null;
  }
  const found = definitionOf(node, scope);
  if (found !== null) return literalAt(found.value, found.scope);
  if (!ts.isPropertyAccessExpression(node)) return null;
  const outer = literalAt(node.expression, scope);
  const part = outer === null ? null : propertyIn(outer.literal, node.name.text);
  return outer === null || part === null ? null : literalAt(part, outer.scope);
}

function propertyIn(literal: ts.ObjectLiteralExpression, key: string): ts.Expression | null {
  const property = literal.properties.findLast((own) => keyOf(own.name) === key);
  return property !== undefined && ts.isPropertyAssignment(property) ? property.initializer : null;
}

/** A key of a value in which nothing that is computed may stand for it. */
function partAt(whole: Value, key: Value): Value | undefined {
  if (isMap(whole) && typeof key === 'string')
    return hasAllKeys(whole) && Object.hasOwn(whole, key) ? whole[key] : undefined;
  if (!isList(whole) || typeof key !== 'number') return undefined;
  return whole.some((item) => isMap(item) && isUnsure(item)) ? undefined : whole[key];
}

/** Whether each key of an object is known: neither a spread nor a computed key is among them. */
export function hasAllKeys(value: ValueMap): boolean {
  return !isComputed(value) && !Object.keys(value).some((key) => /^(?:\.\.\.|\[)/.test(key));
}

/** An entry that may be none, or many. */
function isUnsure(item: ValueMap): boolean {
  return Object.hasOwn(item, WHEN) || String(item[CODE] ?? '').startsWith('...');
}

/** What was passed for a parameter, or what is held under a name of a pattern. */
export function givenTo(node: ts.Identifier, scope: Scope): Value | undefined {
  const declaration = declarationOf(node);
  if (declaration === null || scope.names.changed.has(declaration)) return undefined;
  const given = scope.given.get(declaration);
  if (given !== undefined || !ts.isBindingElement(declaration)) return given;
  if (scope.open.includes(declaration) || scope.open.length >= DEPTH) return undefined;
  const inner = { ...scope, open: [...scope.open, declaration] };
  const way = wayTo(declaration);
  const whole = way === null ? undefined : held(way.holder, inner);
  if (way === null || whole === undefined) return undefined;
  const found = way.keys.reduce<Value | undefined>(
    (value, key) => (value === undefined ? undefined : partAt(value, key)),
    whole,
  );
  if (found !== undefined || declaration.initializer === undefined) return found;
  const isAbsent = way.keys.length === 1 && isMap(whole) && hasAllKeys(whole);
  return isAbsent ? evaluate(declaration.initializer, inner) : undefined;
}

type Holder = ts.VariableDeclaration | ts.ParameterDeclaration;

function held(holder: Holder, scope: Scope): Value | undefined {
  if (ts.isParameter(holder)) return scope.given.get(holder);
  return holder.initializer === undefined ? undefined : evaluate(holder.initializer, scope);
}

/** `{ a: { b } }` as the keys that lead to a name of the pattern; null where there is a rest. */
function wayTo(
  element: ts.BindingElement,
): { readonly holder: Holder; readonly keys: readonly (string | number)[] } | null {
  if (element.dotDotDotToken !== undefined) return null;
  const pattern = element.parent;
  const key = ts.isArrayBindingPattern(pattern)
    ? pattern.elements.indexOf(element)
    : keyOf(element.propertyName ?? (ts.isIdentifier(element.name) ? element.name : undefined));
  if (key === null) return null;
  const { parent } = pattern;
  if (!ts.isBindingElement(parent)) return { holder: parent, keys: [key] };
  const outer = wayTo(parent);
  return outer === null ? null : { ...outer, keys: [...outer.keys, key] };
}
