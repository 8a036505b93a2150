import { ts } from 'ts-morph';
import { bare, nodesIn } from './parse.js';

/** What a name stands for in its file, as far as it is sure. */
export interface Definition {
  readonly name: string;
  /** A constant's value, or what a function returns. */
  readonly value: ts.Expression;
  readonly parameters: readonly ts.ParameterDeclaration[] | null;
  readonly exported: boolean;
  /** How often the name is used beside its own declaration. */
  readonly uses: number;
}

/** The names of a file that are defined once, never changed, and can be followed without types. */
export interface Names {
  readonly constants: ReadonlyMap<string, Definition>;
  readonly functions: ReadonlyMap<string, Definition>;
  /** Names that something is put into after they were made: `push`, an assignment to a part. */
  readonly changed: ReadonlySet<string>;
}

export function namesOf(file: ts.SourceFile): Names {
  const declared = new Map<string, number>();
  const uses = new Map<string, number>();
  const changed = new Set<string>();
  const constants = new Map<string, Omit<Definition, 'uses'>>();
  const functions = new Map<string, Omit<Definition, 'uses'>>();
  const exported = exportedNames(file);
  for (const node of nodesIn(file)) {
    const name = declaredName(node);
    if (name !== null) declared.set(name, (declared.get(name) ?? 0) + 1);
    const used = usedName(node);
    if (used !== null) uses.set(used, (uses.get(used) ?? 0) + 1);
    const touched = changedName(node);
    if (touched !== null) changed.add(touched);
    if (name === null) continue;
    const isExported = exported.has(name) || hasExport(node);
    const value = constantValue(node);
    const returned = returnedValue(node, value);
    if (returned !== null) functions.set(name, { name, exported: isExported, ...returned });
    else if (value !== null)
      constants.set(name, { name, value, parameters: null, exported: isExported });
  }
  const sure = (found: ReadonlyMap<string, Omit<Definition, 'uses'>>) =>
    new Map(
      [...found]
        .filter(([name]) => declared.get(name) === 1)
        .map(([name, own]) => [name, { ...own, uses: uses.get(name) ?? 0 }]),
    );
  return { constants: sure(constants), functions: sure(functions), changed };
}

function declaredName(node: ts.Node): string | null {
  const named =
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isBindingElement(node) ||
    ts.isImportSpecifier(node) ||
    ts.isNamespaceImport(node) ||
    ts.isImportClause(node) ||
    ts.isClassDeclaration(node);
  if (named) return node.name !== undefined && ts.isIdentifier(node.name) ? node.name.text : null;
  if (ts.isMethodDeclaration(node) && ts.isIdentifier(node.name)) return `this.${node.name.text}`;
  return null;
}

/** An identifier that is neither a declaration, nor a key, nor a part of something else. */
function usedName(node: ts.Node): string | null {
  if (ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword)
    return `this.${node.name.text}`;
  if (!ts.isIdentifier(node)) return null;
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return node.text;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node ? null : node.text;
  if (ts.isExportSpecifier(parent) || ts.isExportAssignment(parent)) return node.text;
  const isName = 'name' in parent && parent.name === node;
  return isName ? null : node.text;
}

/** The name whose value may be another after this: `x.push(…)`, `x.a = …`, `x[0] = …`, `delete x.a`. */
function changedName(node: ts.Node): string | null {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { expression, name } = node.expression;
    if (CHANGING.test(name.text)) return rootName(expression);
    const first = node.arguments[0];
    if (expression.getText() === 'Object' && name.text === 'assign' && first !== undefined)
      return rootName(first);
  }
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind))
    return rootName(node.left);
  return ts.isDeleteExpression(node) ? rootName(node.expression) : null;
}

const CHANGING = /^(?:push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|set|add)$/;

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function rootName(node: ts.Expression): string | null {
  let root = bare(node);
  while (ts.isPropertyAccessExpression(root) || ts.isElementAccessExpression(root))
    root = bare(root.expression);
  return ts.isIdentifier(root) ? root.text : null;
}

function constantValue(node: ts.Node): ts.Expression | null {
  if (!ts.isVariableDeclaration(node) || !ts.isVariableDeclarationList(node.parent)) return null;
  const isConst = (node.parent.flags & ts.NodeFlags.Const) !== 0;
  return isConst ? (node.initializer ?? null) : null;
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
  if (maker?.body === undefined || maker.asteriskToken !== undefined) return null;
  if (maker.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true)
    return null;
  const { parameters, body } = maker;
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

function hasExport(node: ts.Node): boolean {
  const holder = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  if (!ts.isVariableStatement(holder) && !ts.isFunctionDeclaration(holder)) return false;
  return holder.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}
