import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { Input, InputFile } from '../../model/input.js';
import type { Problem, Provenance } from '../../model/source.js';
import { textOf } from '../decode.js';
import { isKustomization } from '../scan/kustomization.js';
import type { Files } from './disk.js';
import { anyGlob, globParts, pathGlob } from './globs.js';
import { gitRoot, homesOf, outermost, topOf } from './homes.js';
import type { IgnoreRules } from './ignores.js';
import { findJournals } from './journals.js';
import { type Peek, provenanceByPath } from './provenance.js';
import { rulesAbove } from './rules-above.js';
import { isWithin, surroundings } from './surroundings.js';
import { type Walked, walk } from './walk.js';
import { isManifest, isReferring, mayHoldContainers } from './wanted.js';

export interface DiskRequest {
  readonly files: Files;
  readonly cwd: string;
  /** Files, folders and globs, as given. */
  readonly paths: readonly string[];
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly gitignore: boolean;
}

/** A run's files on a disk. */
export interface DiskInput extends Input {
  /** Printed paths that were given by name: failing on them is an error. */
  readonly named: ReadonlySet<string>;
  /** Where a printed path is on disk, links resolved. */
  absolute(path: string): string;
  /** Globs of --include that no file has matched so far. */
  idle(): readonly string[];
  /** The folders that the run belongs to, links resolved: the repositories of its paths, and the working folder. */
  readonly roots: readonly string[];
  /** Journals that earlier runs left in the folders given, or above them in the same root. */
  journals(): readonly string[];
}

/** One of tens of thousands: what is seldom asked for is worked out when it is. */
class DiskFile implements InputFile {
  constructor(
    readonly path: string,
    private readonly absolute: string,
    readonly named: boolean,
    private readonly files: Files,
    private readonly peek: Peek,
  ) {}

  get provenance(): Provenance | null {
    return provenanceByPath(this.path, this.peek);
  }

  load(): Uint8Array | Problem {
    return this.files.read(this.absolute, this.path);
  }
}

export function diskInput(request: DiskRequest): DiskInput {
  return new DiskTree(request);
}

class DiskTree implements DiskInput {
  readonly named = new Set<string>();
  readonly roots: readonly string[];
  private readonly cache = new Map<string, string | null>();
  // A kustomization that is a link is read where it stands: its paths are counted from there.
  private readonly links = new Map<string, Walked>();
  private readonly root: string | null;
  /** The working folder and its repository, links resolved: paths are told from these. */
  private readonly own: readonly string[];
  private readonly unmatched: Set<string>;
  private readonly wants: (path: string) => boolean;
  private readonly asked: readonly string[];
  /** Repositories that the paths lie in; a path outside of any stands for itself. */
  private readonly tops: readonly string[];
  /** What is looked at beside the paths; links are followed in the paths' own trees only. */
  private readonly around: readonly string[];
  // Several look there, and each walk costs as much as the first.
  private others: readonly InputFile[] | null = null;

  constructor(private readonly request: DiskRequest) {
    const { files, cwd, paths } = request;
    const root = gitRoot(files, cwd);
    this.root = root;
    this.own = [cwd, root ?? cwd].flatMap((folder) => files.real(folder) ?? []);
    this.unmatched = new Set(request.include);
    this.wants = wantsOf(request, this.unmatched);
    this.asked = (paths.length === 0 ? ['.'] : paths).map((text) => resolve(cwd, text));
    this.tops = [...new Set(this.asked.map((path) => gitRoot(files, path) ?? path))];
    this.roots = homesOf(files, cwd, this.asked);
    this.around = outermost(
      this.asked.map((path) => gitRoot(files, path) ?? surroundings(files, cwd, path)),
    );
  }

  idle(): readonly string[] {
    return [...this.unmatched];
  }

  absolute(path: string): string {
    const { files, cwd } = this.request;
    return files.real(resolve(cwd, path)) ?? resolve(cwd, path);
  }

  journals(): readonly string[] {
    const { files, cwd, paths } = this.request;
    return findJournals(files, cwd, paths, (folder) => topOf(folder, this.roots));
  }

