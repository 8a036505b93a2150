import { ts } from 'ts-morph';
import { isList, isMap, type Value, type ValueMap } from '../../model/value.js';
import { declarationOf } from '../syntax/binding.js';
import { bare, keyOf } from '../syntax/parse.js';
import type { Found, Scope } from '../syntax/scope.js';
import { CODE, computed, hasAllKeys, isComputed, WHEN } from './computed.js';
import { plusValue } from './plus-values.js';

/** How deep definitions are followed. */
const DEPTH = 8;

/** The value of an expression, as far as its text tells it. */
export function evaluate(expression: ts.Expression, scope: Scope): Value {
  const node = bare(expression);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text.replaceAll('_', ''));
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const value = evaluate(node.operand, scope);
    return typeof value === 'number' ? -value : computed(node);
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword || ts.isOmittedExpression(node)) return null;
  if (ts.isArrayLiteralExpression(node)) return node.elements.map((e) => itemValue(e, scope));
  if (ts.isObjectLiteralExpression(node)) return objectValue(node, scope);
  if (ts.isTemplateExpression(node)) return templateValue(node, scope);
  if (ts.isBinaryExpression(node)) return joined(node, scope) ?? computed(node);
  if (ts.isCallExpression(node)) {
    const wrapped = boxed(node, scope);
    if (wrapped !== undefined) return wrapped;
  }
  const given = ts.isIdentifier(node) ? givenTo(node, scope) : undefined;
  if (given !== undefined) return given;
  const found = definitionOf(node, scope);
  if (found !== null) {
    const value = evaluate(found.value, found.scope);
    return isComputed(value) ? (passedOn(node, scope) ?? value) : value;
  }
  const part = partOf(node, scope);
  if (part !== undefined) return part;
  return plusValue(node, scope, evaluate) ?? passedOn(node, scope) ?? computed(node);
}

/**
 * `withDefaults({ name, image, … })` of a function that cannot be followed: most likely still the
 * container that it was given, and what else it is stays computed.
 */
function passedOn(node: ts.Expression, scope: Scope): ValueMap | null {
  const argument = ts.isCallExpression(node) ? node.arguments[0] : undefined;
  if (!ts.isCallExpression(node) || argument === undefined) return null;
  const given = bare(argument);
  if (!ts.isObjectLiteralExpression(given)) return null;
  const value = objectValue(given, scope);
  if (value.image === undefined) return null;
  return { ...value, [`...${node.expression.getText()}`]: computed(node) };
}

/** An entry of a list: a container that stands in a conditional spread is one of them. */
export function itemValue(element: ts.Expression, scope: Scope): Value {
  if (!ts.isSpreadElement(element)) return evaluate(element, scope);
  const conditional = conditionalItem(element);
  if (conditional === null) return computed(element);
  const value = evaluate(conditional.item, scope);
  return isMap(value) && !isComputed(value)
    ? { ...value, [WHEN]: conditional.condition.getText() }
    : computed(element);
}

export interface ConditionalItem {
  readonly condition: ts.Expression;
  readonly item: ts.Expression;
}

/** `...(condition ? [item] : [])`, either way round. */
export function conditionalItem(element: ts.SpreadElement): ConditionalItem | null {
  const choice = bare(element.expression);
  if (!ts.isConditionalExpression(choice)) return null;
  const items = [choice.whenTrue, choice.whenFalse].map((branch) => {
    const list = bare(branch);
    return ts.isArrayLiteralExpression(list) ? list.elements : null;
  });
  const [yes, no] = items;
  const item = yes?.[0] ?? no?.[0];
  if (yes == null || no == null || yes.length + no.length !== 1 || item === undefined) return null;
  return ts.isSpreadElement(item) ? null : { condition: choice.condition, item };
}

function objectValue(node: ts.ObjectLiteralExpression, scope: Scope): ValueMap {
  let map: Record<string, Value> = {};
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      const value = evaluate(property.expression, scope);
      if (isMap(value) && !isComputed(value)) {
        map = { ...map, ...value };
        continue;
      }
      // It may stand for any of the keys above: what rests on them is said to be computed (SM608).
      map[property.getText()] = computed(property.expression);
      continue;
    }
    const key = keyOf(property.name);
    if (key === null) map[property.name?.getText() ?? ''] = computed(property);
    else if (ts.isPropertyAssignment(property)) {
      if (!isUndefined(property.initializer)) map[key] = evaluate(property.initializer, scope);
    } else if (ts.isShorthandPropertyAssignment(property))
      map[key] = evaluate(property.name, scope);
    else map[key] = computed(property);
  }
  return map;
}

