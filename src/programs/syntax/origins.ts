import { ts } from 'ts-morph';
import { declarationOf, isInside } from './binding.js';
import { frameworkOf, type Origin } from './modules.js';
import { bare, keyOf } from './parse.js';
import type { Scope } from './scope.js';

/** What module a class, a type or a value is from: by its import, a name for it, or a file that passes it on. */
export function originOf(node: ts.Node, scope: Scope): Origin | null {
  if (ts.isIdentifier(node)) return named(node, scope);
  if (ts.isPropertyAccessExpression(node))
    return memberOf(bare(node.expression), node.name.text, scope);
  if (ts.isCallExpression(node)) return loaded(node);
  if (ts.isAwaitExpression(node)) return originOf(bare(node.expression), scope);
  if (ts.isQualifiedName(node)) return memberOf(node.left, node.right.text, scope);
  if (!ts.isElementAccessExpression(node) || !ts.isStringLiteralLike(node.argumentExpression))
    return null;
  return memberOf(bare(node.expression), node.argumentExpression.text, scope);
}

/** `require('…')` and `import('…')`, and what compilers write around the first. */
function loaded({ expression, arguments: [argument] }: ts.CallExpression): Origin | null {
  if (argument === undefined) return null;
  if (/^(?:\w+\.)?__import(?:Star|Default)$/.test(expression.getText()))
    return ts.isCallExpression(argument) ? loaded(argument) : null;
  const isLoad =
    expression.getText() === 'require' || expression.kind === ts.SyntaxKind.ImportKeyword;
  if (!isLoad || !ts.isStringLiteralLike(argument)) return null;
  const framework = frameworkOf(argument.text);
  return framework === null ? null : { framework, module: argument.text, names: [] };
}

/** The origin of `left.key`. */
export function memberOf(left: ts.Node, key: string, scope: Scope): Origin | null {
  const declaration = ts.isIdentifier(left) ? declarationOf(left) : null;
  if (ts.isIdentifier(left) && declaration !== null && ts.isNamespaceImport(declaration)) {
    const passed = scope.passedOn(left.text, key);
    if (passed !== null) return passed;
  }
  const outer = originOf(left, scope);
  return outer === null ? null : { ...outer, names: [...outer.names, key] };
}

function named(node: ts.Identifier, scope: Scope): Origin | null {
  const declaration = declarationOf(node);
  const own = scope.imports.get(node.text);
  if (own !== undefined) return declaration === null || isOutermost(declaration) ? own : null;
  if (declaration === null || scope.names.changed.has(declaration)) return null;
  if (ts.isImportSpecifier(declaration)) return scope.passedOn(node.text, null);
  if (ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined)
    return isInside(node, declaration) ? null : originOf(bare(declaration.initializer), scope);
  if (
    ts.isImportEqualsDeclaration(declaration) &&
    !ts.isExternalModuleReference(declaration.moduleReference)
  )
    return originOf(declaration.moduleReference, scope);
  return ts.isBindingElement(declaration) ? takenApart(declaration, scope) : null;
}

/** `const { Deployment } = kplus`. */
function takenApart(element: ts.BindingElement, scope: Scope): Origin | null {
  const key = keyOf(
    element.propertyName ?? (ts.isIdentifier(element.name) ? element.name : undefined),
  );
  const holder = element.parent.parent;
  if (key === null || !ts.isObjectBindingPattern(element.parent)) return null;
  if (!ts.isVariableDeclaration(holder) || holder.initializer === undefined) return null;
  const from = bare(holder.initializer);
  return memberOf(from, key, scope);
}

/** Whether a name is that of the file, and no parameter or constant that is in front of it. */
function isOutermost(declaration: ts.Node): boolean {
  return (
    ts.findAncestor(declaration, (outer) => ts.isFunctionLike(outer) || ts.isBlock(outer)) ===
    undefined
  );
}
