import type { Dirent } from 'node:fs';
import type { Problem } from '../../model/source.js';
import { type Files, NO_FILE } from './disk.js';
import { GIT_IGNORE, type IgnoreRules, isIgnored, OWN_IGNORE, readIgnore } from './ignores.js';

export interface WalkRequest {
  readonly files: Files;
  /** The folder to start in: on disk, and as it is printed (empty, or with a `/` at its end). */
  readonly absolute: string;
  readonly prefix: string;
  readonly gitignore: boolean;
  /** The rules of the folders above, outermost first. */
  readonly above: readonly IgnoreRules[];
  /** Real paths that links may lead into without leaving the tree. */
  readonly roots: readonly string[];
  readonly wants: (path: string) => boolean;
  /** Told of wanted links to other files of the tree. */
  readonly onLink: (link: Walked) => void;
}

export interface Walked {
  readonly path: string;
  readonly absolute: string;
}

const NEVER: ReadonlySet<string> = new Set(['.git', 'node_modules', '.hg', '.svn']);

/**
 * The wanted files of a folder, in ascending order of their paths. Links are not followed: what
 * they lead to is read where it stands, or lies out of the tree and is reported.
 */
export function* walk(request: WalkRequest): Generator<Walked | Problem> {
  yield* folder(request, request.absolute, request.prefix, request.above);
}

function* folder(
  request: WalkRequest,
  absolute: string,
  prefix: string,
  above: readonly IgnoreRules[],
): Generator<Walked | Problem> {
  const entries = request.files.list(absolute);
  if (!('length' in entries)) {
    yield { ...entries, path: prefix === '' ? '.' : prefix };
    return;
  }
  let rules = above;
  for (const entry of entries) {
    const { name } = entry;
    if (name !== OWN_IGNORE && (name !== GIT_IGNORE || !request.gitignore)) continue;
    if (entry.isDirectory()) continue;
    const out = entry.isSymbolicLink()
      ? outOfTree(request, `${absolute}/${name}`, prefix + name, entry)
      : null;
    const found = out ?? readIgnore(request.files, absolute, name, prefix + name);
    if ('rules' in found) rules = [...rules, found];
    else yield found;
  }
  for (const entry of [...entries].sort(byPath)) {
    const own = `${absolute}/${entry.name}`;
    const path = prefix + entry.name;
    const ignored = (name: string): boolean => rules.length > 0 && isIgnored(name, rules);
    if (entry.name.includes('\uFFFD') && request.files.kind(own) === 'missing') {
      if (entry.isDirectory() || request.wants(path)) yield unnamed(path);
    } else if (entry.isDirectory()) {
      if (!NEVER.has(entry.name) && !ignored(`${own}/`))
        yield* folder(request, own, `${path}/`, rules);
    } else if (request.wants(path) && !ignored(own)) {
      const problem = entry.isFile() ? null : outOfTree(request, own, path, entry);
      if (problem !== null) yield problem;
      else if (entry.isFile()) yield { path, absolute: own };
      else if (entry.isSymbolicLink()) request.onLink({ path, absolute: own });
    }
  }
}

/** A folder sorts as the paths in it do: `a.yaml` before `a/x.yaml`. */
function byPath(a: Dirent, b: Dirent): number {
  const first = a.isDirectory() ? `${a.name}/` : a.name;
  const second = b.isDirectory() ? `${b.name}/` : b.name;
  return first < second ? -1 : 1;
}

/** A name that is no text cannot be handed to the system again as it came. */
function unnamed(path: string): Problem {
  return {
    kind: 'unreadable',
    path,
    place: null,
    message: 'has a name that is not UTF-8, and cannot be opened',
    remedy: 'rename it',
  };
}

/** What is no file of the tree: a pipe, a socket, a device, a link that leads nowhere or out of it. */
function outOfTree(
  { files, roots }: WalkRequest,
  absolute: string,
  path: string,
  entry: Dirent,
): Problem | null {
  if (!entry.isSymbolicLink()) return entry.isFile() ? null : { ...NO_FILE, path };
  const real = files.real(absolute);
  if (real !== null && roots.some((root) => real === root || real.startsWith(`${root}/`)))
    return null;
  return {
    kind: 'unreadable',
    path,
    place: null,
    message:
      real === null
        ? 'is a broken link'
        : 'is a link to a place outside the tree, and is not followed',
    remedy: 'name its target, if it should be migrated too',
  };
}
