import type { Problem } from '../model/source.js';
import { decode } from '../source/decode.js';
import type { Files } from './disk.js';
import { GIT_IGNORE, type IgnoreRules, isIgnored, OWN_IGNORE, parseIgnore } from './ignores.js';

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
  if (!Array.isArray(entries)) {
    yield { ...(entries as Problem), path: prefix === '' ? '.' : prefix };
    return;
  }
  let rules = above;
  const sorted: { name: string; key: string; entry: (typeof entries)[number] }[] = [];
  for (const entry of entries) {
    const { name } = entry;
    if (name === OWN_IGNORE || (name === GIT_IGNORE && request.gitignore))
      rules = withRules(request, rules, absolute, name);
    // A folder sorts as its paths do: `a.yaml` before `a/x.yaml`.
    sorted.push({ name, key: entry.isDirectory() ? `${name}/` : name, entry });
  }
  sorted.sort((a, b) => (a.key < b.key ? -1 : 1));
  for (const { name, key, entry } of sorted) {
    const path = prefix + key;
    if (entry.isDirectory()) {
      if (NEVER.has(name) || (rules.length > 0 && isIgnored(`${absolute}/${key}`, rules))) continue;
      yield* folder(request, `${absolute}/${name}`, path, rules);
    } else if (
      !request.wants(path) ||
      (rules.length > 0 && isIgnored(`${absolute}/${key}`, rules))
    ) {
    } else if (entry.isFile()) yield { path, absolute: `${absolute}/${name}` };
    else if (entry.isSymbolicLink()) {
      const problem = outOfTree(request, `${absolute}/${name}`, path);
      if (problem !== null) yield problem;
    }
  }
}

function withRules(
  { files }: WalkRequest,
  above: readonly IgnoreRules[],
  folder: string,
  name: string,
): readonly IgnoreRules[] {
  const path = `${folder}/${name}`;
  const bytes = files.read(path, path);
  const text = bytes instanceof Uint8Array ? decode(bytes, path) : bytes;
  return typeof text === 'string' ? [...above, parseIgnore(`${folder}/`, text)] : above;
}

function outOfTree({ files, roots }: WalkRequest, absolute: string, path: string): Problem | null {
  const real = files.real(absolute);
  if (real !== null && roots.some((root) => real === root || real.startsWith(`${root}/`)))
    return null;
  return {
    kind: 'unreadable',
    path,
    place: null,
    message:
      real === null
        ? 'is a link that leads nowhere'
        : 'is a link out of the tree, and not followed',
    remedy: 'name its target, if it should be migrated too',
  };
}
