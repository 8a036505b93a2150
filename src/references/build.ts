import { isKustomization } from '../files/scan/kustomization.js';
import { isProgram } from '../files/scan/program.js';
import type { Sources } from '../kustomize/graph/paths.js';
import type { Graph } from '../kustomize/render/render.js';
import { emptyTree, type GrowingTree, type References, type Tree } from '../model/tree.js';
import { type ReferenceDocument, type ReferenceObject, referenceDocuments } from './document.js';
import { MADE, type ProgramReader, programReferences } from './programs.js';
import type { Reader } from './reader.js';
import { READERS, TEXT_READERS } from './readers/index.js';
import { isScript, objectKindsIn } from './reference-scan.js';
import { type Form, NOTHING_RENDERED, renderReferences } from './rendered.js';
import { mentions, type Terms } from './terms.js';
import { append, treesWithin } from './within.js';

export interface TreeRequest extends Sources {
  readonly paths: readonly string[];
  readonly terms: Terms;
  /** Programs that may make objects: the generated ones and most others make none. */
  readonly makers: ReadonlySet<string>;
  /** null: no program of the tree makes such objects. */
  readonly programs: ProgramReader | null;
  readonly graphOf: GraphOf;
  /** Files with pods that may lose a sidecar. */
  readonly pods: ReadonlySet<string>;
}

/** The kustomizations that lead to some files, and everything below them. */
export type GraphOf = (seeds: ReadonlySet<string>) => Graph;

/** Reads what may speak of the containers that would move, and parses only what mentions them. */
export function buildTree(request: TreeRequest): Tree {
  const { paths, terms, makers, programs, graphOf } = request;
  const files = new ParsedFiles(request);
  const rendered = paths.some(isKustomization)
    ? renderReferences(graphOf(seedsIn(request, files)), (path) => files.rendered(path))
    : NOTHING_RENDERED;
  const whole = emptyTree();
  const loose = emptyTree();
  for (const path of paths) {
    if (makers.has(path) && programs !== null) append(whole, files.made(path, programs), loose);
    for (const document of files.documents(path)) {
      for (const reader of TEXT_READERS)
        if (reader.matters(document, terms)) reader.add(whole, document, terms);
      const isPatch = rendered.patches.has(`${path}#${document.index}`);
      const readers = isPatch || isScript(path) ? [] : files.readersOf(document);
      for (const object of readers.length === 0 ? [] : files.objects(document)) {
        const said = files.said(object, readers);
        append(whole, said, ...(rendered.forms.has(object) ? [] : [loose]));
      }
    }
  }
  const known = new Map<Form, References>();
  const of = (form: Form): References => {
    const found = known.get(form) ?? files.said(form.object, readersFor(form.text, terms));
    known.set(form, found);
    return found;
  };
  for (const forms of rendered.forms.values()) for (const form of forms) append(whole, of(form));
  return { ...whole, ...treesWithin({ whole, rendered, loose, of }), own: new Set() };
}

/**
 * The pods, what speaks of them as it is written, and kustomizations with a word that would make it
 * speak of them.
 */
function seedsIn(
  { paths, pods, terms, read }: TreeRequest,
  files: ParsedFiles,
): ReadonlySet<string> {
  const speaks = (path: string): boolean =>
    isKustomization(path)
      ? mentions(read(path) ?? '', terms.labels) || mentions(read(path) ?? '', terms.ports)
      : files.documents(path).some((document) => files.readersOf(document).some(isRendered));
  return new Set([...pods, ...paths.filter((path) => !isScript(path) && speaks(path))]);
}

/** Files and their objects: each is looked at, and parsed, once. */
class ParsedFiles {
  private readonly files = new Map<string, readonly ReferenceDocument[]>();
  private readonly readers = new Map<ReferenceDocument, readonly Reader[]>();
  private readonly parsed = new Map<ReferenceDocument, readonly ReferenceObject[]>();
  private readonly paths: ReadonlySet<string>;

  constructor(private readonly sources: TreeRequest) {
    this.paths = new Set(sources.paths);
  }

  documents(path: string): readonly ReferenceDocument[] {
    const known = this.files.get(path);
    if (known !== undefined) return known;
    // What kustomize itself applies is followed, not only found (`compose/kustomize`).
    const text = isKustomization(path) ? null : this.sources.read(path);
    const documents = text === null ? [] : referenceDocuments(path, text);
    this.files.set(path, documents);
    return documents;
  }

  /** The readers for what a document holds, by a cheap look: its kinds, and the words in it. */
  readersOf(document: ReferenceDocument): readonly Reader[] {
    const known = this.readers.get(document);
    if (known !== undefined) return known;
    const kinds = isProgram(document.path) ? [] : objectKindsIn(document.text);
    const found = READERS.filter(
      (reader) =>
        kinds.some((kind) => reads(reader, kind)) &&
        reader.matters(document.text, this.sources.terms),
    );
    this.readers.set(document, found);
    return found;
  }

  objects(document: ReferenceDocument): readonly ReferenceObject[] {
    const known = this.parsed.get(document) ?? document.objects();
    this.parsed.set(document, known);
    return known;
  }

  /** The objects of a file that a kustomization renders: any patch may make them speak of a pod. */
  rendered(path: string): readonly ReferenceObject[] {
    if (!this.paths.has(path) || isProgram(path) || isScript(path)) return [];
    const documents = this.documents(path).filter(({ text }) =>
      objectKindsIn(text).some((kind) =>
        READERS.some((reader) => isRendered(reader) && reads(reader, kind)),
      ),
    );
    return documents
      .flatMap((document) => this.objects(document))
      .filter(({ kind }) => READERS.some((reader) => isRendered(reader) && reads(reader, kind)));
  }

  made(path: string, programs: ProgramReader): References {
    const { read, terms } = this.sources;
    const said = emptyTree();
    for (const object of programReferences(path, read(path) ?? '', programs))
      for (const reader of READERS)
        if (reads(reader, object.kind) && reader.matters(object.document.text, terms))
          reader.add(said, object, { ...this.sources, readOnly: () => MADE });
    return said;
  }

  said(object: ReferenceObject, readers: readonly Reader[]): References {
    const said: GrowingTree = emptyTree();
    for (const reader of readers)
      if (reads(reader, object.kind)) reader.add(said, object, this.sources);
    return said;
  }
}

function readersFor(text: string, terms: Terms): readonly Reader[] {
  return READERS.filter((reader) => isRendered(reader) && reader.matters(text, terms));
}

/** Whether what a kustomization makes of an object matters to its reader. */
function isRendered({ rendered }: Reader): boolean {
  return rendered === true;
}

function reads({ kinds }: Reader, kind: string): boolean {
  return kinds.some((own) => own === kind);
}
