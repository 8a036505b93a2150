import { ts } from 'ts-morph';
import { isAssignment, referencesIn } from '../workloads/references.js';
import { keyOf, nodesIn } from './parse.js';
import { holderOf, type Reach } from './reach.js';

const LISTS: ReadonlySet<string> = new Set(['containers', 'initContainers']);
/** Keys on the way to the lists. */
const WAY: ReadonlySet<string> = new Set(['spec', 'template', 'jobTemplate']);

/**
 * Where a program looks at the lists of a workload once it is made, or puts others in their place:
 * `pod.spec.containers[0]` means another container when one has gone, and a loop does not see it any more.
 */
export function lookAt({ references }: Reach): ts.Node | null {
  const seen = new Set<ts.Node>();
  const pending = references.map(({ node }) => node);
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const { look, parts } = lookFrom(node);
    if (look !== null) return look;
    for (const part of parts) {
      if (seen.has(part)) continue;
      seen.add(part);
      pending.push(...(referencesIn(part.getSourceFile()).byDeclaration.get(part) ?? []));
    }
  }
  return null;
}

interface Look {
  readonly look: ts.Node | null;
  /** Names that a part of the object is given. */
  readonly parts: readonly ts.Node[];
}

function lookFrom(node: ts.Expression): Look {
  const nothing: Look = { look: null, parts: [] };
  const found = (look: ts.Node): Look => ({ look, parts: [] });
  let outer = holderOf(node);
  for (let depth = 0; ; depth++) {
    const { parent } = outer;
    if (ts.isSpreadAssignment(parent) && ts.isIdentifier(node)) return found(parent);
    if (ts.isVariableDeclaration(parent) && parent.initializer === outer)
      return ts.isIdentifier(parent.name)
        ? { look: null, parts: depth > 0 ? [parent] : [] }
        : lookInto(parent.name);
    // `deployment.spec.apply((spec) => spec.template.spec.containers[0])` of Pulumi.
    if (ts.isCallExpression(parent) && parent.expression === outer) {
      const isApply = ts.isPropertyAccessExpression(outer) && outer.name.text === 'apply';
      const inner = isApply ? parent.arguments.find(mentionsList) : undefined;
      return inner === undefined ? nothing : found(inner);
    }
    const key = keyTaken(parent, outer);
    if (key === null || !ts.isExpression(parent)) return nothing;
    if (LISTS.has(key)) return found(parent);
    outer = holderOf(parent);
    const isReplaced = isAssignment(outer.parent) && outer.parent.left === outer;
    if (isReplaced) return WAY.has(key) ? found(outer.parent) : nothing;
  }
}

/** `const { spec, …rest } = pod`, and patterns within. */
function lookInto(pattern: ts.BindingPattern): Look {
  const parts: ts.Node[] = [];
  for (const element of pattern.elements) {
    if (!ts.isBindingElement(element)) continue;
    const key = takenBy(element);
    if (key === null || LISTS.has(key)) return { look: pattern.parent, parts: [] };
    if (!WAY.has(key)) continue;
    if (ts.isIdentifier(element.name)) parts.push(element);
    else {
      const inner = lookInto(element.name);
      if (inner.look !== null) return inner;
      parts.push(...inner.parts);
    }
  }
  return { look: null, parts };
}

/** The key that a name of a pattern takes; null: any. */
function takenBy(element: ts.BindingElement): string | null {
  if (element.dotDotDotToken !== undefined) return null;
  return keyOf(element.propertyName ?? (ts.isIdentifier(element.name) ? element.name : undefined));
}

/** The key that is taken of an expression; null where none is, or where it is computed. */
function keyTaken(parent: ts.Node, of: ts.Expression): string | null {
  if (ts.isPropertyAccessExpression(parent) && parent.expression === of) return parent.name.text;
  if (!ts.isElementAccessExpression(parent) || parent.expression !== of) return null;
  return ts.isStringLiteralLike(parent.argumentExpression) ? parent.argumentExpression.text : null;
}

/** Whether code takes one of the lists of something. */
export function mentionsList(node: ts.Node): boolean {
  for (const inner of nodesIn(node)) {
    if (ts.isPropertyAccessExpression(inner) && LISTS.has(inner.name.text)) return true;
    if (!ts.isBindingElement(inner)) continue;
    const key = takenBy(inner);
    if (key === null || LISTS.has(key)) return true;
  }
  return false;
}
