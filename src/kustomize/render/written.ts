import { type Document, isNode } from 'yaml';
import type { Written } from '../../model/kustomize.js';
import type { Path, Value } from '../../model/value.js';
import { linesOf } from '../../text/lines.js';
import { placeIn } from '../../text/place.js';
import { startOf } from '../../yaml/nodes.js';
import { parsedText } from '../../yaml/read.js';
import { splitDocuments } from '../../yaml/stream.js';

/** One document of a file or of an inline text: its value, and where its nodes are written. */
export interface WrittenDocument {
  readonly value: Value;
  written(path: Path): Written;
}

/** The documents of a file that can be parsed; empty ones are left out. */
export function writtenDocuments(
  path: string,
  text: string,
  readOnly: string | null = null,
): readonly WrittenDocument[] {
  const lines = linesOf(text);
  return splitDocuments(text).flatMap((slice): WrittenDocument[] => {
    const own = text.slice(slice.start, slice.end);
    const document = parsedText(own);
    if (document === null || document.value === null) return [];
    return [
      {
        value: document.value,
        written: (node) => ({
          path,
          readOnly,
          at: { document: slice.index, path: node },
          place: placeIn(lines, path, slice.start + offsetOf(document.tree, node)),
        }),
      },
    ];
  });
}

/** The documents of a text that stands at a node of another: its path goes on with their index. */
export function inlineSheets(text: string, outer: Written): readonly WrittenDocument[] {
  return splitDocuments(text).flatMap((slice): WrittenDocument[] => {
    const document = parsedText(text.slice(slice.start, slice.end));
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

function offsetOf(tree: Document, path: Path): number {
  const node: unknown = tree.getIn(path, true);
  return isNode(node) ? startOf(node) : 0;
}
