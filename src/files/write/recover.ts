import { dirname } from 'node:path';
import { lifeOf } from '../../process/owner.js';
import type { WriteDisk } from './disk.js';
import { type Entry, isBusy, type Mark, readJournal, targetOf } from './journal.js';
import { isWithin, type Kind, temporaryPath } from './names.js';

export interface Recovered {
  /** Targets whose interrupted change was finished, or taken back. */
  readonly finished: readonly string[];
  readonly undone: readonly string[];
  /** Temporary files that were taken away, their change never begun. */
  readonly removed: readonly string[];
  /** What could not be settled, one sentence each. */
  readonly problems: readonly string[];
  /** Journals of runs that are still at it: what they write is theirs. */
  readonly busy: readonly { readonly path: string; readonly pid: number }[];
}

interface Found {
  finished: string[];
  undone: string[];
  removed: string[];
  problems: string[];
  busy: { path: string; pid: number }[];
}

export interface RecoverRequest {
  /** Journals in the folders of this run. */
  readonly journals: readonly string[];
  readonly disk: WriteDisk;
  /** Nothing outside of these is touched, whatever a journal says. */
  readonly roots: readonly string[];
  /** This user; null where there are none. */
  readonly uid: number | null;
  readonly now: () => number;
}

/**
 * What killed runs left behind. A journal says which files belong together, and what they held and were to
 * hold; the file system's own number of a temporary file says that it is the one which the journal means.
 */
export function recover(request: RecoverRequest): Recovered {
  const found: Found = { finished: [], undone: [], removed: [], problems: [], busy: [] };
  for (const path of request.journals) {
    try {
      recoverOne(path, request, found);
    } catch (error) {
      found.problems.push(
        `${path}: left behind by an interrupted run, and cannot be cleaned up (${wordsOf(error)})`,
      );
    }
  }
  return found;
}

/** Journals of runs on other machines, or in other containers, that may still be at it. */
export function undecided({ journals, disk, now }: RecoverRequest): readonly string[] {
  return journals.filter((path) => {
    try {
      const journal = readJournal(path, disk);
      if (journal === null || lifeOf(journal.owner) !== 'unknown') return false;
      return isBusy(path, journal, disk, now());
    } catch {
      return false;
    }
  });
}

function recoverOne(path: string, request: RecoverRequest, found: Found): void {
  const { disk, uid } = request;
  const look = disk.look(path);
  if (look === null) return;
  if (!look.isFile || (uid !== null && look.uid !== uid)) {
    found.problems.push(`${path}: is not a journal of this user, and was left alone`);
    return;
  }
  const journal = readJournal(path, disk);
  if (journal === null) {
    // Torn while it was made: nothing was begun then.
    found.problems.push(`${path}: cannot be read as a journal, and was left alone; remove it`);
    return;
  }
  if (isBusy(path, journal, disk, request.now())) {
    found.busy.push({ path, pid: journal.owner.pid });
    return;
  }
  let isSettled = true;
  const folders = new Set<string>([dirname(path)]);
  for (const [number, entries] of journal.groups.entries()) {
    if (entries.some((entry) => !isAllowed(targetOf(path, entry), request))) {
      found.problems.push(
        `${path}: an interrupted run left it behind, and it refers to files outside this run; run again from the folder above all of them`,
      );
      return;
    }
    const pieces = piecesOf(path, entries, journal.marks.get(number) ?? [], request);
    for (const { target } of pieces) folders.add(dirname(target));
    isSettled = settle(pieces, request, found) && isSettled;
  }
  if (!isSettled) return;
  for (const folder of folders) if (disk.look(folder) !== null) disk.sync(folder);
  disk.remove(path);
}

type Held = 'old' | 'new' | 'other';

/** A file of a change as it stands now, with the temporary files that are surely the run's. */
interface Piece {
  readonly target: string;
  readonly holds: Held;
  readonly next: boolean;
  readonly former: boolean;
}