  *files(): Generator<InputFile | Problem> {
    const { paths } = this.request;
    if (paths.length <= 1) yield* this.given(paths[0] ?? '.');
    else yield* inOrder(paths.flatMap((text) => [...this.given(text)]));
  }

  nameOf(path: string): string {
    const { cwd } = this.request;
    if (path !== '..' && !path.startsWith('../')) return path;
    return printed(cwd, resolve(cwd, path)).slice(0, -1) || '.';
  }

  beside(path: string): InputFile | null {
    const { files, cwd } = this.request;
    const absolute = resolve(cwd, path);
    if (!this.isNear(absolute) || this.isLinkOut(absolute)) return null;
    return files.kind(absolute) === 'file' ? this.file(this.near({ path, absolute }), false) : null;
  }

  *under(path: string): Generator<InputFile> {
    const { files, cwd } = this.request;
    const absolute = resolve(cwd, path);
    if (!this.isNear(absolute)) return;
    if (files.kind(absolute) !== 'folder') return;
    const linked: Walked[] = [];
    const own = [...this.own, ...this.tops, files.real(absolute) ?? absolute];
    const walked = walk({
      files,
      absolute,
      prefix: printed(cwd, absolute),
      gitignore: false,
      above: [],
      roots: own,
      wants: () => true,
      onLink: (link) => linked.push(link),
    });
    for (const found of walked) if (!('kind' in found)) yield this.file(found, false);
    // Charts share templates by links; what leads out of the tree is nobody's here.
    for (const link of linked)
      if (own.some((top) => isWithin(files.real(link.absolute) ?? sep, top)))
        yield this.file(link, false);
  }

  beyond(): readonly InputFile[] {
    this.others ??= [...this.beyondPaths()];
    return this.others;
  }

  private *beyondPaths(): Generator<InputFile> {
    const { files, include, exclude } = this.request;
    // What a filter leaves out is not to be written, but it may well name what is.
    const isFiltered = include.length + exclude.length > 0;
    for (const link of this.links.values()) yield this.file(link, false);
    for (const top of this.around.filter((path) => files.kind(path) === 'folder')) {
      const all = isFiltered || !this.asked.some((path) => isWithin(top, path));
      const matters = (path: string): boolean => isReferring(path) || (all && isManifest(path));
      for (const found of this.folder(top, matters)) if ('load' in found) yield found;
    }
  }

  private *given(text: string): Generator<InputFile | Problem> {
    const { files, cwd } = this.request;
    const absolute = resolve(cwd, text);
    const path = printed(cwd, absolute).replace(/\/$/, '');
    const kind = files.kind(absolute);
    if (kind === 'folder') {
      this.named.add(path === '' ? '.' : path);
      yield* this.folder(absolute);
      return;
    }
    const glob = kind === 'missing' ? globParts(text) : null;
    if (glob !== null) {
      yield* this.globbed(text, glob.base);
      return;
    }
    this.named.add(path);
    const problem = namedProblem(kind, path, files.real(absolute), this.own, isAbsolute(text));
    yield problem ?? this.file({ path, absolute }, true);
  }

