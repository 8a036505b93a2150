import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { diskFiles, type Files } from '../discover/disk.js';
import type { Git, GitAnswer } from './git-run.js';

/** Why `--write` could not be undone for a file, or why nobody can tell. */
export interface Unsafe {
  /** From the root of its repository. */
  readonly path: string;
  readonly why: 'uncommitted' | 'flagged' | 'filtered';
}

type Failed = Extract<GitAnswer, { ok: false }>;

interface Entry {
  readonly oid: string;
  /** Assume-unchanged or skip-worktree: git does not look at the file. */
  readonly flagged: boolean;
  /** A merge left more than one version of it. */
  readonly merging: boolean;
}

/** Kept under the length that every system takes for a command line. */
const BATCH = 200;

/**
 * Compares files with the index and the last commit by their hashes. `git status` would run what the
 * repository's attributes name as filters; nothing here does.
 */
export async function judgeFiles(
  git: Git,
  root: string,
  paths: readonly string[],
  head: string | null,
): Promise<Failed | { readonly unsafe: readonly Unsafe[] }> {
  const files = diskFiles();
  const unsafe: Unsafe[] = [];
  const differing: { path: string; oid: string; bytes: Buffer }[] = [];
  for (let i = 0; i < paths.length; i += BATCH) {
    const batch = paths.slice(i, i + BATCH);
    const staged = await git('ls-files', '--stage', '-v', '-z', '--', ...batch);
    if (!staged.ok) return staged;
    const committed =
      head === null ? null : await git('ls-tree', '-z', '--full-tree', head, '--', ...batch);
    if (committed !== null && !committed.ok) return committed;
    const index = indexOf(staged.text);
    const tree = treeOf(committed?.text ?? '');
    for (const path of batch) {
      const entry = index.get(path);
      const isCommitted = entry !== undefined && !entry.merging && tree.get(path) === entry.oid;
      if (!isCommitted) unsafe.push({ path, why: 'uncommitted' });
      else if (entry.flagged) unsafe.push({ path, why: 'flagged' });
      else {
        const bytes = bytesOf(files, root, path);
        if (bytes === null) unsafe.push({ path, why: 'uncommitted' });
        else if (hashOfBlob(bytes, entry.oid) !== entry.oid)
          differing.push({ path, oid: entry.oid, bytes: Buffer.from(bytes) });
      }
    }
  }
  if (differing.length > 0) {
    const converted = await conversions(
      git,
      differing.map(({ path }) => path),
    );
    if (!(converted instanceof Map)) return converted;
    for (const { path, oid, bytes } of differing) {
      const how = converted.get(path) ?? 'none';
      if (how === 'program') unsafe.push({ path, why: 'filtered' });
      else if (how === 'none' || hashOfBlob(withoutCr(bytes), oid) !== oid)
        unsafe.push({ path, why: 'uncommitted' });
    }
  }
  return { unsafe };
}

/** `<tag> <mode> <oid> <stage>\t<path>`; a lower-case tag is assume-unchanged, S is skip-worktree. */
function indexOf(text: string): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const line of text.split('\0')) {
    const tab = line.indexOf('\t');
    const [tag = '', , oid = '', stage] = line.slice(0, tab).split(' ');
    if (tab < 0) continue;
    const flagged = tag !== tag.toUpperCase() || tag === 'S';
    entries.set(line.slice(tab + 1), { oid, flagged, merging: stage !== '0' });
  }
  return entries;
}

/** `<mode> <type> <oid>\t<path>` */
function treeOf(text: string): ReadonlyMap<string, string> {
  const oids = new Map<string, string>();
  for (const line of text.split('\0')) {
    const tab = line.indexOf('\t');
    if (tab >= 0) oids.set(line.slice(tab + 1), line.slice(0, tab).split(' ')[2] ?? '');
  }
  return oids;
}

function bytesOf(files: Files, root: string, path: string): Uint8Array | null {
  const read = files.read(join(root, path), path);
  return read instanceof Uint8Array ? read : null;
}

/** As git names a blob, in the repository's own format: SHA-1 has 40 digits, SHA-256 has 64. */
function hashOfBlob(bytes: Uint8Array, like: string): string {
  return createHash(like.length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}

function withoutCr(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}

/** What lies between a blob and its file: line ends, which are known, or something that a program makes. */
type Conversion = 'none' | 'line-ends' | 'program';

const ATTRIBUTES = ['text', 'crlf', 'eol', 'filter', 'ident', 'working-tree-encoding'];

async function conversions(
  git: Git,
  paths: readonly string[],
): Promise<Failed | Map<string, Conversion>> {
  const auto = await git('config', '--get', 'core.autocrlf');
  // It ends with code 1 where nothing is set.
  if (!auto.ok && auto.code !== 1) return auto;
  const isAuto = auto.ok && /^(?:true|yes|on|1|input)$/i.test(auto.text.trim());
  const found = new Map<string, Conversion>();
  for (let i = 0; i < paths.length; i += BATCH) {
    const batch = paths.slice(i, i + BATCH);
    const said = await git('check-attr', '-z', ...ATTRIBUTES, '--', ...batch);
    if (!said.ok) return said;
    const words = said.text.split('\0');
    const byPath = new Map<string, Map<string, string>>();
    for (let w = 0; w + 2 < words.length; w += 3) {
      const path = words[w] ?? '';
      const own = byPath.get(path) ?? new Map<string, string>();
      byPath.set(path, own.set(words[w + 1] ?? '', words[w + 2] ?? ''));
    }
    for (const path of batch) found.set(path, conversionOf(byPath.get(path), isAuto));
  }
  return found;
}

/** gitattributes(5): `text`, or the older `crlf`; `eol` implies text; else core.autocrlf decides. */
function conversionOf(own: ReadonlyMap<string, string> | undefined, isAuto: boolean): Conversion {
  const of = (name: string): string => own?.get(name) ?? 'unspecified';
  const isOn = (name: string): boolean => !['unspecified', 'unset'].includes(of(name));
  if (['filter', 'ident', 'working-tree-encoding'].some(isOn)) return 'program';
  const text = of('text') === 'unspecified' ? of('crlf') : of('text');
  if (text === 'unset') return 'none';
  if (text !== 'unspecified' || isOn('eol') || isAuto) return 'line-ends';
  return 'none';
}
