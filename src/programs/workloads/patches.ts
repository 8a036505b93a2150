import { ts } from 'ts-morph';
import { evaluate } from '../evaluate/evaluate.js';
import { originOf } from '../syntax/origins.js';
import { nodesIn, short } from '../syntax/parse.js';
import type { Scope } from '../syntax/scope.js';

/** Patches that add containers: nobody looks at those. */
export function containersAdded(scope: Scope): readonly ts.Node[] {
  return patchesIn(scope).flatMap(({ node, operation, path }) =>
    operation === 'add' && path !== null && /\/containers(?:\/(?:\d+|-))?$/.test(path)
      ? [node]
      : [],
  );
}

export interface Patch {
  readonly node: ts.CallExpression;
  readonly operation: string;
  /** What says the path. */
  readonly argument: ts.Expression;
  /** null: it is computed. */
  readonly path: string | null;
  readonly code: string;
  readonly scope: Scope;
}

export const PATCH_WORD = 'JsonPatch';

export function mayPatch({ file }: Scope): boolean {
  return file.text.includes(PATCH_WORD);
}

/** The paths of `JsonPatch.replace(…)` and its like. */
export function patchesIn(scope: Scope): readonly Patch[] {
  const { file } = scope;
  if (!mayPatch(scope)) return [];
  return [...nodesIn(file)].flatMap((node): readonly Patch[] => {
    if (!ts.isCallExpression(node)) return [];
    const [type, operation] = originOf(node.expression, scope)?.names.slice(-2) ?? [];
    if (type !== 'JsonPatch' || operation === undefined) return [];
    const paths = node.arguments.slice(0, /^(?:copy|move)$/.test(operation) ? 2 : 1);
    return paths.map((argument) => {
      const value = evaluate(argument, scope);
      return {
        node,
        operation,
        argument,
        path: typeof value === 'string' ? value : null,
        code: short(argument),
        scope,
      };
    });
  });
}
