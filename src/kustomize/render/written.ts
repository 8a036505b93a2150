import { type Node, parseDocument } from 'yaml';
import { splitDocuments } from '../../files/scan/documents.js';
import type { Written } from '../../model/kustomize.js';
import type { Path, Value } from '../../model/value.js';
import { linesOf } from '../../text/lines.js';
import { placeIn } from '../../text/place.js';
import { toValue } from '../../yaml/to-value.js';

/** One document of a file or of an inline text: its value, and where its nodes are written. */
export interface Sheet {
  readonly value: Value;
  written(path: Path): Written;
}

/** The documents of a file that can be parsed; empty ones are left out. */
export function sheetsOf(
  path: string,
  text: string,
  sealed: string | null = null,
): readonly Sheet[] {
  const lines = linesOf(text);
  return splitDocuments(text).flatMap((slice): Sheet[] => {
    const own = text.slice(slice.start, slice.end);
    const document = parsed(own);
    if (document === null || document.value === null) return [];
    return [
      {
        value: document.value,
        written: (node) => ({
          path,
          sealed,
          at: { document: slice.index, path: node },
          place: placeIn(lines, path, slice.start + document.offsetOf(node)),
        }),
      },
    ];
  });
}

/** The documents of a text that stands at a node of another: its path goes on with their index. */
export function inlineSheets(text: string, outer: Written): readonly Sheet[] {
  return splitDocuments(text).flatMap((slice): Sheet[] => {
    const document = parsed(text.slice(slice.start, slice.end));
    if (document === null || document.value === null) return [];
    const path = [...outer.at.path, slice.index];
    return [
      {
        value: document.value,
        written: (node) => ({ ...outer, at: { ...outer.at, path: [...path, ...node] } }),
      },
    ];
  });
}

interface Parsed {
  readonly value: Value;
  offsetOf(node: Path): number;
}

function parsed(text: string): Parsed | null {
  try {
    const document = parseDocument(text, { merge: true, logLevel: 'error' });
    if (document.errors.length > 0) return null;
    const value = toValue(document);
    return {
      value,
      offsetOf(path) {
        const node = path.length === 0 ? document.contents : document.getIn(path, true);
        return (node as Node | null | undefined)?.range?.[0] ?? 0;
      },
    };
  } catch {
    // Alias bombs and nesting beyond the stack: as good as not parsable, and said by the reader.
    return null;
  }
}
