import { ts } from 'ts-morph';
import type { Caveat } from '../../src/model/pod.js';
import { textAt } from '../../src/model/value.js';
import { evaluate } from './evaluate.js';
import { originOf } from './origins.js';
import { nodesIn, short } from './parse.js';
import type { Scope } from './scope.js';
import { allContainers, type Site } from './site.js';

/** patches in the same file that count containers: they hit another one once one has gone. */
export function patchCaveats(site: Site): readonly Caveat[] {
  const names = allContainers(site).map(({ value }) => textAt(value, ['name']) ?? '');
  return patchesIn(site.scope).flatMap((patch) =>
    names.flatMap((name, index): readonly Caveat[] => {
      const said = name === '' ? null : sentence(patch, name, index, names.length);
      return said === null ? [] : [{ code: 'SM513', container: name, ...said }];
    }),
  );
}

type Said = Pick<Caveat, 'severity' | 'message' | 'remedy'>;

function sentence(patch: Patch, name: string, index: number, count: number): Said | null {
  const remedy = 'write the patch into the object itself, or move the container by hand';
  if (patch.path === null) {
    const severity = /ontainer/.test(patch.code) ? 'block' : 'warn';
    const message = `JsonPatch with the path ${patch.code}: if it counts containers, it would hit another one without ${name}`;
    return {
      severity,
      message,
      remedy: severity === 'block' ? remedy : `${remedy}; else accept SM513`,
    };
  }
  const match = /\/containers(?:\/(\d+|-))?(?:\/|$)/.exec(patch.path);
  if (match === null) return null;
  const [, step] = match;
  const patched = step === undefined || step === '-' ? count : Number(step);
  if (index > patched) return null;
  const message =
    step === undefined
      ? `JsonPatch ${patch.path} is for the list as a whole, and ${name} would not be in it`
      : `JsonPatch ${patch.path} counts containers: without ${name} it would hit another`;
  return { severity: 'block', message, remedy };
}

/** Patches that add containers: nobody looks at those. */
export function containersAdded(scope: Scope): readonly ts.Node[] {
  return patchesIn(scope).flatMap(({ node, operation, path }) =>
    operation === 'add' && path !== null && /\/containers(?:\/(?:\d+|-))?$/.test(path)
      ? [node]
      : [],
  );
}

interface Patch {
  readonly node: ts.Node;
  readonly operation: string;
  /** null: it is computed. */
  readonly path: string | null;
  readonly code: string;
}

/** The paths of `JsonPatch.replace(…)` and its like. */
function patchesIn(scope: Scope): readonly Patch[] {
  const { file } = scope;
  if (!file.text.includes('JsonPatch')) return [];
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
        path: typeof value === 'string' ? value : null,
        code: short(argument),
      };
    });
  });
}
