import { ts } from 'ts-morph';
import { bare, nodesIn } from './parse.js';

export interface TypedValue {
  readonly type: ts.TypeNode;
  readonly value: ts.Expression;
}

/** What a declaration, an assertion or a function says the type of. */
export function valuesWithType(node: ts.Node): readonly TypedValue[] {
  const values = (
    type: ts.TypeNode | undefined,
    ...all: readonly (ts.Expression | undefined)[]
  ): readonly TypedValue[] =>
    type === undefined
      ? []
      : all.flatMap((value) => (value === undefined ? [] : [{ type, value: bare(value) }]));
  if (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node))
    return values(node.type, node.initializer);
  if (
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isTypeAssertionExpression(node)
  )
    return values(node.type, node.expression);
  if (!ts.isFunctionLike(node) || !('body' in node)) return [];
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return values(node.type, node.body);
  return values(node.type, ...returnsOf(node));
}

/** What a function gives back, at each of its ways out. */
function returnsOf(maker: ts.SignatureDeclaration): readonly (ts.Expression | undefined)[] {
  return [...nodesIn(maker)].flatMap((node) =>
    ts.isReturnStatement(node) && ts.findAncestor(node, ts.isFunctionLike) === maker
      ? [node.expression]
      : [],
  );
}

const WRAPPERS = /^(?:Partial|Required|Readonly|ReadonlyArray|Array|Promise|DeepPartial)$/;

/** The types that a type is made of: `Partial<V1Pod>`, `V1Pod | null`, `V1Pod[]`. */
export function typesIn(type: ts.TypeNode): readonly ts.TypeReferenceNode[] {
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type))
    return type.types.flatMap(typesIn);
  if (ts.isArrayTypeNode(type)) return typesIn(type.elementType);
  if (ts.isParenthesizedTypeNode(type) || ts.isTypeOperatorNode(type)) return typesIn(type.type);
  if (!ts.isTypeReferenceNode(type)) return [];
  const isWrapper = ts.isIdentifier(type.typeName) && WRAPPERS.test(type.typeName.text);
  return isWrapper ? (type.typeArguments ?? []).flatMap(typesIn) : [type];
}
