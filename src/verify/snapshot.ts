import { decode } from '../files/decode.js';
import { mayHoldContainers } from '../files/discover/wanted.js';
import type { Input, InputFile } from '../model/input.js';
import type { Problem } from '../model/source.js';
import { byCodeUnits } from '../text/order.js';
import type { FileChange, Snapshot } from './model.js';

const NEVER = /(?:^|\/)(?:\.git|node_modules|\.hg|\.svn)\//;

/** A side as a run gets its files; those of the change are looked at whatever the scan says. */
export function inputOf(snapshot: Snapshot, changed: ReadonlySet<string>): Input {
  const paths = [...snapshot.files]
    .filter(([, { kind }]) => kind === 'file')
    .map(([path]) => path)
    .sort(byCodeUnits);
  const fileAt = (path: string): InputFile => ({
    path,
    named: changed.has(path) && mayHoldContainers(path),
    provenance: null,
    load: () => snapshot.read(path) ?? missing(path),
  });
  const looked = paths.filter((path) => mayHoldContainers(path) && !NEVER.test(path));
  const others = paths.filter((path) => !mayHoldContainers(path) && !NEVER.test(path));
  return {
    files: () => looked.map(fileAt),
    beside: (path) => (snapshot.files.get(path)?.kind === 'file' ? fileAt(path) : null),
    // Scripts, Tiltfiles and Terraform may name a container, too.
    beyond: () => others.map(fileAt),
    nameOf: (path) => path,
    under(folder) {
      const prefix = folder === '.' ? '' : `${folder}/`;
      return paths.filter((path) => path.startsWith(prefix)).map(fileAt);
    },
  };
}

function missing(path: string): Problem {
  return {
    kind: 'unreadable',
    path,
    place: null,
    message: 'cannot be read',
    remedy: 'check whether this side of the change has it',
  };
}

/** The text of a file of a side, or null. */
export function textIn(snapshot: Snapshot, path: string): string | null {
  const bytes = snapshot.files.get(path)?.kind === 'file' ? snapshot.read(path) : null;
  const text = bytes === null ? null : decode(bytes, path);
  return typeof text === 'string' ? text : null;
}

/** The files that differ, in the order of their paths; a file that went and came elsewhere was renamed. */
export function changesBetween(before: Snapshot, after: Snapshot): readonly FileChange[] {
  const changes: FileChange[] = [];
  const gone: string[] = [];
  const come: string[] = [];
  for (const [path, { id }] of before.files) {
    const other = after.files.get(path);
    if (other === undefined) gone.push(path);
    else if (other.id !== id) changes.push({ kind: 'modified', path, from: path });
  }
  for (const path of after.files.keys()) if (!before.files.has(path)) come.push(path);
  const renames = renamesAmong(before, after, gone, come);
  const old = new Set(renames.values());
  for (const path of come) {
    const from = renames.get(path) ?? null;
    changes.push({ kind: from === null ? 'added' : 'renamed', path, from });
  }
  for (const path of gone) if (!old.has(path)) changes.push({ kind: 'deleted', path, from: path });
  return changes.sort((a, b) => byCodeUnits(a.path, b.path));
}

/** Beyond this many, files that went are not compared with those that came. */
const MOST_COMPARED = 200;

/** Half of the lines, as git counts a rename. */
const ALIKE = 0.5;

function renamesAmong(
  before: Snapshot,
  after: Snapshot,
  gone: readonly string[],
  come: readonly string[],
): ReadonlyMap<string, string> {
  const renames = new Map<string, string>();
  const free = new Set(gone);
  const byId = new Map(gone.map((path) => [before.files.get(path)?.id, path] as const));
  for (const path of come) {
    const from = byId.get(after.files.get(path)?.id);
    if (from === undefined || !free.delete(from)) continue;
    renames.set(path, from);
  }
  const left = come.filter((path) => !renames.has(path) && mayHoldContainers(path));
  if (left.length > MOST_COMPARED || free.size > MOST_COMPARED) return renames;
  const lines = new Map([...free].map((path) => [path, linesIn(before, path)] as const));
  for (const path of left) {
    const own = linesIn(after, path);
    let best: readonly [string, number] | null = null;
    for (const from of free) {
      const share = shareOf(own, lines.get(from) ?? new Set());
      if (share >= ALIKE && share > (best?.[1] ?? 0)) best = [from, share];
    }
    if (best === null) continue;
    renames.set(path, best[0]);
    free.delete(best[0]);
  }
  return renames;
}

function linesIn(snapshot: Snapshot, path: string): ReadonlySet<string> {
  const text = mayHoldContainers(path) ? textIn(snapshot, path) : null;
  const lines = (text ?? '').split('\n').map((line) => line.trim());
  return new Set(lines.filter((line) => line !== ''));
}

function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const most = Math.max(a.size, b.size);
  if (most === 0) return 0;
  let same = 0;
  for (const line of a) if (b.has(line)) same++;
  return same / most;
}