function piecesOf(
  journal: string,
  entries: readonly Entry[],
  marks: readonly Mark[],
  request: RecoverRequest,
): readonly Piece[] {
  return entries.map((entry, i): Piece => {
    const target = targetOf(journal, entry);
    const isOurs = (kind: Kind, state: Mark['state'], hash: string): boolean =>
      marks.some(
        (mark) => mark.state === state && isThe(target, kind, mark.ids[i], hash, request.disk),
      );
    return {
      target,
      holds: heldBy(target, entry, request.disk),
      next: isOurs('new', 'staged', entry.new),
      former: isOurs('old', 'undoing', entry.old),
    };
  });
}

/** Below the folders of the run, also behind links, and nothing of git's own. */
function isAllowed(target: string, { disk, roots }: RecoverRequest): boolean {
  if (target.split(/[\\/]/).includes('.git')) return false;
  try {
    const folder = disk.real(dirname(target));
    return folder === dirname(target) && roots.some((root) => isWithin(folder, root));
  } catch {
    return false;
  }
}

function heldBy(target: string, entry: Entry, disk: WriteDisk): Held {
  const look = disk.look(target);
  if (look?.isFile !== true) return 'other';
  const hash = disk.hash(target);
  return hash === entry.new ? 'new' : hash === entry.old ? 'old' : 'other';
}

function isThe(
  target: string,
  kind: Kind,
  id: string | undefined,
  hash: string,
  disk: WriteDisk,
): boolean {
  const path = temporaryPath(target, kind);
  const look = disk.look(path);
  return look?.isFile === true && look.id === id && disk.hash(path) === hash;
}

/** Brings a change to one side; false where it stays between, or something of it stays behind. */
function settle(pieces: readonly Piece[], request: RecoverRequest, found: Found): boolean {
  const { disk } = request;
  const isBegun = pieces.length > 1 && pieces.some(({ holds }) => holds === 'new');
  const isMixed = isBegun && pieces.some(({ holds }) => holds === 'old');
  let isWhole = true;
  if (isMixed) {
    const forward = pieces.filter(({ holds }) => holds === 'old');
    const back = pieces.filter(({ holds }) => holds === 'new');
    if (back.every(({ former }) => former)) {
      isWhole = renameEach(back, 'old', request, found.undone, found);
    } else if (forward.every(({ next }) => next)) {
      isWhole = renameEach(forward, 'new', request, found.finished, found);
    } else {
      const names = (list: readonly Piece[]): string => list.map(({ target }) => target).join(', ');
      found.problems.push(
        `an interrupted run wrote a change in part, and it can neither be finished nor reverted: ${names(back)} written, ${names(forward)} not; restore the former from your version control`,
      );
    }
  }
  if (!isWhole) return false;
  for (const { target } of pieces)
    for (const kind of ['new', 'old'] as const)
      isWhole = clear(target, kind, disk, found) && isWhole;
  return isWhole;
}

function renameEach(
  pieces: readonly Piece[],
  kind: Kind,
  { disk }: RecoverRequest,
  done: string[],
  found: Found,
): boolean {
  let isWhole = true;
  for (const { target } of pieces) {
    try {
      disk.rename(temporaryPath(target, kind), target);
      done.push(target);
    } catch (error) {
      isWhole = false;
      found.problems.push(
        `${target}: its change was written in part by an interrupted run, and this file cannot be ${kind === 'new' ? 'written' : 'reverted'} (${wordsOf(error)})`,
      );
    }
  }
  return isWhole;
}

function clear(target: string, kind: Kind, disk: WriteDisk, found: Found): boolean {
  const path = temporaryPath(target, kind);
  try {
    if (disk.look(path) === null) return true;
    disk.remove(path);
    found.removed.push(path);
    return true;
  } catch (error) {
    found.problems.push(
      `${path}: left behind by an interrupted run, and cannot be removed (${wordsOf(error)})`,
    );
    return false;
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
