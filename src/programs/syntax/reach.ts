import { ts } from 'ts-morph';
import { isAssignment, type References, referencesIn } from '../workloads/references.js';
import { classAround, declarationOf, hasModifier } from './binding.js';
import { bare, short } from './parse.js';

/** An expression that names an object. */
export interface Reference {
  readonly node: ts.Expression;
  /** Why it may name another one too, or null. */
  readonly doubt: string | null;
}

/** How the code of a file reaches an object that it makes. */
export interface Reach {
  /** What makes it, and what names it. */
  readonly references: readonly Reference[];
  /** Whether code that is not looked into can reach it. */
  readonly open: boolean;
}

/** The names of an object that are still to be followed, and what following them has found. */
interface Search {
  readonly uses: References;
  readonly pending: Reference[];
  readonly references: Reference[];
  /** Declarations that were followed. */
  readonly seen: Set<ts.Node>;
  open: boolean;
}

/** Follows an object from where it is made: through names, parameters and functions that return it. */
export function reachOf(made: ts.Expression): Reach {
  const search: Search = {
    uses: referencesIn(made.getSourceFile()),
    pending: [made, ...ownThis(made)].map((node) => ({ node, doubt: null })),
    references: [],
    seen: new Set(),
    open: false,
  };
  const { pending, references } = search;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    references.push(next);
    followUse(search, next);
  }
  return { references, open: search.open };
}

/** Where the object goes from one place that names it. */
function followUse(search: Search, { node, doubt }: Reference): void {
  const holder = holderOf(node);
  const { parent } = holder;
  if (isSuper(node)) {
    const owner = classAround(node);
    if (owner !== null) followMaker(search, owner, owner.name?.text ?? 'the class', doubt);
  } else if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name))
    followName(search, parent, parent.name.text, doubt);
  else if (ts.isPropertyDeclaration(parent))
    followName(search, parent, parent.name.getText(), doubt);
  else if (isAssignment(parent) && parent.right === holder) {
    const target = declarationOf(parent.left);
    if (target === null) search.open = true;
    else followName(search, target, parent.left.getText(), doubt);
  } else if (ts.isCallExpression(parent) && parent.expression !== holder)
    followArgument(search, parent, holder, doubt);
  else {
    const maker = returnedFrom(holder);
    if (maker?.declaration != null) followMaker(search, maker.declaration, maker.name, doubt);
    else if (maker !== null || !isHarmless(holder)) search.open = true;
  }
}

function followName(
  search: Search,
  declaration: ts.Node,
  name: string,
  doubt: string | null,
): void {
  const { seen, uses, pending } = search;
  if (seen.has(declaration)) return;
  seen.add(declaration);
  const assigned = uses.assigned.get(declaration)?.length ?? 0;
  const values = assigned + (hasInitializer(declaration) ? 1 : 0);
  const own = values > 1 ? `${name} is assigned more than once` : null;
  if (isReachable(declaration)) search.open = true;
  for (const node of uses.byDeclaration.get(declaration) ?? [])
    if (!isTarget(node)) pending.push({ node, doubt: doubt ?? own });
}

/** Everything that a function or a class makes of it, where it is made in one. */
function followMaker(search: Search, maker: ts.Node, name: string, doubt: string | null): void {
  const { seen, uses, pending } = search;
  if (hasModifier(exportable(maker), ts.SyntaxKind.ExportKeyword)) search.open = true;
  if (seen.has(maker)) return;
  seen.add(maker);
  const calls = (uses.byDeclaration.get(maker) ?? []).flatMap((use) => callOf(use) ?? []);
  const own = calls.length > 1 ? `${name} creates more than one of them` : null;
  for (const node of calls) pending.push({ node, doubt: doubt ?? own });
}

function followArgument(
  search: Search,
  call: ts.CallExpression,
  argument: ts.Expression,
  doubt: string | null,
): void {
  const parameter = parameterFor(call, argument);
  const own = doubt ?? `it is passed to ${short(call.expression)}`;
  if (parameter !== null) followName(search, parameter, parameter.name.getText(), own);
  else {
    search.open = true;
    // It may be given back as it is, or as a copy.
    search.pending.push({ node: call, doubt: own });
  }
}

export interface MethodCall {
  readonly name: string;
  readonly call: ts.CallExpression;
  readonly doubt: string | null;
}

