import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import type { DiskInput } from '../files/discover/disk-input.js';
import { seesAttributes } from '../files/write/attributes.js';
import { writeDisk, writeDiskFor } from '../files/write/disk.js';
import { askGit } from '../files/write/git.js';
import type { Unsafe } from '../files/write/git-files.js';
import { SILENCE } from '../files/write/journal.js';
import { plainFiles } from '../files/write/plain.js';
import { type RecoverRequest, recover, undecided } from '../files/write/recover.js';
import { writeChanges } from '../files/write/write.js';
import type { Outcome } from '../model/outcome.js';
import { thisOwner } from '../process/owner.js';
import type { Io } from './io.js';

type Say = (text: string) => void;

/** What came of writing. */
export interface Written {
  /** Printed paths of the files that hold their new text. */
  readonly paths: ReadonlySet<string>;
  /** All that was to be written is. */
  readonly isWhole: boolean;
}

const STEP = 250;

/** Finishes or clears up what killed runs left in the folders of this one. False where it could not. */
export async function finishInterrupted(input: DiskInput, io: Io, say: Say): Promise<boolean> {
  const request: RecoverRequest = {
    journals: input.journals(),
    disk: writeDisk,
    roots: input.roots,
    uid: process.getuid?.() ?? null,
    now: Date.now,
  };
  for (let waited = 0; waited < SILENCE && undecided(request).length > 0; waited += STEP) {
    if (waited === 0)
      say(
        `${relativeTo(io, undecided(request)[0] ?? '')}: waiting to see whether the run that made it goes on`,
      );
    await wait(STEP);
  }
  const { finished, undone, removed, problems, busy } = recover(request);
  for (const path of finished)
    say(`${relativeTo(io, path)}: finished the change that an interrupted run had begun`);
  for (const path of undone)
    say(`${relativeTo(io, path)}: took back the change that an interrupted run had begun`);
  for (const path of removed)
    say(`${relativeTo(io, path)}: removed, left behind by an interrupted run`);
  for (const problem of problems) say(relativeTo(io, problem));
  for (const { path, pid } of busy)
    say(
      `${relativeTo(io, path)}: another run (process ${pid}) is writing here; what it writes is left to it`,
    );
  return problems.length === 0;
}

/** Writes what was proven. */
export async function writeInPlace(
  outcome: Outcome,
  input: DiskInput,
  flags: { readonly allowDirty?: boolean },
  io: Io,
  say: Say,
): Promise<Written> {
  const { files } = outcome;
  const nothing = { paths: new Set<string>(), isWhole: files.length === 0 };
  if (files.length === 0) return nothing;
  const { life } = io;
  if (flags.allowDirty !== true && !(await isUndoable(outcome, input, io, say))) return nothing;
  const targets = files.map(({ path }) => input.absolute(path));
  const plain = await plainFiles(targets, io.env, input.roots);
  life.isWriting = true;
  const { written, failures, left } = await writeChanges({
    files,
    absolute: (path) => input.absolute(path),
    disk: writeDiskFor(plain),
    owner: thisOwner(),
    roots: input.roots,
    pause: async () => {
      await turn();
      return life.stop !== null;
    },
    onWritten: (count) => {
      life.written += count;
    },
  });
  life.isWriting = false;
  for (const { path, message, remedy } of failures)
    say(`${relativeTo(io, path)}: ${message}; ${remedy}`);
  const unwritten = files.length - written.length;
  if (life.stop !== null) say(`interrupted: ${written.length} written, ${unwritten} not`);
  else if (written.length > 0 || unwritten > 0)
    say(`wrote ${filesOf(written.length)}${unwritten > 0 ? `, ${unwritten} not` : ''}`);
  if (written.length > 0 && !(await seesAttributes(io.env)))
    say(
      'access lists and extended attributes of the files could not be seen, and were not kept where there were any: that takes the cp of GNU coreutils on PATH',
    );
  const isWhole = failures.length === 0 && left.length === 0;
  return { paths: new Set(written), isWhole };
}

function filesOf(count: number): string {
  return `${count} ${count === 1 ? 'file' : 'files'}`;
}

/** Whether git could give back every file as it is now; what it cannot tell counts as no. */
async function isUndoable(
  { files }: Outcome,
  input: DiskInput,
  { env, cwd }: Io,
  say: Say,
): Promise<boolean> {
  const paths = files.map(({ path }) => input.absolute(path));
  const { unsafe, unasked } = await askGit({ paths, env, cwd });
  for (const { root, message, remedy } of unasked)
    say(
      `nothing was written: whether the files of ${root} have changes that are not committed cannot be told: ${message}; ${remedy}, or say --allow-dirty`,
    );
  for (const why of ['uncommitted', 'flagged', 'filtered'] as const) {
    const own = unsafe.filter((entry) => entry.why === why);
    if (own.length > 0) say(`nothing was written: ${listOf(own)} ${WORDS[why](own.length === 1)}`);
  }
  return unsafe.length === 0 && unasked.length === 0;
}

const WORDS: Readonly<Record<Unsafe['why'], (isOne: boolean) => string>> = {
  uncommitted: (isOne) =>
    `${isOne ? 'has' : 'have'} changes that are not committed; commit or stash them, or say --allow-dirty`,
  flagged: (isOne) =>
    `${isOne ? 'is' : 'are'} marked assume-unchanged or skip-worktree, so git does not see what changes there; git update-index --no-assume-unchanged --no-skip-worktree, or say --allow-dirty`,
  filtered: (isOne) =>
    `${isOne ? 'goes' : 'go'} through a filter or an encoding of .gitattributes, which is not run here, so nobody can tell whether ${isOne ? 'it has' : 'they have'} changes that are not committed; see what git status says, and say --allow-dirty`,
};

function listOf(unsafe: readonly Unsafe[]): string {
  const more = unsafe.length > 5 ? ` and ${unsafe.length - 5} more` : '';
  return (
    unsafe
      .slice(0, 5)
      .map(({ path }) => path)
      .join(', ') + more
  );
}

function relativeTo(io: Io, text: string): string {
  return text.startsWith(`${io.cwd}/`) ? text.slice(io.cwd.length + 1) : text;
}
