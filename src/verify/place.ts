import { isNode, type Node, parseAllDocuments } from 'yaml';
import type { Path } from '../model/value.js';
import { linesOf } from '../text/lines.js';
import { placeIn } from '../text/place.js';

/** A point in a text for a person to go to. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

/** Where a path of a YAML text leads, or as far as it leads there; null in a text that is none. */
export function spotOf(text: string, document: number, path: Path): Spot | null {
  if (document < 0) return null;
  const parsed = parseAllDocuments(text, { logLevel: 'silent' });
  const own = Array.isArray(parsed) ? parsed[document] : undefined;
  if (own === undefined || own.errors.length > 0) return null;
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = length === 0 ? own.contents : own.getIn(path.slice(0, length), true);
    const start = isNode(node) ? (node as Node).range?.[0] : undefined;
    if (start === undefined) continue;
    const { line, column } = placeIn(linesOf(text), '', start);
    return { line, column };
  }
  return null;
}
