import { relative, resolve, sep } from 'node:path';
import { decode } from '../../files/decode.js';
import { codeOf, type Files } from '../../files/discover/disk.js';
import type { Answer } from '../../files/discover/git-tree.js';
import { gitRoot } from '../../files/discover/homes.js';
import { walk } from '../../files/discover/walk.js';
import { hashOfBytes } from '../../files/write/disk.js';
import type { Environment } from '../../process/find.js';
import type { Sides, Snapshot, SnapshotFile } from '../../verify/model.js';
import { patched } from '../../verify/patch.js';
import { sidesOfRange } from './from-git.js';

export interface SidesRequest {
  readonly files: Files;
  readonly cwd: string;
  readonly env: Environment;
  /** As given: a range, a patch, two folders, two files. */
  readonly words: readonly string[];
  /** Standard input, where a word is `-`. */
  readonly input: () => Promise<string>;
}

const HOW =
  'give a range of revisions (main...HEAD), a patch (change.patch, - for standard input), or two folders or files (before/ after/)';

/** What a person means by one or two words. */
export async function sidesOf(request: SidesRequest): Promise<Answer<Sides>> {
  const { files, cwd, words, env } = request;
  const [first = '', second] = words;
  if (words.length === 0 || words.length > 2)
    return no(`verify takes one or two arguments; ${HOW}`);
  const root = gitRoot(files, cwd);
  if (second !== undefined) return twoOf(request, first, second);
  if (first === '-')
    return patchSides(request, root ?? cwd, 'standard input', await request.input());
  const absolute = resolve(cwd, first);
  const kind = first === '' ? 'missing' : files.kind(absolute);
  if (kind === 'file') {
    const bytes = files.read(absolute, first);
    const text = bytes instanceof Uint8Array ? decode(bytes, first) : bytes;
    if (typeof text !== 'string') return no(`${first}: ${text.message}; ${text.remedy}`);
    return patchSides(request, root ?? cwd, first, text);
  }
  if (kind === 'folder') return no(`${first}: one folder has nothing to compare with; ${HOW}`);
  if (typeof kind !== 'string') return no(`${first}: ${kind.message}; ${kind.remedy}`);
  if (!first.includes('..'))
    return no(`${first}: there is no such file, and it is not a range (A..B); ${HOW}`);
  if (root === null)
    return no(
      `${first}: the working folder is not in a git repository; run verify in one, or compare two folders`,
    );
  return sidesOfRange(first, root, env);
}

function no(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}

function twoOf({ files, cwd }: SidesRequest, a: string, b: string): Answer<Sides> {
  const [first, second] = [resolve(cwd, a), resolve(cwd, b)];
  const kinds = [files.kind(first), files.kind(second)];
  if (kinds.every((kind) => kind === 'folder'))
    return {
      ok: true,
      value: { before: folderSnapshot(files, first), after: folderSnapshot(files, second) },
    };
  if (kinds.every((kind) => kind === 'file'))
    return {
      ok: true,
      value: { before: oneFile(files, first, b), after: oneFile(files, second, b) },
    };
  const lost = [a, b].find((_, i) => kinds[i] === 'missing');
  if (lost !== undefined) return no(`${lost}: there is no such file or folder; ${HOW}`);
  return no(`${a} and ${b} are neither two folders nor two files; ${HOW}`);
}

/** A folder as it stands: what git would never hold is not looked at. */
function folderSnapshot(
  files: Files,
  folder: string,
  isRead: (path: string) => boolean = () => true,
): Snapshot {
  const entries = new Map<string, SnapshotFile>();
  const walked = walk({
    files,
    absolute: folder,
    prefix: '',
    gitignore: true,
    above: [],
    roots: [files.real(folder) ?? folder],
    wants: () => true,
    onLink: ({ path }) => entries.set(path, { id: `link ${path}`, kind: 'link' }),
  });
  const read = (path: string): Uint8Array | null => {
    const bytes = files.read(resolve(folder, path), path);
    // The next read overwrites the buffer.
    return bytes instanceof Uint8Array ? Buffer.from(bytes) : null;
  };
  for (const found of walked) {
    if ('kind' in found) continue;
    const id = isRead(found.path) ? hashOf(read(found.path)) : `disk ${found.path}`;
    entries.set(found.path, { id, kind: 'file' });
  }
  return { files: entries, read };
}

function hashOf(bytes: Uint8Array | null): string {
  return bytes === null ? 'unreadable' : hashOfBytes(bytes);
}

/** Both sides have one name: the second, without its folder. */
function oneFile(files: Files, absolute: string, name: string): Snapshot {
  const path = name.split(/[\\/]/).at(-1) ?? name;
  const bytes = files.read(absolute, path);
  const own = bytes instanceof Uint8Array ? Buffer.from(bytes) : null;
  return {
    files: new Map([[path, { id: hashOf(own), kind: 'file' }]]),
    read: (asked) => (asked === path ? own : null),
  };
}

/** The tree as it stands, and with the patch applied; a patch may be written for the folder below the root. */
function patchSides(
  { files, cwd }: SidesRequest,
  root: string,
  name: string,
  text: string,
): Answer<Sides> {
  const before = folderSnapshot(files, root, () => false);
  const below = relative(root, cwd).split(sep).join('/');
  try {
    return patched(before, text, below === '' ? [''] : ['', `${below}/`], name);
  } catch (error) {
    return no(
      `${name}: it is not a unified diff (${error instanceof Error ? error.message : codeOf(error)})`,
    );
  }
}
