import { ts } from 'ts-morph';
import { keyOf, nodesIn } from './parse.js';

/** Names that each scope of a file declares: two declarations of one name in one scope are never followed. */
type Scopes = ReadonlyMap<ts.Node, ReadonlyMap<string, ts.Node | null>>;

const known = new WeakMap<ts.SourceFile, Scopes>();

/**
 * What declares the thing that an expression names where it stands: a variable by the rules of scopes,
 * `this.x` and `Type.x` by the members of the class. No types are asked; null is not sure.
 */
export function declarationOf(node: ts.Expression): ts.Node | null {
  if (ts.isIdentifier(node)) return variable(node);
  if (!ts.isPropertyAccessExpression(node)) return null;
  const { expression, name } = node;
  if (expression.kind === ts.SyntaxKind.ThisKeyword) {
    const owner = classAround(node);
    return owner === null ? null : memberOf(owner, name.text, null);
  }
  const owner = ts.isIdentifier(expression) ? variable(expression) : null;
  if (owner === null) return null;
  if (ts.isEnumDeclaration(owner))
    return owner.members.find((member) => keyOf(member.name) === name.text) ?? null;
  return ts.isClassDeclaration(owner) ? memberOf(owner, name.text, true) : null;
}

function variable(node: ts.Identifier): ts.Node | null {
  return nameAt(node, node.text);
}

/** What a name would mean at a node; null: nothing, or one of several. */
export function nameAt(node: ts.Node, name: string): ts.Node | null {
  const scopes = scopesOf(node.getSourceFile());
  for (let scope: ts.Node = node; scope !== undefined; scope = scope.parent) {
    const found = scopes.get(scope)?.get(name);
    if (found !== undefined) return found;
  }
  return null;
}

/** The class that `this` is an instance of; null in a function that has a `this` of its own. */
export function classAround(node: ts.Node): ts.ClassLikeDeclaration | null {
  for (let outer = node.parent; outer !== undefined; outer = outer.parent) {
    if (ts.isClassLike(outer)) return outer;
    if (ts.isFunctionDeclaration(outer) || ts.isFunctionExpression(outer)) return null;
    if (ts.isMethodDeclaration(outer) && ts.isObjectLiteralExpression(outer.parent)) return null;
  }
  return null;
}

function memberOf(
  owner: ts.ClassLikeDeclaration,
  name: string,
  isStatic: boolean | null,
): ts.Node | null {
  const own = [...owner.members].filter(
    (member) =>
      member.name !== undefined &&
      (ts.isPrivateIdentifier(member.name) ? member.name.text : keyOf(member.name)) === name &&
      (isStatic === null || hasModifier(member, ts.SyntaxKind.StaticKeyword) === isStatic) &&
      !(ts.isMethodDeclaration(member) && member.body === undefined),
  );
  return own.length === 1 ? (own[0] ?? null) : null;
}

export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((own) => own.kind === kind) ?? false)
  );
}

function scopesOf(file: ts.SourceFile): Scopes {
  const found = known.get(file);
  if (found !== undefined) return found;
  const scopes = new Map<ts.Node, Map<string, ts.Node | null>>();
  for (const node of nodesIn(file)) {
    const declared = declaredIn(node);
    if (declared === null) continue;
    const { scope, name } = declared;
    const names = scopes.get(scope) ?? new Map<string, ts.Node | null>();
    names.set(name, names.has(name) ? null : node);
    scopes.set(scope, names);
  }
  known.set(file, scopes);
  return scopes;
}

function declaredIn(node: ts.Node): { readonly scope: ts.Node; readonly name: string } | null {
  if (!isDeclaration(node) || node.name === undefined || !ts.isIdentifier(node.name)) return null;
  const name = node.name.text;
  // Overloads and ambient functions declare what another declaration defines.
  if (ts.isFunctionDeclaration(node) && node.body === undefined) return null;
  if (ts.isFunctionExpression(node) || ts.isClassExpression(node)) return { scope: node, name };
  if (ts.isVariableDeclaration(node) || ts.isBindingElement(node) || ts.isParameter(node))
    return { scope: scopeOfVariable(node), name };
  return { scope: around(node.parent, isBlock), name };
}

type Declaration =
  | ts.VariableDeclaration
  | ts.ParameterDeclaration
  | ts.BindingElement
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ClassLikeDeclaration
  | ts.EnumDeclaration
  | ts.ModuleDeclaration
  | ts.ImportSpecifier
  | ts.NamespaceImport
  | ts.ImportClause
  | ts.ImportEqualsDeclaration;

function isDeclaration(node: ts.Node): node is Declaration {
  return (
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isClassLike(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isModuleDeclaration(node) ||
    ts.isImportSpecifier(node) ||
    ts.isNamespaceImport(node) ||
    ts.isImportClause(node) ||
    ts.isImportEqualsDeclaration(node)
  );
}

function scopeOfVariable(
  node: ts.VariableDeclaration | ts.BindingElement | ts.ParameterDeclaration,
): ts.Node {
  let holder: ts.Node = node;
  while (ts.isBindingElement(holder)) holder = holder.parent.parent;
  if (ts.isParameter(holder)) return holder.parent;
  const list = holder.parent;
  const isBlockScoped =
    !ts.isVariableDeclarationList(list) || (list.flags & ts.NodeFlags.BlockScoped) !== 0;
  return around(holder.parent, isBlockScoped ? isBlock : isFunctionScope);
}

function around(node: ts.Node, test: (node: ts.Node) => boolean): ts.Node {
  let outer = node;
  while (outer.parent !== undefined && !test(outer)) outer = outer.parent;
  return outer;
}

function isFunctionScope(node: ts.Node): boolean {
  return (
    ts.isFunctionLike(node) || ts.isModuleBlock(node) || ts.isClassStaticBlockDeclaration(node)
  );
}

function isBlock(node: ts.Node): boolean {
  return (
    isFunctionScope(node) ||
    ts.isBlock(node) ||
    ts.isCaseBlock(node) ||
    ts.isCatchClause(node) ||
    ts.isForStatement(node) ||
    ts.isForInStatement(node) ||
    ts.isForOfStatement(node)
  );
}

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

export function isInside(node: ts.Node, outer: ts.Node): boolean {
  return node.pos >= outer.pos && node.end <= outer.end;
}
