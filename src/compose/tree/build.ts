import { emptyTree, type Tree } from '../../model/tree.js';
import { isProgram } from '../../scan/program.js';
import type { Sources } from '../kustomize/paths.js';
import { type ReferenceDocument, referenceDocuments } from './document.js';
import { MADE, type ProgramReader, programReferences } from './programs.js';
import type { Reader } from './reader.js';
import { READERS, TEXT_READERS } from './readers/index.js';
import { isKustomization, isScript } from './reference-scan.js';
import type { Terms } from './terms.js';

export interface TreeRequest extends Sources {
  readonly paths: readonly string[];
  readonly terms: Terms;
  /** null: no program of the tree makes such objects. */
  readonly programs: ProgramReader | null;
}

/** Reads what may speak of the containers that would move, and parses only what mentions them. */
export function buildTree({ paths, terms, programs, ...sources }: TreeRequest): Tree {
  const tree = emptyTree();
  for (const path of paths) {
    // What kustomize itself applies is followed, not only found (`compose/kustomize`).
    const text = isKustomization(path) ? null : sources.read(path);
    if (text === null) continue;
    const made =
      isProgram(path) && programs !== null ? programReferences(path, text, programs) : [];
    for (const object of made)
      for (const reader of READERS)
        if (reads(reader, object.kind) && reader.matters(object.document.text, terms))
          reader.add(tree, object, { ...sources, sealed: () => MADE });
    for (const document of referenceDocuments(path, text)) {
      for (const reader of TEXT_READERS)
        if (reader.matters(document, terms)) reader.add(tree, document, terms);
      const readers = isScript(path) ? [] : readersOf(document, terms);
      for (const object of readers.length === 0 ? [] : document.objects())
        for (const reader of readers)
          if (reads(reader, object.kind)) reader.add(tree, object, sources);
    }
  }
  return tree;
}

const KIND = /(?<![\w-])kind["']?\s{0,9}:\s{0,9}["']?(\w+)/g;

/** The readers for what a document holds, by a cheap look: its kinds, and the words in it. */
function readersOf({ text }: ReferenceDocument, terms: Terms): readonly Reader[] {
  const kinds = [...text.matchAll(KIND)].map((match) => match[1] ?? '');
  return READERS.filter(
    (reader) => kinds.some((kind) => reads(reader, kind)) && reader.matters(text, terms),
  );
}

function reads({ kinds }: Reader, kind: string): boolean {
  return kinds.some((own) => own === kind);
}
