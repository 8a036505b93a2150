import { ts } from 'ts-morph';
import { declarationOf, hasModifier } from './binding.js';
import { bare, nodesIn } from './parse.js';

/** What a name stands for, as far as it is sure. */
export interface Definition {
  readonly name: string;
  readonly declaration: ts.Node;
  /** A constant's value, or what a function returns. */
  readonly value: ts.Expression;
  readonly parameters: readonly ts.ParameterDeclaration[] | null;
  readonly exported: boolean;
  /** How often the name is used beside its own declaration. */
  readonly uses: number;
}

/** What the names of a file stand for that have one value, and can be followed without types. */
export interface Names {
  /** By what declares it: `declarationOf`. */
  readonly definitions: ReadonlyMap<ts.Node, Definition>;
  /** What other files can import, by its name here. */
  readonly exported: ReadonlyMap<string, Definition>;
  /** Declared things that are something else after they were made: `push`, an assignment to a part. */
  readonly changed: ReadonlySet<ts.Node>;
}

export function namesOf(file: ts.SourceFile): Names {
  const uses = new Map<ts.Node, number>();
  const members = new Map<string, number>();
  const changed = new Set<ts.Node>();
  const found: Omit<Definition, 'uses'>[] = [];
  const exported = exportedNames(file);
  for (const node of nodesIn(file)) {
    if (ts.isPropertyAccessExpression(node)) {
      const { text } = node.name;
      members.set(text, (members.get(text) ?? 0) + 1);
    }
    const used = isUse(node) ? declarationOf(node) : null;
    if (used !== null) uses.set(used, (uses.get(used) ?? 0) + 1);
    for (const touched of changedBy(node)) if (touched !== null) changed.add(touched);
    const name = definedName(node);
    if (name === null) continue;
    const value = initialValue(node);
    const returned = returnedValue(node, value);
    const own = { name, declaration: node, exported: isExported(node, exported) };
    if (returned !== null) found.push({ ...own, ...returned });
    else if (value !== null) found.push({ ...own, value, parameters: null });
  }
  const definitions = new Map(
    found.map((own): [ts.Node, Definition] => {
      const { declaration, name } = own;
      const count = isMember(declaration) ? (members.get(name) ?? 0) : (uses.get(declaration) ?? 0);
      return [declaration, { ...own, uses: count }];
    }),
  );
  const outside = [...definitions.values()].filter(
    ({ exported: is, declaration }) => is && !isMember(declaration),
  );
  return { definitions, exported: new Map(outside.map((own) => [own.name, own])), changed };
}

function definedName(node: ts.Node): string | null {
  const named =
    ts.isVariableDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isEnumMember(node);
  if (!named || node.name === undefined) return null;
  return ts.isIdentifier(node.name) || ts.isPrivateIdentifier(node.name) ? node.name.text : null;
}

function isMember(node: ts.Node): boolean {
  return ts.isMethodDeclaration(node) || ts.isPropertyDeclaration(node);
}

/** An identifier that is neither a declaration, nor a key, nor a part of something else. */
function isUse(node: ts.Node): node is ts.Identifier {
  if (!ts.isIdentifier(node)) return false;
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isPropertyAccessExpression(parent)) return parent.name !== node;
  if (ts.isExportSpecifier(parent) || ts.isExportAssignment(parent)) return true;
  return !('name' in parent && parent.name === node);
}

/** What may be another after this: `x` in `x.push(…)`, `x.a = …`, `[x] = …`, `delete x.a`, `x++`. */
function changedBy(node: ts.Node): readonly (ts.Node | null)[] {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { expression, name } = node.expression;
    if (CHANGING.test(name.text)) return [rootOf(expression)];
    const first = node.arguments[0];
    if (expression.getText() === 'Object' && name.text === 'assign' && first !== undefined)
      return [rootOf(first)];
  }
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind))
    return targets(node.left);
  if ((ts.isForOfStatement(node) || ts.isForInStatement(node)) && ts.isExpression(node.initializer))
    return targets(node.initializer);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const { operator } = node;
    const steps =
      operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
    return steps ? [rootOf(node.operand)] : [];
  }
  return ts.isDeleteExpression(node) ? [rootOf(node.expression)] : [];
}

