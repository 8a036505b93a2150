import { ts } from 'ts-morph';
import { keyOf, nodesIn } from './parse.js';
import { holderOf, type Reach } from './reach.js';

const LISTS: ReadonlySet<string> = new Set(['containers', 'initContainers']);

/**
 * Where a program looks at the lists of a workload once it is made: `pod.spec.containers[0]` means
 * another container when one has gone, and a loop does not see it any more.
 */
export function lookAt({ references }: Reach): ts.Node | null {
  for (const { node } of references) {
    let outer = holderOf(node);
    for (;;) {
      const { parent } = outer;
      if (ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name)) {
        if (parent.name.elements.some(takesList)) return parent;
        break;
      }
      // `deployment.spec.apply((spec) => spec.template.spec.containers[0])` of Pulumi.
      if (ts.isCallExpression(parent) && parent.expression === outer) {
        const isApply = ts.isPropertyAccessExpression(outer) && outer.name.text === 'apply';
        const inner = isApply ? parent.arguments.find(speaksOfList) : undefined;
        if (inner !== undefined) return inner;
        break;
      }
      const key = keyTaken(parent, outer);
      if (key === null) break;
      if (LISTS.has(key)) return parent;
      outer = ts.isExpression(parent) ? holderOf(parent) : outer;
    }
  }
  return null;
}

function takesList(element: ts.BindingElement): boolean {
  const key = keyOf(
    element.propertyName ?? (ts.isIdentifier(element.name) ? element.name : undefined),
  );
  return element.dotDotDotToken !== undefined || key === null || LISTS.has(key);
}

/** The key that is taken of an expression; null where none is, or where it is computed. */
function keyTaken(parent: ts.Node, of: ts.Expression): string | null {
  if (ts.isPropertyAccessExpression(parent) && parent.expression === of) return parent.name.text;
  if (!ts.isElementAccessExpression(parent) || parent.expression !== of) return null;
  return ts.isStringLiteralLike(parent.argumentExpression) ? parent.argumentExpression.text : null;
}

function speaksOfList(node: ts.Node): boolean {
  for (const inner of nodesIn(node))
    if (
      (ts.isPropertyAccessExpression(inner) && LISTS.has(inner.name.text)) ||
      (ts.isBindingElement(inner) && takesList(inner))
    )
      return true;
  return false;
}
