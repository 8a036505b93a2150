import { isScalar } from 'yaml';
import type { Place } from '../../model/source.js';
import type { Path, Value } from '../../model/value.js';
import { linesOf } from '../../text/lines.js';
import { placeIn } from '../../text/place.js';
import { offsetAt, startOf } from '../../yaml/nodes.js';
import { type ParsedText, parsedText, valueIn } from '../../yaml/read.js';
import { splitDocuments } from '../../yaml/stream.js';

/** A document of a file, with places where a person finds its nodes. */
export interface ParsedDocument {
  /** As fragments count documents. */
  readonly index: number;
  readonly value: Value;
  placeOf(path: Path): Place;
}

/** The documents of a text; null where one of them cannot be read. */
export function parsedDocuments(path: string, text: string): readonly ParsedDocument[] | null {
  const lines = linesOf(text);
  const documents: ParsedDocument[] = [];
  for (const { index, start, end } of splitDocuments(text)) {
    const own = text.slice(start, end);
    const value = valueIn(own);
    if (value === undefined) return null;
    // Trees are heavy, and few are asked: they are made again.
    const placeOf = (node: Path): Place => {
      const parsed = parsedText(own);
      return placeIn(lines, path, start + (parsed === null ? 0 : offsetOf(parsed, own, node)));
    };
    documents.push({ index, value, placeOf });
  }
  return documents;
}

/**
 * Where a person finds a node, or the nearest one on the way that is written there. A text that holds
 * values counts by its lines.
 */
function offsetOf({ tree }: ParsedText, text: string, path: Path): number {
  for (let length = path.length - 1; length > 0; length--) {
    const node = tree.getIn(path.slice(0, length), true);
    if (!isScalar(node) || typeof node.value !== 'string') continue;
    const inner = parsedText(node.value);
    const offset = inner === null ? 0 : offsetOf(inner, node.value, path.slice(length + 1));
    return lineBelow(text, startOf(node), node.value.slice(0, offset));
  }
  return offsetAt(tree, path) ?? 0;
}

/** Behind a header at an offset, as many lines below as a part of the text has. */
function lineBelow(text: string, header: number, part: string): number {
  let at = header;
  if (/[|>]/.test(text[header] ?? '')) at = text.indexOf('\n', at) + 1;
  for (const _ of part.matchAll(/\n/g)) {
    const next = text.indexOf('\n', at) + 1;
    if (next === 0) break;
    at = next;
  }
  return at;
}
