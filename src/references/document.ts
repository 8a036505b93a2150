import { type Document, isNode } from 'yaml';
import { boxKey } from '../manifest/kinds/kinds.js';
import type { Written } from '../model/kustomize.js';
import { nodeId } from '../model/node.js';
import type { Place } from '../model/source.js';
import { isMap, listAt, type Path, textAt, type ValueMap } from '../model/value.js';
import { linesOf } from '../text/lines.js';
import { placeIn } from '../text/place.js';
import { offsetAt, startOf } from '../yaml/nodes.js';
import { parsedText, valueIn } from '../yaml/read.js';
import { splitDocuments } from '../yaml/stream.js';

/** A document of a reference file, parsed only when somebody asks for its value. */
export interface ReferenceDocument {
  readonly path: string;
  /** In the stream. */
  readonly index: number;
  readonly text: string;
  /** The place of the first line that holds a text; of the document where none does. */
  placeOf(text: string): Place;
  /** The place of an offset in `text`. */
  placeAt(offset: number): Place;
  /** The object, or null for what is no map or cannot be parsed. */
  object(): ValueMap | null;
  /** The objects: the document itself, or the items of a List. */
  objects(): readonly ReferenceObject[];
}

/** One object of a document, with the places of what is in it. */
export interface ReferenceObject {
  /** Where it is written, as one word: however it is rendered. */
  readonly id: string;
  readonly document: ReferenceDocument;
  readonly kind: string;
  readonly apiVersion: string;
  /** As it is written. */
  readonly name: string;
  /** The same, and every name that kustomizations gave it, the last one last. */
  readonly names: readonly string[];
  readonly namespace: string;
  readonly value: ValueMap;
  /** The place of the node at a path, or of the nearest one above it. */
  at(path: Path): Place;
  /** The same for somebody who may write there; `readOnly`: why nobody may. */
  written(path: Path, readOnly: string | null): Written;
}

export function referenceDocuments(path: string, text: string): readonly ReferenceDocument[] {
  const lines = linesOf(text);
  return splitDocuments(text).map((slice) => {
    const own = text.slice(slice.start, slice.end);
    const placeAt = (offset: number): Place => placeIn(lines, path, slice.start + offset);
    const document: ReferenceDocument = {
      path,
      index: slice.index,
      text: own,
      placeAt,
      placeOf: (word) => placeAt(word === '' ? 0 : Math.max(own.indexOf(word), 0)),
      object() {
        const value = valueIn(own);
        return isMap(value) ? value : null;
      },
      objects() {
        const parsed = parsedText(own);
        if (parsed === null || !isMap(parsed.value)) return [];
        return objectsOf(document, parsed.value, parsed.tree);
      },
    };
    return document;
  });
}

function objectsOf(
  document: ReferenceDocument,
  value: ValueMap,
  tree: Document,
): readonly ReferenceObject[] {
  const start = isNode(tree.contents) ? startOf(tree.contents) : 0;
  const one = (own: ValueMap, prefix: Path): ReferenceObject => {
    const at = (path: Path): Place =>
      document.placeAt(offsetAt(tree, [...prefix, ...path]) ?? start);
    return {
      ...headOf(own),
      id: nodeId(document.path, { document: document.index, path: prefix }),
      document,
      at,
      written: (path, readOnly) => ({
        path: document.path,
        at: { document: document.index, path: [...prefix, ...path] },
        place: at(path),
        readOnly,
      }),
    };
  };
  const box = boxKey(textAt(value, ['apiVersion']) ?? '', textAt(value, ['kind']) ?? '');
  if (box === null) return [one(value, [])];
  return listAt(value, [box]).flatMap((item, index) =>
    isMap(item) ? [one(item, [box, index])] : [],
  );
}

/** What an object is called, as its reader wants to know it. */
export function headOf(
  value: ValueMap,
): Pick<ReferenceObject, 'kind' | 'apiVersion' | 'name' | 'names' | 'namespace' | 'value'> {
  const name = textAt(value, ['metadata', 'name']) ?? '';
  return {
    kind: textAt(value, ['kind']) ?? '',
    apiVersion: textAt(value, ['apiVersion']) ?? '',
    name,
    names: [name],
    namespace: textAt(value, ['metadata', 'namespace']) ?? '',
    value,
  };
}
