import type { StructuredPatchHunk } from 'diff';
import { push } from '../../model/groups.js';
import type { ChangedFile } from '../../model/outcome.js';
import type { PodDecision } from '../../model/plan.js';
import { lineAt, linesOf } from '../../text/lines.js';
import { hunksOfFile } from '../diff.js';
import type { Told } from '../told.js';
import type { PageDiff, PageFile } from './data.js';

/** The changed files of a run, and which of their hunks belong to a pod. */
export interface PageDiffs {
  readonly files: readonly PageFile[];
  readonly diffOf: (decision: PodDecision) => readonly PageDiff[];
}

export function pageDiffs({ outcome, meta, pathOf }: Told): PageDiffs {
  const own = outcome.files.filter(({ path }) => meta.written?.has(path) ?? true);
  const edits = editsByFile(outcome.proven);
  const files: PageFile[] = [];
  const byChange = new Map<string, PageDiff[]>();
  own.forEach((file, index) => {
    const hunks = hunksOfFile(file);
    files.push({ path: pathOf(file.path), hunks: hunks.map(pageHunk) });
    for (const [change, indexes] of hunksByChange(file, hunks, edits.get(file.path) ?? [])) {
      push(byChange, change, { file: index, hunks: [...indexes].sort((a, b) => a - b) });
    }
  });
  return {
    files,
    diffOf: ({ change }) => (change === null ? [] : (byChange.get(change.id) ?? [])),
  };
}

function pageHunk({ oldStart, newStart, lines }: StructuredPatchHunk): PageFile['hunks'][number] {
  return { old: oldStart, new: newStart, lines };
}

interface Edited {
  readonly change: string;
  readonly start: number;
}

function editsByFile(proven: Told['outcome']['proven']): ReadonlyMap<string, readonly Edited[]> {
  const edits = new Map<string, Edited[]>();
  for (const { change, edits: byPath } of proven)
    for (const [path, own] of byPath)
      for (const { start } of own) push(edits, path, { change: change.id, start });
  return edits;
}

/** An edit belongs to the hunk that its line stands in, or to the one that comes next. */
function hunksByChange(
  file: ChangedFile,
  hunks: readonly StructuredPatchHunk[],
  edits: readonly Edited[],
): ReadonlyMap<string, ReadonlySet<number>> {
  const lines = linesOf(file.before);
  const inOrder = [...edits].sort((a, b) => a.start - b.start);
  const found = new Map<string, Set<number>>();
  let at = 0;
  for (const { change, start } of inOrder) {
    const line = lineAt(lines, start) + 1;
    while (at < hunks.length - 1 && line >= endOf(hunks[at])) at++;
    const own = found.get(change) ?? new Set();
    found.set(change, own.add(at));
  }
  return found;
}

function endOf(hunk: StructuredPatchHunk | undefined): number {
  return hunk === undefined ? Number.POSITIVE_INFINITY : hunk.oldStart + hunk.oldLines;
}
