import { type Document, isAlias, isCollection, isNode, isPair, isScalar } from 'yaml';
import type { Value } from '../model/value.js';

/** Aliases that would make more of one anchor than this are an attack, not a manifest. */
const MOST_ALIASES = 100;

/** Far beyond any object, and within what every walk over values can hold. */
const DEEPEST = 500;

/** An alias inside of what its own anchor names: its value would have no end. */
export class EndlessAlias extends Error {
  constructor(
    readonly anchor: string,
    /** Of the alias, in the text of its document. */
    readonly offset: number,
  ) {
    super(`the alias *${anchor} is inside its own anchor &${anchor}`);
  }
}

/**
 * The plain value of a document.
 *
 * @throws {EndlessAlias} where a value would hold itself (Kubernetes: anchor value contains itself).
 * @throws {RangeError} for nesting beyond any object; what `yaml` throws for alias bombs and merges.
 */
export function toValue(tree: Document): Value {
  mustEnd(tree.contents, [], new Map());
  return tree.toJS({ maxAliasCount: MOST_ALIASES }) as Value;
}

/** Walks in the order of the text, since an anchor may be given again. */
function mustEnd(node: unknown, above: unknown[], anchors: Map<string, unknown>): void {
  if (above.length > DEEPEST) throw new RangeError('nested too deeply');
  if (isPair(node)) {
    mustEnd(node.key, above, anchors);
    mustEnd(node.value, above, anchors);
    return;
  }
  if (isAlias(node)) {
    if (above.includes(anchors.get(node.source)))
      throw new EndlessAlias(node.source, node.range?.[0] ?? 0);
    return;
  }
  if (!isNode(node)) return;
  if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined)
    anchors.set(node.anchor, node);
  if (!isCollection(node)) return;
  above.push(node);
  for (const item of node.items) mustEnd(item, above, anchors);
  above.pop();
}
