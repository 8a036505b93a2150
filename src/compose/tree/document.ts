import { parseDocument } from 'yaml';
import type { Place } from '../../model/source.js';
import { isMap, type Value, type ValueMap } from '../../model/value.js';
import { splitDocuments } from '../../scan/documents.js';
import { linesOf } from '../../source/lines.js';
import { placeIn } from '../../source/place.js';

/** A document of a reference file, parsed only when somebody asks for its value. */
export interface ReferenceDocument {
  readonly path: string;
  readonly text: string;
  /** The place of the first line that holds a text; of the document where none does. */
  placeOf(text: string): Place;
  /** The object, or null for what is no map or cannot be parsed. */
  object(): ValueMap | null;
}

export function referenceDocuments(path: string, text: string): readonly ReferenceDocument[] {
  const lines = linesOf(text);
  return splitDocuments(text).map((slice) => {
    const own = text.slice(slice.start, slice.end);
    return {
      path,
      text: own,
      placeOf(word) {
        const offset = word === '' ? -1 : own.indexOf(word);
        return placeIn(lines, path, slice.start + Math.max(offset, 0));
      },
      object() {
        const value = parseValue(own);
        return isMap(value) ? value : null;
      },
    };
  });
}

/** A YAML or JSON text as a value; undefined where it cannot be parsed. */
export function parseValue(text: string): Value | undefined {
  try {
    const document = parseDocument(text, { merge: true, logLevel: 'silent' });
    return document.errors.length > 0
      ? undefined
      : (document.toJS({ maxAliasCount: 100 }) as Value);
  } catch {
    // Alias bombs and nesting beyond the stack: as good as not parsable, and said by the reader.
    return undefined;
  }
}
