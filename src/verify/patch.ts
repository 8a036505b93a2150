import { applyPatch, parsePatch, type StructuredPatch } from 'diff';
import type { Snapshot, SnapshotFile } from './model.js';
import { textIn } from './snapshot.js';

export type Patched =
  | { readonly ok: true; readonly value: { readonly before: Snapshot; readonly after: Snapshot } }
  | { readonly ok: false; readonly message: string };

interface New {
  readonly file: SnapshotFile;
  readonly bytes: Uint8Array | null;
}

/**
 * A tree with a patch applied to it, strictly. Paths are from its root, or from one of the folders
 * below it.
 */
export function patched(
  before: Snapshot,
  text: string,
  folders: readonly string[],
  name: string,
): Patched {
  const parts = parsePatch(text).filter(
    ({ hunks, oldFileName, newFileName }) =>
      hunks.length > 0 || oldFileName !== undefined || newFileName !== undefined,
  );
  if (parts.length === 0)
    return no(name, 'it contains no change to a file; is it a unified diff (git diff)?');
  const refusals: string[] = [];
  for (const folder of folders) {
    const found = inFolder(before, parts, folder);
    if (typeof found !== 'string') return { ok: true, value: { before, after: found } };
    refusals.push(found);
  }
  return no(name, refusals[0] ?? '');
}

function no(name: string, why: string): Patched {
  return { ok: false, message: `${name}: ${why}` };
}

function inFolder(
  before: Snapshot,
  parts: readonly StructuredPatch[],
  folder: string,
): Snapshot | string {
  const made = new Map<string, New | null>();
  for (const [i, part] of parts.entries()) {
    const [from, to] = [pathOf(part.oldFileName, 'a/'), pathOf(part.newFileName, 'b/')];
    const [old, path] = [from && folder + from, to && folder + to];
    if ([from, to].some((each) => each !== null && isOutside(each)))
      return `${from ?? to} points outside the tree`;
    if (path === null) {
      if (old === null) continue;
      if (!before.files.has(old)) return `it does not apply: there is no ${old} to delete`;
      made.set(old, null);
      continue;
    }
    const source = old === null ? '' : textIn(before, old);
    if (part.isBinary === true || (source === null && old !== null && before.files.has(old))) {
      made.set(path, { file: { id: `patch ${i}`, kind: 'file' }, bytes: null });
      continue;
    }
    if (source === null) return `it does not apply: there is no ${old} here`;
    if (old === null && before.files.has(path)) return `it does not apply: ${path} already exists`;
    const text = part.hunks.length === 0 ? source : applyPatch(source, part);
    if (text === false) return `it does not apply to ${old ?? path}: ${stateOf(source, part)}`;
    if (old !== null && old !== path && part.isCopy !== true) made.set(old, null);
    made.set(path, { file: { id: `patch ${i}`, kind: 'file' }, bytes: Buffer.from(text) });
  }
  return overlaid(before, made);
}

/** Whether the tree has it already, which is what people most often get wrong. */
function stateOf(source: string, part: StructuredPatch): string {
  const reversed: StructuredPatch = {
    ...part,
    hunks: part.hunks.map((hunk) => ({
      ...hunk,
      oldStart: hunk.newStart,
      oldLines: hunk.newLines,
      newStart: hunk.oldStart,
      newLines: hunk.oldLines,
      lines: hunk.lines.map((line) =>
        line.startsWith('-')
          ? `+${line.slice(1)}`
          : line.startsWith('+')
            ? `-${line.slice(1)}`
            : line,
      ),
    })),
  };
  return applyPatch(source, reversed) === false
    ? 'the file has different lines; check out the commit that the patch was made for'
    : 'the file already has these changes; check out the commit before, or verify HEAD^..HEAD';
}

/** A name as a diff has it: `a/deploy/shop.yaml`; null for what is not there on that side. */
function pathOf(name: string | undefined, prefix: string): string | null {
  if (name === undefined || name === '/dev/null') return null;
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

function isOutside(path: string): boolean {
  return path.startsWith('/') || path.split('/').includes('..');
}

function overlaid(before: Snapshot, made: ReadonlyMap<string, New | null>): Snapshot {
  const files = new Map(before.files);
  for (const [path, entry] of made) {
    if (entry === null) files.delete(path);
    else files.set(path, entry.file);
  }
  return {
    files,
    read(path) {
      const entry = made.get(path);
      if (entry === undefined) return before.read(path);
      return entry?.bytes ?? null;
    },
  };
}
