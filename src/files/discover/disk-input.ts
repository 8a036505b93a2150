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
  const { files, cwd } = request;
  const named = new Set<string>();
  const cache = new Map<string, string | null>();
  // A kustomization that is a link is read where it stands: its paths are counted from there.
  const links = new Map<string, Walked>();
  const peek = (path: string): string | null => {
    const known = cache.get(path);
    if (known !== undefined) return known;
    const absolute = resolve(cwd, path);
    const load = (): Uint8Array | Problem => files.read(absolute, path);
    const found = isLinkOut(absolute) ? null : textOf({ path, load });
    cache.set(path, found);
    return found;
  };
  const file = ({ path, absolute }: Walked, isNamed: boolean): InputFile =>
    new DiskFile(path, absolute, isNamed, files, peek);
  const root = gitRoot(files, cwd);
  const roots = [cwd, root ?? cwd].flatMap((folder) => files.real(folder) ?? []);
  const idle = new Set(request.include);
  const wants = wantsOf(request, idle);
  const asked = (request.paths.length === 0 ? ['.'] : request.paths).map((text) =>
    resolve(cwd, text),
  );
  /** Repositories that the paths lie in; a path outside of any stands for itself. */
  const tops = [...new Set(asked.map((path) => gitRoot(files, path) ?? path))];
  const homes = homesOf(files, cwd, asked);
  /** What is looked at beside the paths; links are followed in the paths' own trees only. */
  const around = outermost(
    asked.map((path) => gitRoot(files, path) ?? surroundings(files, cwd, path)),
  );
  /** The one rule for what is named and not walked to: a link leads to another place of its tree, or nowhere. */
  const isLinkOut = (absolute: string): boolean => {
    const real = files.real(absolute);
    if (real === null || real === absolute) return false;
    const own = [...roots, ...tops].filter((top) => isWithin(absolute, top));
    const allowed = own.length > 0 ? [...roots, ...tops] : [dirname(absolute)];
    return !allowed.some((top) => isWithin(real, files.real(top) ?? top));
  };
  const isNear = (absolute: string): boolean =>
    root === null || [root, ...around].some((top) => isWithin(absolute, top));

  function* folder(
    absolute: string,
    accept: (path: string) => boolean = wants,
  ): Generator<InputFile | Problem> {
    const prefix = printed(cwd, absolute);
    const above: IgnoreRules[] = [];
    for (const found of rulesAbove(files, absolute, root, request.gitignore)) {
      if ('rules' in found) above.push(found);
      else yield { ...found, path: printed(cwd, found.path).replace(/\/$/, '') };
    }
    const own = [...roots, files.real(absolute) ?? absolute];
    const walked = walk({
      files,
      absolute,
      prefix,
      gitignore: request.gitignore,
      above,
      roots: own,
      wants: accept,
      onLink: (link) => {
        if (isKustomization(link.path)) links.set(link.path, link);
      },
    });
    for (const found of walked) yield 'kind' in found ? found : file(near(found), false);
  }

  /** A file has one name, from wherever it was walked to. */
  function near({ path, absolute }: Walked): Walked {
    return { path: path.startsWith('../') ? printed(cwd, absolute).slice(0, -1) : path, absolute };
  }

  function* given(text: string): Generator<InputFile | Problem> {
    const absolute = resolve(cwd, text);
    const path = printed(cwd, absolute).replace(/\/$/, '');
    const kind = files.kind(absolute);
    if (kind === 'folder') {
      named.add(path === '' ? '.' : path);
      yield* folder(absolute);
      return;
    }
    const glob = kind === 'missing' ? globParts(text) : null;
    if (glob !== null) {
      yield* globbed(text, glob.base);
      return;
    }
    named.add(path);
    const problem = namedProblem(kind, path, files.real(absolute), roots, isAbsolute(text));
    yield problem ?? file({ path, absolute }, true);
  }

  function* globbed(text: string, base: string): Generator<InputFile | Problem> {
    const matches = pathGlob(
      printed(cwd, resolve(cwd, base)) +
        text.slice(base === '.' ? 0 : base.length + 1).replace(/^\.\//, ''),
    );
    const start = resolve(cwd, base);
    let any = false;
    if (files.kind(start) === 'folder')
      for (const found of folder(start, (path) => wants(path) && matches(path))) {
        any = true;
        yield found;
      }
    if (any) return;
    named.add(text);
    yield missing(text, 'matches no file');
  }

  function* beyond(): Generator<InputFile> {
    // What a filter leaves out is not to be written, but it may well name what is.
    const isFiltered = request.include.length + request.exclude.length > 0;
    for (const link of links.values()) yield file(link, false);
    for (const top of around.filter((path) => files.kind(path) === 'folder')) {
      const all = isFiltered || !asked.some((path) => isWithin(top, path));
      const matters = (path: string): boolean => isReferring(path) || (all && isManifest(path));
      for (const found of folder(top, matters)) if ('load' in found) yield found;
    }
  }

  // Several look there, and each walk costs as much as the first.
  let others: readonly InputFile[] | null = null;

  return {
    idle: () => [...idle],
    named,
    absolute: (path) => files.real(resolve(cwd, path)) ?? resolve(cwd, path),
    roots: homes,
    journals: () => findJournals(files, cwd, request.paths, (folder) => topOf(folder, homes)),
    *files() {
      const paths = request.paths.length === 0 ? ['.'] : request.paths;
      if (paths.length === 1) yield* given(paths[0] ?? '.');
      else yield* inOrder(paths.flatMap((text) => [...given(text)]));
    },
    nameOf(path) {
      if (path !== '..' && !path.startsWith('../')) return path;
      return printed(cwd, resolve(cwd, path)).slice(0, -1) || '.';
    },
    beside(path) {
      const absolute = resolve(cwd, path);
      if (!isNear(absolute) || isLinkOut(absolute)) return null;
      return files.kind(absolute) === 'file' ? file(near({ path, absolute }), false) : null;
    },
    *under(path) {
      const absolute = resolve(cwd, path);
      if (!isNear(absolute)) return;
      if (files.kind(absolute) !== 'folder') return;
      const linked: Walked[] = [];
      const own = [...roots, ...tops, files.real(absolute) ?? absolute];
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
      for (const found of walked) if (!('kind' in found)) yield file(found, false);
      // Charts share templates by links; what leads out of the tree is nobody's here.
      for (const link of linked)
        if (own.some((top) => isWithin(files.real(link.absolute) ?? sep, top)))
          yield file(link, false);
    },
    beyond() {
      others ??= [...beyond()];
      return others;
    },
  };
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