/** What an assignment gives a value to: each name of a pattern. */
function targets(left: ts.Expression): readonly (ts.Node | null)[] {
  const node = bare(left);
  if (!ts.isArrayLiteralExpression(node) && !ts.isObjectLiteralExpression(node))
    return [rootOf(node)];
  return [...nodesIn(node)].flatMap((inner) => (isUse(inner) ? [declarationOf(inner)] : []));
}

const CHANGING = /^(?:push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|set|add)$/;

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** What declares the outermost thing that an expression reaches into: `x` of `x.a[0].b`. */
function rootOf(node: ts.Expression): ts.Node | null {
  let root = bare(node);
  for (;;) {
    const declared = declarationOf(root);
    if (declared !== null) return declared;
    if (!ts.isPropertyAccessExpression(root) && !ts.isElementAccessExpression(root)) return null;
    root = bare(root.expression);
  }
}

/** The value that a variable, a property or a member of an enum begins with. */
function initialValue(node: ts.Node): ts.Expression | null {
  if (ts.isVariableDeclaration(node))
    return ts.isVariableDeclarationList(node.parent) ? (node.initializer ?? null) : null;
  if (ts.isPropertyDeclaration(node) || ts.isEnumMember(node)) return node.initializer ?? null;
  return null;
}

type Returned = Pick<Definition, 'value' | 'parameters'>;

/** What a function gives back, where it has one way out. */
function returnedValue(node: ts.Node, constant: ts.Expression | null): Returned | null {
  const value = constant === null ? null : bare(constant);
  const maker =
    value !== null && (ts.isArrowFunction(value) || ts.isFunctionExpression(value))
      ? value
      : ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)
        ? node
        : null;
  return maker === null ? null : returnedBy(maker);
}

function returnedBy(
  maker: ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration | ts.MethodDeclaration,
): Returned | null {
  const { parameters, body } = maker;
  if (body === undefined || maker.asteriskToken !== undefined) return null;
  if (hasModifier(maker, ts.SyntaxKind.AsyncKeyword)) return null;
  if (!ts.isBlock(body)) return { value: body, parameters };
  const last = body.statements.at(-1);
  if (last === undefined || !ts.isReturnStatement(last) || last.expression === undefined)
    return null;
  let returns = 0;
  for (const inner of nodesIn(body)) if (ts.isReturnStatement(inner)) returns++;
  return returns === 1 ? { value: last.expression, parameters } : null;
}

function exportedNames(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of file.statements) {
    if (ts.isExportAssignment(statement) && ts.isIdentifier(statement.expression))
      names.add(statement.expression.text);
    const clause = ts.isExportDeclaration(statement) ? statement.exportClause : undefined;
    if (clause !== undefined && ts.isNamedExports(clause))
      for (const { name, propertyName } of clause.elements) names.add((propertyName ?? name).text);
  }
  return names;
}

function isExported(node: ts.Node, names: ReadonlySet<string>): boolean {
  // A property that is not private can be reached, and given another value, from anywhere.
  if (ts.isPropertyDeclaration(node))
    return !ts.isPrivateIdentifier(node.name) && !hasModifier(node, ts.SyntaxKind.PrivateKeyword);
  if (ts.isMethodDeclaration(node) || ts.isEnumMember(node)) return false;
  const holder = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  if (!ts.isSourceFile(holder.parent)) return false;
  if (hasModifier(holder, ts.SyntaxKind.ExportKeyword)) return true;
  return (
    (ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node)) &&
    node.name !== undefined &&
    ts.isIdentifier(node.name) &&
    names.has(node.name.text)
  );
}
