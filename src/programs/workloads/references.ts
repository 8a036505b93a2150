import { ts } from 'ts-morph';
import { push } from '../../model/groups.js';
import { declarationOf } from '../syntax/binding.js';
import { nodesIn } from '../syntax/parse.js';

export interface References {
  /** Expressions that name what is declared, by what declares it. */
  readonly byDeclaration: ReadonlyMap<ts.Node, readonly ts.Expression[]>;
  /** Values that are put into a variable or a property after its declaration. */
  readonly assigned: ReadonlyMap<ts.Node, readonly ts.Expression[]>;
}

const known = new WeakMap<ts.SourceFile, References>();

/** Every reference of a file, looked up once. */
export function referencesIn(file: ts.SourceFile): References {
  const found = known.get(file);
  if (found !== undefined) return found;
  const byDeclaration = new Map<ts.Node, ts.Expression[]>();
  const assigned = new Map<ts.Node, ts.Expression[]>();
  for (const node of nodesIn(file)) {
    if (isAssignment(node)) {
      const target = declarationOf(node.left);
      if (target !== null) push(assigned, target, node.right);
    }
    if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) continue;
    if (ts.isIdentifier(node) && isNameOf(node)) continue;
    const declaration = declarationOf(node);
    if (declaration !== null && declaration !== node.parent) push(byDeclaration, declaration, node);
  }
  const references = { byDeclaration, assigned };
  known.set(file, references);
  return references;
}

/** `left = right`. */
export function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

function isNameOf(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent) || ts.isExportAssignment(parent)) return false;
  return 'name' in parent && parent.name === node;
}
