import type { Document, ParsedNode } from 'yaml';
import type { Value } from '../model/value.js';
import type { Lines } from '../text/lines.js';

/** A comment of a document: its text behind the `#`, and the offset of the `#` in the document. */
export interface Comment {
  readonly text: string;
  readonly offset: number;
}

/** One parsed document. Offsets in it are those of its own text, `base` less than the file's. */
export interface YamlDocument {
  readonly index: number;
  readonly base: number;
  readonly lines: Lines;
  readonly tree: Document.Parsed<ParsedNode>;
  readonly value: Value;
  readonly comments: readonly Comment[];
}
