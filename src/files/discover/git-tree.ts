import type { Environment } from '../../process/find.js';
import { type Git, gitIn, type RawGit, rawGitIn } from '../write/git-run.js';

/** A file of a commit. */
export interface TreeEntry {
  readonly oid: string;
  readonly kind: 'file' | 'link' | 'submodule';
  /** In bytes; 0 for a submodule. */
  readonly size: number;
}

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

/** Commits of a repository, read without a checkout and without anything that it configures. */
export interface Commits {
  /** The name of the commit that a revision means. */
  commit(revision: string): Promise<Answer<string>>;
  /** The commit in which two lines part. */
  base(a: string, b: string): Promise<Answer<string>>;
  tree(commit: string): Promise<Answer<ReadonlyMap<string, TreeEntry>>>;
  blobs(
    entries: Iterable<Pick<TreeEntry, 'oid' | 'size'>>,
  ): Promise<Answer<ReadonlyMap<string, Uint8Array>>>;
}

/** null where there is no git. */
export function commitsIn(root: string, env: Environment): Commits | null {
  const git = gitIn(root, env);
  const raw = rawGitIn(root, env);
  if (git === null || raw === null) return null;
  return {
    commit: (revision) => commitOf(git, revision),
    base: (a, b) => baseOf(git, a, b),
    tree: (commit) => treeOf(git, commit),
    blobs: (entries) => blobsOf(raw, entries),
  };
}

const SHALLOW =
  'a shallow clone has not fetched it: git fetch --unshallow, or fetch-depth: 0 of actions/checkout';

/** What git could take for an option is no revision; control characters are in none. */
const ODD = /^-|[\p{Cc}\p{Zl}\p{Zp}]/u;

async function commitOf(git: Git, revision: string): Promise<Answer<string>> {
  if (revision === '' || ODD.test(revision))
    return { ok: false, message: `${revision}: this is no name of a revision` };
  const said = await git(
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{commit}`,
  );
  const oid = said.ok ? said.text.trim().split('\n').at(-1) : undefined;
  if (oid !== undefined && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(oid))
    return { ok: true, value: oid };
  // It ends with code 1, and no word, where there is no such thing.
  if (!said.ok && said.code !== 1 && !/end-of-options/.test(said.message))
    return { ok: false, message: `${revision}: ${said.message}` };
  return {
    ok: false,
    message: `${revision}: there is no such revision here; check the spelling (git branch -a), or ${SHALLOW}`,
  };
}

async function baseOf(git: Git, a: string, b: string): Promise<Answer<string>> {
  const said = await git('merge-base', a, b);
  if (said.ok) return { ok: true, value: said.text.trim().split('\n')[0] ?? a };
  return said.code === 1
    ? { ok: false, message: `the two have no commit in common; perhaps ${SHALLOW}` }
    : { ok: false, message: said.message };
}

/** `<mode> <type> <oid> <size>\t<path>` */
async function treeOf(git: Git, commit: string): Promise<Answer<ReadonlyMap<string, TreeEntry>>> {
  const said = await git('ls-tree', '-r', '-z', '--long', '--full-tree', commit);
  if (!said.ok) return { ok: false, message: said.message };
  const entries = new Map<string, TreeEntry>();
  for (const line of said.text.split('\0')) {
    const tab = line.indexOf('\t');
    const [mode, type, oid = '', size] = line.slice(0, tab).split(/ {1,40}/);
    if (tab < 0) continue;
    const kind = type === 'commit' ? 'submodule' : mode === '120000' ? 'link' : 'file';
    entries.set(line.slice(tab + 1), { oid, kind, size: Number(size) || 0 });
  }
  return { ok: true, value: entries };
}

/** As much as is asked for at once, and the largest file that is read at all. */
const BATCH = 64 * 1024 * 1024;

async function blobsOf(
  raw: RawGit,
  entries: Iterable<Pick<TreeEntry, 'oid' | 'size'>>,
): Promise<Answer<ReadonlyMap<string, Uint8Array>>> {
  const sizes = new Map([...entries].map(({ oid, size }) => [oid, size] as const));
  const blobs = new Map<string, Uint8Array>();
  let batch: string[] = [];
  let size = 0;
  const batches: string[][] = [];
  for (const [oid, own] of sizes) {
    if (own > BATCH) continue;
    if (size + own > BATCH && batch.length > 0) {
      batches.push(batch);
      batch = [];
      size = 0;
    }
    batch.push(oid);
    size += own;
  }
  if (batch.length > 0) batches.push(batch);
  for (const oids of batches) {
    const { bytes, said, failure } = await raw(
      ['cat-file', '--batch'],
      Buffer.from(`${oids.join('\n')}\n`),
    );
    if (failure !== null)
      return { ok: false, message: `git ${failure.message}: ${said.split('\n')[0] ?? ''}` };
    const missing = readBatch(bytes, blobs);
    if (missing !== null)
      return {
        ok: false,
        message: `the object ${missing} is not here: a partial clone has not fetched it; fetch it first: git fetch --refetch --no-filter`,
      };
  }
  return { ok: true, value: blobs };
}

/** `<oid> blob <size>\n<bytes>\n`, or `<oid> missing\n`, which is given. */
function readBatch(bytes: Buffer, blobs: Map<string, Uint8Array>): string | null {
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0x0a, at);
    if (end < 0) return null;
    const [oid = '', type, size] = bytes.toString('latin1', at, end).split(' ');
    if (type === 'missing') return oid;
    const length = Number(size);
    if (!Number.isInteger(length)) return oid;
    blobs.set(oid, bytes.subarray(end + 1, end + 1 + length));
    at = end + 1 + length + 1;
  }
  return null;
}
