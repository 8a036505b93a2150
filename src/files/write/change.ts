import { dirname } from 'node:path';
import type { ChangedFile } from '../../model/outcome.js';
import { hashOfBytes, type WriteDisk } from './disk.js';
import { failureOf, type WriteFailure } from './failure.js';
import type { Journal } from './journal.js';
import { type Kind, temporaryPath } from './names.js';

/** A file of a change, and where it is. */
export interface Part {
  readonly file: ChangedFile;
  /** Absolute, links resolved. */
  readonly target: string;
  readonly old: string;
  readonly new: string;
}

export function partOf(file: ChangedFile, target: string): Part {
  const hash = (text: string): string => hashOfBytes(Buffer.from(text));
  return { file, target, old: hash(file.before), new: hash(file.after) };
}

export interface Work {
  readonly disk: WriteDisk;
  readonly journal: Journal;
  /** Who is in the way of a temporary file: words for people; null where it is nobody, and it may go. */
  readonly inTheWay: (target: string) => string | null;
  /** Lets signals in; true where the run has to end. */
  readonly pause: () => Promise<boolean>;
}

export interface ChangeEnd {
  /** Parts that hold their new text now: all of them, none, or what could not be taken back. */
  readonly written: readonly Part[];
  readonly failure: WriteFailure | null;
  /** A later run has something to do here. */
  readonly isLeft: boolean;
  readonly interrupted: boolean;
}

const NOTHING = { written: [], failure: null, isLeft: false, interrupted: false } as const;

/** Writes one change whole or not at all: staged beside its targets first, then renamed. */
export async function writeChange(
  parts: readonly Part[],
  number: number,
  work: Work,
): Promise<ChangeEnd> {
  const { disk } = work;
  const staged: Part[] = [];
  const giveUp = (failure: WriteFailure | null): ChangeEnd => {
    const stuck = discard(disk, staged, 'new');
    const interrupted = failure === null;
    return {
      ...NOTHING,
      failure: withNothing(failure, stuck),
      isLeft: stuck.length > 0,
      interrupted,
    };
  };
  for (const part of parts) {
    const failure = obstacle(disk, part) ?? (await stage(part, 'new', work));
    if (failure !== null) return giveUp(failure);
    staged.push(part);
    if (parts.length > 1 && (await work.pause())) return giveUp(null);
  }
  const failure = parts.length > 1 ? markAs('staged', parts, 'new', number, work) : null;
  if (failure !== null) return giveUp(failure);
  return renameAll(parts, number, work);
}

/** Why a file must not be replaced, or null. */
function obstacle(disk: WriteDisk, { file, target, old, new: next }: Part): WriteFailure | null {
  const refuse = (message: string, remedy: string): WriteFailure => ({
    path: file.path,
    message,
    remedy,
  });
  try {
    const look = disk.look(target);
    if (look === null)
      return refuse('it is gone: something removed it during the run', 'run again');
    if (!look.isFile) return refuse('is no longer a regular file', 'run again');
    if ((look.mode & 0o222) === 0) return refuse('is read-only', 'make it writable (chmod u+w)');
    if (look.links > 1)
      return refuse(
        `has ${look.links} names (hard links), and replacing it would leave the others unchanged`,
        'write it by hand, or replace the hard link with a file of its own first',
      );
    const hash = disk.hash(target);
    if (hash === next)
      return refuse(
        'has been written by another run in the meantime, with the same content',
        'nothing to do',
      );
    if (hash !== old)
      return refuse('has changed since it was read', 'run again when nothing else writes to it');
  } catch (error) {
    return failureOf(file.path, error);
  }
  return null;
}

/** The name of a temporary file is one for all runs: what is in the way is another's, or nobody's. */
async function stage(part: Part, kind: Kind, work: Work): Promise<WriteFailure | null> {
  const { disk } = work;
  const { file, target } = part;
  const temporary = temporaryPath(target, kind);
  try {
    if (disk.look(temporary) !== null) {
      const other = work.inTheWay(target);
      if (other !== null)
        return { path: file.path, message: other, remedy: 'wait for it to end, then run again' };
      disk.remove(temporary);
    }
  } catch (error) {
    const { message } = failureOf(file.path, error);
    return {
      path: file.path,
      message: `${temporary} is in the way, and cannot be removed: ${message}`,
      remedy: 'remove it and run again',
    };
  }
  try {
    await disk.stage(temporary, kind === 'new' ? file.after : file.before, target);
    return null;
  } catch (error) {
    const failure = failureOf(file.path, error);
    // What is there already is not ours to remove.
    if (failure.message.startsWith('another run')) return failure;
    const stuck = discard(disk, [part], kind);
    return withStuck(failure, stuck);
  }
}

/** Says in the journal which files are to be renamed; before that, nothing is. */
function markAs(
  state: 'staged' | 'undoing',
  parts: readonly Part[],
  kind: Kind,
  number: number,
  { disk, journal }: Work,
  all: readonly Part[] = parts,
): WriteFailure | null {
  let at = parts[0];
  try {
    const ids: Record<number, string> = {};
    for (const part of parts) {
      at = part;
      ids[all.indexOf(part)] = disk.look(temporaryPath(part.target, kind))?.id ?? '';
    }
    for (const folder of foldersOf(parts)) disk.sync(folder);
    journal.mark(number, { state, ids });
    return null;
  } catch (error) {
    return failureOf(at?.file.path ?? '', error);
  }
}