  private *globbed(text: string, base: string): Generator<InputFile | Problem> {
    const { files, cwd } = this.request;
    const matches = pathGlob(
      printed(cwd, resolve(cwd, base)) +
        text.slice(base === '.' ? 0 : base.length + 1).replace(/^\.\//, ''),
    );
    const start = resolve(cwd, base);
    let any = false;
    if (files.kind(start) === 'folder')
      for (const found of this.folder(start, (path) => this.wants(path) && matches(path))) {
        any = true;
        yield found;
      }
    if (any) return;
    this.named.add(text);
    yield missing(text, 'matches no file');
  }

  private *folder(
    absolute: string,
    wants: (path: string) => boolean = this.wants,
  ): Generator<InputFile | Problem> {
    const { files, cwd, gitignore } = this.request;
    const above: IgnoreRules[] = [];
    for (const found of rulesAbove(files, absolute, this.root, gitignore)) {
      if ('rules' in found) above.push(found);
      else yield { ...found, path: printed(cwd, found.path).replace(/\/$/, '') };
    }
    const walked = walk({
      files,
      absolute,
      prefix: printed(cwd, absolute),
      gitignore,
      above,
      roots: [...this.own, files.real(absolute) ?? absolute],
      wants,
      onLink: (link) => {
        if (isKustomization(link.path)) this.links.set(link.path, link);
      },
    });
    for (const found of walked) yield 'kind' in found ? found : this.file(this.near(found), false);
  }

  private file({ path, absolute }: Walked, isNamed: boolean): InputFile {
    return new DiskFile(path, absolute, isNamed, this.request.files, this.peek);
  }

  /** A file has one name, from wherever it was walked to. */
  private near({ path, absolute }: Walked): Walked {
    const { cwd } = this.request;
    return { path: path.startsWith('../') ? printed(cwd, absolute).slice(0, -1) : path, absolute };
  }

  /** What stands in a file that tells whose another one is, read once. */
  private readonly peek = (path: string): string | null => {
    const known = this.cache.get(path);
    if (known !== undefined) return known;
    const { files, cwd } = this.request;
    const absolute = resolve(cwd, path);
    const load = (): Uint8Array | Problem => files.read(absolute, path);
    const found = this.isLinkOut(absolute) ? null : textOf({ path, load });
    this.cache.set(path, found);
    return found;
  };

  /** The one rule for what is named and not walked to: a link leads to another place of its tree, or nowhere. */
  private isLinkOut(absolute: string): boolean {
    const { files } = this.request;
    const real = files.real(absolute);
    if (real === null || real === absolute) return false;
    const all = [...this.own, ...this.tops];
    const own = all.filter((top) => isWithin(absolute, top));
    const allowed = own.length > 0 ? all : [dirname(absolute)];
    return !allowed.some((top) => isWithin(real, files.real(top) ?? top));
  }

  private isNear(absolute: string): boolean {
    return this.root === null || [this.root, ...this.around].some((top) => isWithin(absolute, top));
  }
}

/** Once each, in ascending order of paths, whatever the order of the arguments. */
function inOrder(found: readonly (InputFile | Problem)[]): readonly (InputFile | Problem)[] {
  const byPath = new Map<string, InputFile | Problem>();
  for (const entry of found) {
    const known = byPath.get(entry.path);
    if (known === undefined || ('named' in entry && entry.named)) byPath.set(entry.path, entry);
  }
  return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function wantsOf({ include, exclude }: DiskRequest, idle: Set<string>): (path: string) => boolean {
  const included = include.map((text) => ({ text, matches: pathGlob(text) }));
  const excluded = anyGlob(exclude);
  const isIncluded = (path: string): boolean => {
    const own = included.filter(({ matches }) => matches(path));
    for (const { text } of own) idle.delete(text);
    return own.length > 0;
  };
  return (path) =>
    mayHoldContainers(path) &&
    (included.length === 0 || isIncluded(path)) &&
    (excluded === null || !excluded(path));
}

function namedProblem(
  kind: ReturnType<Files['kind']>,
  path: string,
  real: string | null,
  roots: readonly string[],
  isAbsolutePath: boolean,
): Problem | null {
  if (typeof kind !== 'string') return { ...kind, path };
  if (kind === 'missing') return missing(path, 'there is no such file or folder');
  if (kind === 'other')
    return {
      kind: 'unreadable',
      path,
      place: null,
      message: 'is not a regular file',
      remedy: 'use - to read from standard input',
    };
  const inside = real !== null && roots.some((root) => real.startsWith(`${root}${sep}`));
  // A plain path out of the tree was meant; a link that leads out of it may not have been.
  if (!inside && !isAbsolutePath && !path.startsWith('../'))
    return {
      kind: 'unreadable',
      path,
      place: null,
      message: 'is a link to a place outside the tree, and is not followed',
      remedy: 'name its target instead',
    };
  return null;
}

function missing(path: string, message: string): Problem {
  return {
    kind: 'unreadable',
    path,
    place: null,
    message,
    remedy: 'check the spelling and the working folder',
  };
}

/** A folder as it is printed: relative, with `/`, ending in one; empty for the working folder. */
function printed(cwd: string, absolute: string): string {
  const path = relative(cwd, absolute).split(sep).join('/');
  return path === '' ? '' : `${path}/`;
}
