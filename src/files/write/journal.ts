import { dirname, join, relative } from 'node:path';
import { lifeOf, type Owner } from '../../process/owner.js';
import type { WriteDisk } from './disk.js';
import { commonFolder, isWithin, journalPath } from './names.js';

/** One file of a change, as a later run has to know it. */
export interface Entry {
  /** From the folder of the journal. */
  readonly target: string;
  /** SHA-256 of the bytes that are replaced, and of those that replace them. */
  readonly old: string;
  readonly new: string;
}

/** How far a change of several files has come; null: nothing of it was renamed. */
export interface Mark {
  /** `staged`: all new texts are there. `undoing`: all old texts are there again. */
  readonly state: 'staged' | 'undoing';
  /** Of the temporary files, by the number of their entry: only these are renamed. */
  readonly ids: Readonly<Record<number, string>>;
}

export interface JournalText {
  readonly owner: Owner;
  readonly groups: readonly (readonly Entry[])[];
  /** What is said of each change, by its number; the last word comes last. */
  readonly marks: ReadonlyMap<number, readonly Mark[]>;
}

/** What a run is about to do, so that another can finish or take back what it could not. */
export interface Journal {
  readonly path: string;
  mark(group: number, mark: Mark): void;
  /** That the run is still at it. */
  beat(): void;
  close(): void;
}

const VERSION = 1;
const BEAT = 1000;

export interface JournalRequest {
  readonly disk: WriteDisk;
  readonly owner: Owner;
  /** Absolute. */
  readonly groups: readonly (readonly { target: string; old: string; new: string }[])[];
  /** Folders that the journal may stand in, or below. */
  readonly roots: readonly string[];
}

/** Stands in the folder that holds all files of the run, or in one of theirs where it may not. */
export function openJournal({ disk, owner, groups, roots }: JournalRequest): Journal {
  const targets = groups.flatMap((group) => group.map(({ target }) => target));
  const common = commonFolder(targets);
  const folders = new Set([
    ...(roots.some((root) => isWithin(common, root)) ? [common] : []),
    ...targets.map((target) => dirname(target)),
  ]);
  let failure: unknown = null;
  for (const folder of folders) {
    const path = journalPath(folder);
    const lines = [
      JSON.stringify({ version: VERSION, owner }),
      ...groups.map((group) =>
        JSON.stringify({
          files: group.map((file) => ({ ...file, target: relative(folder, file.target) })),
        }),
      ),
      '',
    ];
    try {
      disk.create(path, lines.join('\n'));
      disk.sync(folder);
      return journalAt(path, disk);
    } catch (error) {
      failure ??= error;
      removeQuietly(disk, path);
    }
  }
  throw failure;
}

function journalAt(path: string, disk: WriteDisk): Journal {
  let beaten = Date.now();
  return {
    path,
    mark(group, mark) {
      // A line of its own, also behind one that a full disk has torn.
      disk.append(path, `\n${JSON.stringify({ group, ...mark })}\n`);
    },
    beat() {
      if (Date.now() - beaten < BEAT) return;
      beaten = Date.now();
      try {
        disk.touch(path);
      } catch {
        // Only other machines look at it.
      }
    },
    close() {
      disk.remove(path);
      disk.sync(dirname(path));
    },
  };
}

function removeQuietly(disk: WriteDisk, path: string): void {
  try {
    disk.remove(path);
  } catch {
    // Nothing that names a change was written: a later run reads it, and finds nothing to do.
  }
}

/** No journal comes near: 100,000 files. */
const LARGEST = 64 * 1024 * 1024;

/** A run elsewhere that has not said for so long that it is at it has ended. */
export const SILENCE = 10_000;

/** null for what is no journal, whatever it is called. */
export function readJournal(path: string, disk: WriteDisk): JournalText | null {
  const look = disk.look(path);
  if (look === null || !look.isFile || look.size > LARGEST) return null;
  return parseJournal(disk.read(path));
}

/** Whether the run that made a journal goes on, as far as anybody here can tell. */
export function isBusy(
  path: string,
  { owner }: JournalText,
  disk: WriteDisk,
  now: number,
): boolean {
  const life = lifeOf(owner);
  if (life !== 'unknown') return life === 'alive';
  // A time to come is nobody's who is at work.
  return Math.abs(now - (disk.look(path)?.modified ?? 0)) < SILENCE;
}

/** null for what is no journal. */
function parseJournal(text: string): JournalText | null {
  const [first = '', ...lines] = text.split('\n');
  const head = valueIn(first);
  if (!isRecord(head) || head.version !== VERSION || !isOwner(head.owner)) return null;
  const groups: Entry[][] = [];
  const marks = new Map<number, Mark[]>();
  for (const line of lines) {
    const value = valueIn(line);
    if (!isRecord(value)) continue;
    if (Array.isArray(value.files) && value.files.every(isEntry)) groups.push(value.files);
    else if (typeof value.group === 'number' && isMark(value))
      marks.set(value.group, [
        ...(marks.get(value.group) ?? []),
        { state: value.state, ids: value.ids },
      ]);
  }
  return { owner: head.owner, groups, marks };
}

/** Where the files of an entry stand. */
export function targetOf(journal: string, { target }: Entry): string {
  return join(dirname(journal), target);
}

function valueIn(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOwner(value: unknown): value is Owner {
  return (
    isRecord(value) &&
    Number.isSafeInteger(value.pid) &&
    typeof value.start === 'string' &&
    typeof value.place === 'string'
  );
}

const HASH = /^[0-9a-f]{64}$/;

function isEntry(value: unknown): value is Entry {
  return (
    isRecord(value) &&
    typeof value.target === 'string' &&
    [value.old, value.new].every((hash) => typeof hash === 'string' && HASH.test(hash))
  );
}

function isMark(value: Record<string, unknown>): value is Record<string, unknown> & Mark {
  const { state, ids } = value;
  return (
    (state === 'staged' || state === 'undoing') &&
    isRecord(ids) &&
    Object.values(ids).every((id) => typeof id === 'string')
  );
}