/** In order; what fails takes those before it back. */
async function renameAll(parts: readonly Part[], number: number, work: Work): Promise<ChangeEnd> {
  const { disk } = work;
  const done: Part[] = [];
  for (const part of parts) {
    const failure = renameOne(disk, part);
    if (failure === null) done.push(part);
    else if (done.length > 0) return takeBack(done, parts, failure, number, work);
    else {
      const stuck = discard(disk, parts, 'new');
      return { ...NOTHING, failure: withNothing(failure, stuck), isLeft: stuck.length > 0 };
    }
  }
  return { ...NOTHING, written: done };
}

function renameOne(disk: WriteDisk, { file, target, old, new: next }: Part): WriteFailure | null {
  const refuse = (message: string): WriteFailure => ({
    path: file.path,
    message,
    remedy: 'run again when nothing else writes to it',
  });
  try {
    // What is replaced is what was read: somebody may have saved it while the others were staged.
    if (disk.hash(target) !== old) return refuse('has changed since it was read');
    const look = disk.look(target);
    if (look?.isFile !== true || look.links > 1) return refuse('is not the file that was read');
    disk.rename(temporaryPath(target, 'new'), target);
    return null;
  } catch (error) {
    if (holds(disk, target, next)) return null;
    return failureOf(file.path, error);
  }
}

function holds(disk: WriteDisk, target: string, hash: string): boolean {
  try {
    return disk.hash(target) === hash;
  } catch {
    return false;
  }
}

/**
 * The old texts of what was renamed are staged, all of them, before one is renamed back: until the journal says
 * so a later run finishes the change, and from then on it takes it back.
 */
async function takeBack(
  done: readonly Part[],
  parts: readonly Part[],
  failure: WriteFailure,
  number: number,
  work: Work,
): Promise<ChangeEnd> {
  const { disk } = work;
  const staged: Part[] = [];
  for (const part of done) {
    const problem = await stage(part, 'old', work);
    if (problem !== null) {
      discard(disk, staged, 'old');
      return half(done, failure, problem, 'finishes it');
    }
    staged.push(part);
  }
  const problem = markAs('undoing', done, 'old', number, work, parts);
  if (problem !== null) {
    discard(disk, staged, 'old');
    return half(done, failure, problem, 'finishes it');
  }
  const standing: Part[] = [];
  let why: WriteFailure | null = null;
  for (const part of [...done].reverse()) {
    try {
      // Somebody's edit of the new text is theirs.
      if (disk.hash(part.target) !== part.new) throw new Error('it has changed in the meantime');
      disk.rename(temporaryPath(part.target, 'old'), part.target);
    } catch (error) {
      if (holds(disk, part.target, part.old)) continue;
      standing.push(part);
      why ??= failureOf(part.file.path, error);
    }
  }
  if (why !== null) return half(standing.reverse(), failure, why, 'reverts it');
  const stuck = [...discard(disk, parts, 'new'), ...syncs(disk, done)];
  return { ...NOTHING, failure: withNothing(failure, stuck), isLeft: stuck.length > 0 };
}

function syncs(disk: WriteDisk, parts: readonly Part[]): readonly string[] {
  return [...foldersOf(parts)].flatMap((folder) => {
    try {
      disk.sync(folder);
      return [];
    } catch {
      return [folder];
    }
  });
}

/** Some of a change is written, and nothing more can be done about it now. */
function half(
  standing: readonly Part[],
  failure: WriteFailure,
  { path, message }: WriteFailure,
  next: string,
): ChangeEnd {
  const names = standing.map(({ file }) => file.path).join(', ');
  return {
    written: standing,
    failure: {
      path: failure.path,
      message: `${failure.message}; its change is written in part (${names}), and could not be reverted: ${path}: ${message}`,
      remedy: `the next run with --write ${next}, or says why not`,
    },
    isLeft: true,
    interrupted: false,
  };
}

function withNothing(failure: WriteFailure | null, stuck: readonly string[]): WriteFailure | null {
  if (failure === null) return null;
  return withStuck(
    { ...failure, message: `${failure.message}; nothing of its change was written` },
    stuck,
  );
}

function withStuck(failure: WriteFailure, stuck: readonly string[]): WriteFailure {
  if (stuck.length === 0) return failure;
  return { ...failure, message: `${failure.message}; ${stuck.join(', ')} could not be cleaned up` };
}

/** Removes temporary files; gives those that stay. */
function discard(disk: WriteDisk, parts: readonly Part[], kind: Kind): readonly string[] {
  return parts.flatMap(({ target }) => {
    const path = temporaryPath(target, kind);
    try {
      disk.remove(path);
      return [];
    } catch {
      return [path];
    }
  });
}

function foldersOf(parts: readonly Part[]): ReadonlySet<string> {
  return new Set(parts.map(({ target }) => dirname(target)));
}