/** Calls of methods of it, in the order of the text. */
export function callsOn({ references }: Reach): readonly MethodCall[] {
  const calls = references.flatMap(({ node, doubt }): readonly MethodCall[] => {
    const { parent } = holderOf(node);
    if (!ts.isPropertyAccessExpression(parent) && !ts.isElementAccessExpression(parent)) return [];
    const name = ts.isPropertyAccessExpression(parent)
      ? parent.name.text
      : ts.isStringLiteralLike(parent.argumentExpression)
        ? parent.argumentExpression.text
        : '';
    const call = parent.parent;
    const isCall = ts.isCallExpression(call) && call.expression === parent;
    return isCall ? [{ name, call, doubt }] : [];
  });
  return calls.sort((a, b) => a.call.end - b.call.end);
}

/** `super(…)` makes what `this` is. */
export function isSuper(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword;
}

function ownThis(made: ts.Expression): readonly ts.Expression[] {
  const owner = isSuper(made) ? classAround(made) : null;
  if (owner === null) return [];
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.ThisKeyword && ts.isExpression(node)) found.push(node);
    const hasOwnThis =
      ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isClassLike(node);
    if (!hasOwnThis) ts.forEachChild(node, visit);
  };
  ts.forEachChild(owner, visit);
  return found;
}

/** An expression with what only the checker looks at around it. */
export function holderOf(node: ts.Expression): ts.Expression {
  let holder = node;
  while (ts.isExpression(holder.parent) && bare(holder.parent) === bare(holder))
    holder = holder.parent;
  return holder;
}

/** The call or the construction that an expression is the callee of. */
function callOf(node: ts.Expression): ts.Expression | null {
  const { parent } = node;
  const isCall = ts.isCallExpression(parent) || ts.isNewExpression(parent);
  return isCall && parent.expression === node ? parent : null;
}

/** What carries the word `export` of a declaration. */
function exportable(node: ts.Node): ts.Node {
  return ts.isVariableDeclaration(node) ? node.parent.parent : node;
}

/** What is given a value here is not read here. */
function isTarget(node: ts.Expression): boolean {
  return isAssignment(node.parent) && node.parent.left === node;
}

function hasInitializer(node: ts.Node): boolean {
  return (
    (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) &&
    node.initializer !== undefined
  );
}

/** A property that is not private, or a constant that is exported. */
function isReachable(node: ts.Node): boolean {
  if (ts.isPropertyDeclaration(node))
    return !ts.isPrivateIdentifier(node.name) && !hasModifier(node, ts.SyntaxKind.PrivateKeyword);
  return hasModifier(exportable(node), ts.SyntaxKind.ExportKeyword);
}

/** The parameter of a function of this file that an argument is given to. */
function parameterFor(
  call: ts.CallExpression,
  argument: ts.Expression,
): ts.ParameterDeclaration | null {
  const callee = functionOf(declarationOf(bare(call.expression)));
  const parameter = callee?.parameters[call.arguments.indexOf(argument)];
  return parameter !== undefined && ts.isIdentifier(parameter.name) ? parameter : null;
}

function functionOf(node: ts.Node | null): ts.SignatureDeclaration | null {
  if (node === null) return null;
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return node;
  const value =
    ts.isVariableDeclaration(node) && node.initializer !== undefined
      ? bare(node.initializer)
      : null;
  return value !== null && (ts.isArrowFunction(value) || ts.isFunctionExpression(value))
    ? value
    : null;
}

/** The function that gives an expression back, and what declares it. */
function returnedFrom(
  holder: ts.Expression,
): { readonly declaration: ts.Node | null; readonly name: string } | null {
  const { parent } = holder;
  const isBody = ts.isArrowFunction(parent) && parent.body === holder;
  if (!isBody && !ts.isReturnStatement(parent)) return null;
  let outer: ts.Node = parent;
  while (!ts.isFunctionLike(outer) && outer.parent !== undefined) outer = outer.parent;
  if (ts.isFunctionDeclaration(outer) || ts.isMethodDeclaration(outer))
    return { declaration: outer, name: outer.name?.getText() ?? '' };
  const own = outer.parent;
  return ts.isVariableDeclaration(own)
    ? { declaration: own, name: own.name.getText() }
    : { declaration: null, name: '' };
}

/** Looked at, or dropped: nothing else gets hold of it. */
function isHarmless(holder: ts.Expression): boolean {
  const { parent } = holder;
  return (
    ts.isExpressionStatement(parent) ||
    ts.isPropertyAccessExpression(parent) ||
    ts.isElementAccessExpression(parent) ||
    ts.isVoidExpression(parent) ||
    ts.isVariableDeclaration(parent)
  );
}
