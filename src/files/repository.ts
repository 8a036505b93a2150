import { createHash } from 'node:crypto';
import type { Input, InputFile } from '../model/input.js';
import type { Pod } from '../model/pod.js';
import type { Settings } from '../model/settings.js';
import type { Place, SourceFile } from '../model/source.js';
import type { Transform } from '../model/transform.js';
import { textOf } from './decode.js';
import { provenanceByText } from './discover/provenance.js';

/** A file that was read, by the hash of its text: the second pass refuses one that has changed since. */
export interface ReadFile {
  readonly file: InputFile;
  readonly hash: string;
}

export interface RepositoryRequest {
  readonly input: Input;
  readonly settings: Settings;
  /** Every file of the run, by path. */
  readonly given: ReadonlyMap<string, InputFile>;
  /** Reads YAML. */
  readonly transform: Transform;
}

/** The files of a run by name: each is read, decoded, hashed and parsed at most once. */
export class Repository {
  private readonly texts = new Map<string, string | null>();
  private readonly pods = new Map<string, readonly Pod[]>();
  private readonly found = new Map<string, ReadFile>();

  constructor(private readonly request: RepositoryRequest) {}

  readonly sources = {
    read: (path: string): string | null => this.text(path),
    readOnly: (path: string): string | null => this.readOnly(path),
    nameOf: (path: string): string => this.request.input.nameOf(path),
    objects: (path: string) => [
      ...new Set(this.podsOf(path).map(({ workload }) => workload.object)),
    ],
  };

  /** Files that were read here, for the second pass to read again. */
  get read(): ReadonlyMap<string, ReadFile> {
    return this.found;
  }

  /** Those of the survey, but those of files that were read here as they were read here. */
  podsWith(surveyed: readonly Pod[]): readonly Pod[] {
    const others = surveyed.filter(({ path }) => !this.pods.has(path));
    return [...others, ...[...this.pods.values()].flat()].sort(byPlace);
  }

  private text(path: string): string | null {
    const known = this.texts.get(path);
    if (known !== undefined) return known;
    const { given, input } = this.request;
    const file = given.get(path) ?? input.beside(path);
    const text = textOf(file);
    this.texts.set(path, text);
    if (file !== null && text !== null) this.found.set(path, { file, hash: hashOf(text) });
    return text;
  }

  private readOnly(path: string): string | null {
    if (!this.request.given.has(path))
      return 'the file is not part of this run (outside the given paths, filtered out, or a link): add it';
    const source = this.source(path);
    const { includeGenerated } = this.request.settings;
    const provenance = includeGenerated ? null : (source?.provenance ?? null);
    return provenance === null ? null : `it is ${provenance.kind}: ${provenance.why}`;
  }

  private podsOf(path: string): readonly Pod[] {
    const known = this.pods.get(path);
    if (known !== undefined) return known;
    const source = this.source(path);
    if (source === null) return [];
    const { transform, settings } = this.request;
    const reading = transform.read(source, { kinds: settings.customKinds, thorough: true });
    const own = transform.pods(reading);
    this.pods.set(path, own);
    return own;
  }

  private source(path: string): SourceFile | null {
    const text = this.text(path);
    const file = this.found.get(path)?.file;
    return text === null || file === undefined ? null : sourceOf(file, text);
  }
}

/** Other files of the tree, for a format that has to know what its file imports. */
export function besideOf(input: Input): (path: string) => string | null {
  // Each workload of a program asks for the same imports again.
  const known = new Map<string, string | null>();
  return (path) => {
    const found = known.get(path);
    if (found !== undefined) return found;
    const text = textOf(input.beside(path));
    known.set(path, text);
    return text;
  };
}

/** Why a text is not its owner's to edit is asked for only where it holds a pod. */
export function sourceOf(file: InputFile, text: string): SourceFile {
  const provenance = once(() => file.provenance ?? provenanceByText(text, file.path));
  return {
    path: file.path,
    text,
    get provenance() {
      return provenance();
    },
  };
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

interface Placed {
  readonly place: Place;
}

/** In the order of paths, and of lines in a file. */
export function byPlace({ place: a }: Placed, { place: b }: Placed): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.offset - b.offset;
}
