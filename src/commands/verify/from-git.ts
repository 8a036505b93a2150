import {
  type Answer,
  type Commits,
  commitsIn,
  type TreeEntry,
} from '../../files/discover/git-tree.js';
import { isReferring, mayHoldContainers } from '../../files/discover/wanted.js';
import type { Environment } from '../../process/find.js';
import type { Sides, Snapshot } from '../../verify/model.js';

/** The two sides of a range: `a..b` compares both, `a...b` what b has done since the two parted. */
export async function sidesOfRange(
  range: string,
  root: string,
  env: Environment,
): Promise<Answer<Sides>> {
  const commits = commitsIn(root, env);
  if (commits === null)
    return { ok: false, message: 'there is no git on PATH; verify two folders instead' };
  const dots = range.includes('...') ? '...' : '..';
  const at = range.indexOf(dots);
  const [left, right] = [range.slice(0, at), range.slice(at + dots.length)];
  const a = await commits.commit(left === '' ? 'HEAD' : left);
  if (!a.ok) return a;
  const b = await commits.commit(right === '' ? 'HEAD' : right);
  if (!b.ok) return b;
  const base = dots === '...' ? await commits.base(a.value, b.value) : a;
  if (!base.ok) return base;
  return snapshots(commits, base.value, b.value);
}

async function snapshots(commits: Commits, a: string, b: string): Promise<Answer<Sides>> {
  const before = await commits.tree(a);
  if (!before.ok) return before;
  const after = await commits.tree(b);
  if (!after.ok) return after;
  const wanted = [...wantedOf(before.value, after.value), ...wantedOf(after.value, before.value)];
  const blobs = await commits.blobs(wanted);
  if (!blobs.ok) return blobs;
  return {
    ok: true,
    value: {
      before: snapshotOf(before.value, blobs.value),
      after: snapshotOf(after.value, blobs.value),
    },
  };
}

/** What may hold containers or speak of them; in a chart whatever it is called, and nothing where nothing changed. */
function* wantedOf(
  tree: ReadonlyMap<string, TreeEntry>,
  other: ReadonlyMap<string, TreeEntry>,
): Generator<TreeEntry> {
  const charts = new Set(
    [...tree.keys()].flatMap((path) =>
      /(?:^|\/)Chart\.yaml$/.test(path) ? [path.slice(0, -'Chart.yaml'.length)] : [],
    ),
  );
  const isSame =
    tree.size === other.size && [...tree].every(([path, { oid }]) => other.get(path)?.oid === oid);
  if (isSame) return;
  for (const [path, entry] of tree) {
    if (entry.kind !== 'file') continue;
    if (mayHoldContainers(path) || isReferring(path) || isIn(charts, path)) yield entry;
  }
}

function isIn(folders: ReadonlySet<string>, path: string): boolean {
  if (folders.size === 0) return false;
  for (let at = path.lastIndexOf('/'); at >= 0; at = path.lastIndexOf('/', at - 1)) {
    if (folders.has(path.slice(0, at + 1))) return true;
    if (at === 0) break;
  }
  return folders.has('');
}

function snapshotOf(
  tree: ReadonlyMap<string, TreeEntry>,
  blobs: ReadonlyMap<string, Uint8Array>,
): Snapshot {
  return {
    files: new Map([...tree].map(([path, { oid, kind }]) => [path, { id: oid, kind }])),
    read: (path) => blobs.get(tree.get(path)?.oid ?? '') ?? null,
  };
}
