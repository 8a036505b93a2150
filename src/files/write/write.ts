import { dirname } from 'node:path';
import { push } from '../../model/groups.js';
import type { ChangedFile } from '../../model/outcome.js';
import type { Owner } from '../../process/owner.js';
import { type ChangeEnd, type Part, partOf, type Work, writeChange } from './change.js';
import type { WriteDisk } from './disk.js';
import { failureOf, type WriteFailure } from './failure.js';
import { isBusy, type Journal, openJournal, readJournal, targetOf } from './journal.js';
import { isJournal, isWithin } from './names.js';

export interface WriteResult {
  /** Files that hold their new text, also those of a change that could not be taken back. */
  readonly written: readonly string[];
  readonly failures: readonly WriteFailure[];
  /** Files that were not begun, because the run had to end. */
  readonly left: readonly string[];
}

export interface WriteRequest {
  readonly files: readonly ChangedFile[];
  readonly absolute: (path: string) => string;
  readonly disk: WriteDisk;
  readonly owner: Owner;
  /** The folders of the run: no journal stands, and none is looked for, above them. */
  readonly roots: readonly string[];
  /** Lets signals in; true where the run has to end. */
  readonly pause: () => Promise<boolean>;
  /** Told of each change that is written. */
  readonly onWritten?: (files: number) => void;
}

/** Writes each change whole or not at all. It never throws: what goes wrong is a failure of its change. */
export async function writeChanges(request: WriteRequest): Promise<WriteResult> {
  const { disk } = request;
  const written: Part[] = [];
  const failures: WriteFailure[] = [];
  const left: string[] = [];
  const groups = groupsOf(request.files).map((group) =>
    group.map((file) => partOf(file, request.absolute(file.path))),
  );
  if (groups.length === 0) return { written: [], failures, left };
  const journal = begin(request, groups);
  if ('message' in journal) return { written: [], failures: failuresOf(groups, journal), left };
  const work: Work = {
    disk,
    journal,
    pause: request.pause,
    inTheWay: (target) => claimOf(target, request, journal.path),
  };
  let isLeft = false;
  let isOver = await request.pause();
  for (const [number, parts] of groups.entries()) {
    const end: ChangeEnd | null = isOver ? null : await writeChange(parts, number, work);
    if (end === null || end.interrupted) left.push(...parts.map(({ file }) => file.path));
    if (end === null) continue;
    written.push(...end.written);
    if (end.failure !== null) failures.push(end.failure);
    isLeft ||= end.isLeft;
    request.onWritten?.(end.written.length);
    journal.beat();
    isOver ||= end.interrupted || (await request.pause());
  }
  failures.push(...finish(disk, written, journal, isLeft));
  return { written: written.map(({ file }) => file.path), failures, left };
}

function begin(
  request: WriteRequest,
  groups: readonly (readonly Part[])[],
): Journal | WriteFailure {
  const { disk, owner, roots } = request;
  const entries = groups.map((group) =>
    group.map(({ target, old, new: next }) => ({ target, old, new: next })),
  );
  try {
    return openJournal({ disk, owner, groups: entries, roots });
  } catch (error) {
    return failureOf('', error);
  }
}

/** Without a journal nothing is begun. */
function failuresOf(
  groups: readonly (readonly Part[])[],
  { message, remedy }: WriteFailure,
): readonly WriteFailure[] {
  return groups.flatMap(([first]) =>
    first === undefined
      ? []
      : [
          {
            path: first.file.path,
            message: `${message}; nothing of its change was written`,
            remedy,
          },
        ],
  );
}

/** What was renamed is made to last, and the journal goes, unless a later run needs it. */
function finish(
  disk: WriteDisk,
  written: readonly Part[],
  journal: Journal,
  isLeft: boolean,
): readonly WriteFailure[] {
  const failures: WriteFailure[] = [];
  for (const folder of new Set(written.map(({ target }) => dirname(target)))) {
    try {
      disk.sync(folder);
    } catch (error) {
      const of = written.find(({ target }) => dirname(target) === folder);
      const { path, message, remedy } = failureOf(of?.file.path ?? folder, error);
      failures.push({
        path,
        message: `is written, but may not survive a power failure: ${message}`,
        remedy,
      });
    }
  }
  try {
    if (!isLeft) journal.close();
  } catch (error) {
    const { message } = failureOf(journal.path, error);
    failures.push({
      path: journal.path,
      message: `is left behind: ${message}`,
      remedy: 'the next run with --write removes it',
    });
  }
  return failures;
}

/** Who is writing a file besides this run, from the journals above it; null where nobody is. */
function claimOf(target: string, { disk, roots }: WriteRequest, own: string): string | null {
  for (let folder = dirname(target); ; folder = dirname(folder)) {
    for (const name of disk.list(folder).filter(isJournal)) {
      const path = `${folder}/${name}`;
      if (path === own) continue;
      const journal = readJournal(path, disk);
      const claims = journal?.groups.some((group) =>
        group.some((entry) => targetOf(path, entry) === target),
      );
      if (journal === null || claims !== true || !isBusy(path, journal, disk, Date.now())) continue;
      return `is being written by another run (process ${journal.owner.pid})`;
    }
    const isTop =
      dirname(folder) === folder || !roots.some((root) => isWithin(dirname(folder), root));
    if (isTop) return null;
  }
}

/** Files that share a change, directly or through others: they are written together. */
export function groupsOf(files: readonly ChangedFile[]): readonly (readonly ChangedFile[])[] {
  const above = files.map((_, i) => i);
  const top = (i: number): number => {
    let at = i;
    while (above[at] !== at) {
      const next = above[at] ?? at;
      above[at] = above[next] ?? next;
      at = next;
    }
    return at;
  };
  const firstOf = new Map<string, number>();
  for (const [i, { changes }] of files.entries())
    for (const change of changes) {
      const first = firstOf.get(change);
      if (first === undefined) firstOf.set(change, i);
      else above[top(i)] = top(first);
    }
  const groups = new Map<number, ChangedFile[]>();
  for (const [i, file] of files.entries()) push(groups, top(i), file);
  return [...groups.values()];
}
