import { isMap, isNode, isScalar, parseDocument } from 'yaml';
import { splitDocuments } from '../../files/scan/documents.js';
import type { Place } from '../../model/source.js';
import type { Path, Value } from '../../model/value.js';
import { linesOf } from '../../text/lines.js';
import { placeIn } from '../../text/place.js';
import { toValue } from '../../yaml/to-value.js';

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
    const value = parsedOne(own)?.value;
    if (value === undefined) return null;
    // Trees are heavy, and few are asked: they are made again.
    const placeOf = (node: Path): Place =>
      placeIn(lines, path, start + (parsedOne(own)?.offsetOf(node) ?? 0));
    documents.push({ index, value, placeOf });
  }
  return documents;
}

interface ParsedOne {
  readonly value: Value;
  readonly offsetOf: (path: Path) => number;
}

function parsedOne(text: string): ParsedOne | null {
  try {
    const tree = parseDocument(text, { merge: true, logLevel: 'silent' });
    if (tree.errors.length > 0) return null;
    const value = toValue(tree);
    /** The nearest node on the way that is written there; a text counts by its lines. */
    const offsetOf = (path: Path): number => {
      for (let length = path.length; length > 0; length--) {
        const node = tree.getIn(path.slice(0, length), true);
        if (isScalar(node) && typeof node.value === 'string' && length < path.length) {
          const inner = parsedOne(node.value);
          const offset = inner?.offsetOf(path.slice(length + 1)) ?? 0;
          return lineBelow(text, node.range?.[0] ?? 0, node.value.slice(0, offset));
        }
        const parent = tree.getIn(path.slice(0, length - 1), true);
        const key = isMap(parent)
          ? parent.items.find((pair) => isScalar(pair.key) && pair.key.value === path[length - 1])
              ?.key
          : null;
        const start = rangeOf(key) ?? rangeOf(node);
        if (start !== null) return start;
      }
      return 0;
    };
    return { value, offsetOf };
  } catch {
    return null;
  }
}

function rangeOf(node: unknown): number | null {
  return isNode(node) ? (node.range?.[0] ?? null) : null;
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

/** The one document that values in a text are; null where they are none. */
export function parsedText(text: string): Value | null {
  const slices = splitDocuments(text);
  return slices.length === 1 ? (parsedOne(text)?.value ?? null) : null;
}