function isUndefined(node: ts.Expression): boolean {
  return ts.isIdentifier(node) && node.text === 'undefined';
}

/** Texts that are put together with `+`. */
function joined(node: ts.BinaryExpression, scope: Scope): Value | null {
  if (node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return null;
  const [left, right] = [evaluate(node.left, scope), evaluate(node.right, scope)];
  const isText = typeof left === 'string' || typeof right === 'string';
  return isText && isPlain(left) && isPlain(right) ? `${left}${right}` : null;
}

function isPlain(value: Value): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function templateValue(node: ts.TemplateExpression, scope: Scope): Value {
  let text = node.head.text;
  for (const { expression, literal } of node.templateSpans) {
    const value = evaluate(expression, scope);
    if (typeof value !== 'string' && typeof value !== 'number') return computed(node);
    text += value + literal.text;
  }
  return text;
}

/** `IntOrString.fromNumber(80)`, `Quantity.fromString('1Gi')`: what the box holds. */
function boxed(node: ts.CallExpression, scope: Scope): Value | undefined {
  const [argument] = node.arguments;
  if (argument === undefined || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression, name } = node.expression;
  if (!/(?:^|\.)(?:IntOrString|Quantity)$/.test(expression.getText())) return undefined;
  return /^from(?:Number|String)$/.test(name.text) ? evaluate(argument, scope) : undefined;
}

export interface Followed {
  readonly value: ts.Expression;
  readonly scope: Scope;
  readonly definition: Found['definition'];
  /** Whether it stands in the file that is read. */
  readonly here: boolean;
}

/** What a name, or a call of a function that only makes a value, stands for. */
export function definitionOf(node: ts.Expression, scope: Scope): Followed | null {
  const isCall = ts.isCallExpression(node);
  const target = isCall ? bare(node.expression) : node;
  const found = definitionFor(target, scope);
  if (found === null || (found.definition.parameters !== null) !== isCall) return null;
  const { definition } = found;
  const { declaration } = definition;
  if (scope.open.includes(declaration) || scope.open.length >= DEPTH) return null;
  if (found.scope.names.changed.has(declaration) || scope.steps.left-- <= 0) return null;
  const open = [...scope.open, declaration];
  const given = new Map<ts.Node, Value>(found.here ? scope.given : []);
  if (isCall) {
    const spread = node.arguments.findIndex((argument) => ts.isSpreadElement(argument));
    for (const [i, parameter] of (definition.parameters ?? []).entries()) {
      if (parameter.dotDotDotToken !== undefined || (spread >= 0 && i >= spread)) break;
      const argument = node.arguments[i];
      if (argument !== undefined) given.set(parameter, evaluate(argument, { ...scope, open }));
      else if (parameter.initializer !== undefined)
        given.set(parameter, evaluate(parameter.initializer, { ...found.scope, given, open }));
    }
  }
  const inner = { ...found.scope, given, open };
  return { value: bare(definition.value), scope: inner, definition, here: found.here };
}

function definitionFor(
  target: ts.Expression,
  scope: Scope,
): (Found & { readonly here: boolean }) | null {
  const declaration = declarationOf(target);
  if (declaration === null) return null;
  const own = scope.names.definitions.get(declaration);
  if (own !== undefined) return { scope, definition: own, here: true };
  if (!ts.isIdentifier(target) || !ts.isImportSpecifier(declaration)) return null;
  const found = scope.outside(target.text);
  return found === null ? null : { ...found, here: false };
}

/** `config.sidecar`, `images['log']`, `list[0]` of what is written; undefined where it is not sure. */
function partOf(node: ts.Expression, scope: Scope): Value | undefined {
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

/** An entry that may be none, or many. */
function isUnsure(item: ValueMap): boolean {
  return Object.hasOwn(item, WHEN) || String(item[CODE] ?? '').startsWith('...');
}

/** What was passed for a parameter, or what is held under a name of a pattern. */
function givenTo(node: ts.Identifier, scope: Scope): Value | undefined {
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
