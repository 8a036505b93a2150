import type { Sources } from '../kustomize/graph/paths.js';
import type { GrowingTree } from '../model/tree.js';
import type { ReferenceDocument, ReferenceObject } from './document.js';
import type { ReferenceKind } from './reference-scan.js';
import type { Terms } from './terms.js';

/** Reads the objects of some kinds into the index. */
export interface Reader {
  readonly kinds: readonly ReferenceKind[];
  /** What kustomizations make of them matters, not what is written. */
  readonly rendered?: true;
  /** A look at the text before the parser's: most objects say nothing of what would move. */
  readonly matters: (text: string, terms: Terms) => boolean;
  readonly add: (tree: GrowingTree, object: ReferenceObject, sources: Sources) => void;
}

/** Reads what stands in any file, whatever it is an object of: nothing is parsed for it. */
export interface TextReader {
  readonly matters: (document: ReferenceDocument, terms: Terms) => boolean;
  readonly add: (tree: GrowingTree, document: ReferenceDocument, terms: Terms) => void;
}
