import type { Input } from '../model/input.js';
import type { Pod } from '../model/pod.js';
import type { Settings } from '../model/settings.js';
import type { Place, SourceFile } from '../model/source.js';
import type { Transform } from '../model/transform.js';
import { hashOf, type Survey, type Surveyed, sourceOf } from '../run/survey.js';
import { decode } from './decode.js';

interface Placed {
  readonly place: Place;
}

export interface ShelfRequest {
  readonly input: Input;
  readonly settings: Settings;
  readonly survey: Survey;
}

/** The files of a run by name: each is read, and parsed, at most once. */
export class Shelf {
  private readonly texts = new Map<string, string | null>();
  private readonly fragments = new Map<string, readonly Pod[]>();
  private readonly found = new Map<string, Surveyed>();

  constructor(
    private readonly request: ShelfRequest,
    private readonly transform: Transform,
  ) {}

  readonly sources = {
    read: (path: string): string | null => this.read(path),
    sealed: (path: string): string | null => this.sealed(path),
    nameOf: (path: string): string => this.request.input.nameOf(path),
    objects: (path: string) => [
      ...new Set(this.fragmentsOf(path).map(({ workload }) => workload.object)),
    ],
  };

  /** Files that were read here, for the second pass to read again. */
  get surveyed(): ReadonlyMap<string, Surveyed> {
    return this.found;
  }

  /** Those of the survey, but those of files that were read here as they were read here. */
  fragmentsWith(surveyed: readonly Pod[]): readonly Pod[] {
    const others = surveyed.filter(({ path }) => !this.fragments.has(path));
    return [...others, ...[...this.fragments.values()].flat()].sort(byPlace);
  }

  private read(path: string): string | null {
    const known = this.texts.get(path);
    if (known !== undefined) return known;
    const file = this.request.survey.given.get(path) ?? this.request.input.beside(path);
    const bytes = file?.load();
    const text = bytes instanceof Uint8Array ? decode(bytes, path) : null;
    const own = typeof text === 'string' ? text : null;
    this.texts.set(path, own);
    if (file !== null && own !== null) this.found.set(path, { file, hash: hashOf(own) });
    return own;
  }

  private sealed(path: string): string | null {
    const file = this.request.survey.given.get(path);
    if (file === undefined)
      return 'it is no file of this run (outside of the given paths, filtered out, or a link): give it too';
    const source = this.sourceOf(path);
    const { includeGenerated } = this.request.settings;
    const provenance = includeGenerated ? null : (source?.provenance ?? null);
    return provenance === null ? null : `it is ${provenance.kind}: ${provenance.why}`;
  }

  private fragmentsOf(path: string): readonly Pod[] {
    const known = this.fragments.get(path);
    if (known !== undefined) return known;
    const source = this.sourceOf(path);
    if (source === null) return [];
    const kinds = this.request.settings.customKinds;
    const reading = this.transform.read(source, { kinds, thorough: true });
    const own = this.transform.pods(reading);
    this.fragments.set(path, own);
    return own;
  }

  private sourceOf(path: string): SourceFile | null {
    const text = this.read(path);
    const file = this.found.get(path)?.file;
    return text === null || file === undefined ? null : sourceOf(file, text);
  }
}

/** In the order of paths, and of lines in a file. */
export function byPlace({ place: a }: Placed, { place: b }: Placed): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.offset - b.offset;
}
