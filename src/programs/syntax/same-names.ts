import { ts } from 'ts-morph';
import { declarationOf, nameAt } from './binding.js';
import { nodesIn } from './parse.js';

/** The first name in an expression that would mean another thing, or nothing yet, at a place; or null. */
export function strangeName(expression: ts.Node, place: ts.Node): string | null {
  const around = ts.findAncestor(place, ts.isFunctionLike);
  for (const node of nodesIn(expression)) {
    if (node.kind === ts.SyntaxKind.ThisKeyword && classOf(node) !== classOf(place)) return 'this';
    if (!ts.isIdentifier(node)) continue;
    const declaration = declarationOf(node);
    if (declaration === null || isInside(declaration, expression)) continue;
    if (nameAt(place, node.text) !== declaration) return node.text;
    const isLater = ts.isVariableDeclaration(declaration) && declaration.pos > place.pos;
    if (isLater && ts.findAncestor(declaration, ts.isFunctionLike) === around) return node.text;
  }
  return null;
}

function classOf(node: ts.Node): ts.Node | undefined {
  return ts.findAncestor(node, ts.isClassLike);
}

function isInside(node: ts.Node, outer: ts.Node): boolean {
  return node.pos >= outer.pos && node.end <= outer.end;
}
