import { ts } from 'ts-morph';
import { isList, isMap } from '../../model/value.js';
import { computed, isComputed } from '../evaluate/computed.js';
import { conditionalItem, definitionOf, evaluate, itemValue } from '../evaluate/evaluate.js';
import { declarationOf } from '../syntax/binding.js';
import { bare, keyOf, nodesIn, short } from '../syntax/parse.js';
import { holderOf } from '../syntax/reach.js';
import type { Scope } from '../syntax/scope.js';
import type { Item, List } from './item.js';
import { referencesIn } from './references.js';

export function itemOf(
  element: ts.Expression,
  scope: Scope,
  call: ts.CallExpression | null = null,
): Item {
  const conditional = ts.isSpreadElement(element) ? conditionalItem(element) : null;
  const container = conditional?.item ?? element;
  const inner = ts.isSpreadElement(container) ? container : bare(container);
  const literal = ts.isObjectLiteralExpression(inner) ? inner : null;
  return { element, key: null, container, literal, value: itemValue(element, scope), call };
}

/** The list under a key of a pod spec, or null where there is none. */
export function listOf(spec: ts.ObjectLiteralExpression, key: string, scope: Scope): List | null {
  const property = spec.properties.findLast((own) => keyOf(own.name) === key);
  if (property === undefined) return null;
  if (ts.isPropertyAssignment(property))
    return { property, ...contentOf(property.initializer, scope) };
  if (!ts.isShorthandPropertyAssignment(property)) return null;
  return { property, ...contentOf(property.name, scope) };
}

type Content = Omit<List, 'property'>;

function contentOf(expression: ts.Expression, scope: Scope): Content {
  const node = bare(expression);
  if (ts.isArrayLiteralExpression(node)) return arrayContent(node, scope);
  const declaration = declarationOf(node);
  if (declaration !== null && scope.names.changed.has(declaration)) {
    const made = scope.names.definitions.get(declaration);
    const isOpen = made === undefined || scope.open.includes(declaration);
    const inner = { ...scope, open: [...scope.open, declaration] };
    const first = isOpen ? [] : contentOf(made.value, inner).items;
    return {
      array: null,
      items: [...first, ...pushed(declaration, scope)],
      grows: node,
      trouble: `${short(node)} is filled in other places (push, splice, assignments)`,
    };
  }
  const found = ts.isCallExpression(node) ? null : definitionOf(node, scope);
  if (found !== null && ts.isArrayLiteralExpression(found.value)) {
    const { uses, exported, declaration: own } = found.definition;
    const grows = isHandedOn(own) ? node : null;
    const content = { ...arrayContent(found.value, found.scope), grows };
    if (!found.here)
      return { ...content, array: null, trouble: `${short(node)} is in another file` };
    if (exported || uses > 1)
      return { ...content, array: null, trouble: `${short(node)} is also used elsewhere` };
    return content;
  }
  const joined = concatenated(node, scope);
  if (joined !== null) return joined;
  const value = evaluate(node, scope);
  // A list whose parts are not told may be any list.
  const values = isList(value) ? value : [computed(node)];
  const items = values.map((own): Item => ({ ...itemOf(node, scope), literal: null, value: own }));
  return { array: null, items, trouble: `the list is what ${short(node)} returns`, grows: null };
}

function arrayContent(array: ts.ArrayLiteralExpression, scope: Scope): Content {
  const hasHoles = array.elements.some((element) => ts.isOmittedExpression(element));
  let trouble: string | null = hasHoles ? 'the list has holes' : null;
  const items = array.elements.flatMap((element): readonly Item[] => {
    const inner = ts.isSpreadElement(element) ? bare(element.expression) : null;
    const found = inner !== null && !ts.isCallExpression(inner) ? definitionOf(inner, scope) : null;
    if (found === null || !ts.isArrayLiteralExpression(found.value))
      return [itemOf(element, scope)];
    trouble = `a part of it comes from another list (${short(element)})`;
    return arrayContent(found.value, found.scope).items;
  });
  return { array, items, trouble, grows: null };
}

/** Whether other code gets hold of a list, and may put something into it. */
function isHandedOn(declaration: ts.Node): boolean {
  const { byDeclaration } = referencesIn(declaration.getSourceFile());
  return (byDeclaration.get(declaration) ?? []).some((node) => {
    const holder = holderOf(node);
    const { parent } = holder;
    return (
      (ts.isCallExpression(parent) && parent.expression !== holder) ||
      (ts.isVariableDeclaration(parent) && parent.initializer === holder)
    );
  });
}

/** Containers that are keyed by their names, as values of some charts have them. */
export function mapOf(spec: ts.ObjectLiteralExpression, key: string, scope: Scope): List | null {
  const property = spec.properties.findLast((own) => keyOf(own.name) === key);
  if (property === undefined || !ts.isPropertyAssignment(property)) return null;
  const node = bare(property.initializer);
  if (!ts.isObjectLiteralExpression(node)) return null;
  const odd = node.properties.find(
    (own) => !ts.isPropertyAssignment(own) || keyOf(own.name) === null,
  );
  const items = node.properties.flatMap((own): readonly Item[] => {
    const name = ts.isPropertyAssignment(own) ? keyOf(own.name) : null;
    if (!ts.isPropertyAssignment(own) || name === null) return [];
    return [{ ...itemOf(own.initializer, scope), element: own, key: name }];
  });
  const trouble =
    odd === undefined ? null : `a part of it is not an entry by itself (${short(odd)})`;
  return { property, array: node, items, trouble, grows: null };
}

/** `a.concat(b)` of lists that are written out. */
function concatenated(node: ts.Expression, scope: Scope): Content | null {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  if (node.expression.name.text !== 'concat') return null;
  const parts = [node.expression.expression, ...node.arguments];
  const contents = parts.map((part) => {
    const value = evaluate(part, scope);
    const isOne = isMap(value) && !isComputed(value);
    return isOne ? { items: [itemOf(part, scope)], grows: null } : contentOf(part, scope);
  });
  const items = contents.flatMap((content) => content.items);
  const grows = contents.find((content) => content.grows !== null)?.grows ?? null;
  return { array: null, items, trouble: 'the list is built with concat', grows };
}

function pushed(list: ts.Node, scope: Scope): readonly Item[] {
  const items: Item[] = [];
  for (const node of nodesIn(scope.file))
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      node.expression.name.text === 'push' &&
      declarationOf(node.expression.expression) === list
    )
      items.push(...node.arguments.map((argument) => itemOf(argument, scope)));
  return items;
}
