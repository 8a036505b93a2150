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
import type { Progress } from '../process/progress.js';
import type { Io } from './io.js';

type Say = (text: string) => void;

/** What came of writing. */
export interface Written {
  /** Printed paths of the files that hold their new text. */
  readonly paths: ReadonlySet<string>;
  /** All that was to be written is. */
  readonly isWhole: boolean;
  /** Why it is not; one clause each. */
  readonly reasons: readonly string[];
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
        `${relativeTo(io, undecided(request)[0] ?? '')}: waiting to see whether the run that created it is still active`,
      );
    await wait(STEP);
  }
  const { finished, undone, removed, problems, busy } = recover(request);
  for (const path of finished)
    say(`${relativeTo(io, path)}: finished the change that an interrupted run had started`);
  for (const path of undone)
    say(`${relativeTo(io, path)}: reverted the change that an interrupted run had started`);
  for (const path of removed)
    say(`${relativeTo(io, path)}: removed, left behind by an interrupted run`);
  for (const problem of problems) say(relativeTo(io, problem));
  for (const { path, pid } of busy)
    say(
      `${relativeTo(io, path)}: another run (process ${pid}) is writing here; its files are left alone`,
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
  progress: Progress,
): Promise<Written> {
  const { files } = outcome;
  const nothing = { paths: new Set<string>(), isWhole: files.length === 0, reasons: [] };
  if (files.length === 0) return nothing;
  const { life } = io;
  const dirty = flags.allowDirty === true ? [] : await notUndoable(outcome, input, io);
  if (dirty.length > 0) return { ...nothing, reasons: dirty };
  progress.phase('Writing files', files.length);
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
      for (let i = 0; i < count; i++) progress.step();
    },
  });
  life.isWriting = false;
  progress.end();
  for (const { path, message, remedy } of failures)
    say(`${relativeTo(io, path)}: ${message}; ${remedy}`);
  if (written.length > 0 && !(await seesAttributes(io.env)))
    say(
      'access lists and extended attributes of the files could not be read, and were not kept if there were any: that requires cp of GNU coreutils on PATH',
    );
  const isWhole = failures.length === 0 && left.length === 0;
  const [first] = failures;
  const reasons =
    first === undefined ? [] : [`${relativeTo(io, first.path)} ${first.message}; ${first.remedy}`];
  return { paths: new Set(written), isWhole, reasons };
}

/** Why git could not give back every file as it is now; what it cannot tell counts as no. */
async function notUndoable(
  { files }: Outcome,
  input: DiskInput,
  { env, cwd }: Io,
): Promise<readonly string[]> {
  const paths = files.map(({ path }) => input.absolute(path));
  const { unsafe, unasked } = await askGit({ paths, env, cwd });
  return [
    ...unasked.map(
      ({ root, message, remedy }) =>
        `git cannot tell whether the files of ${root} have uncommitted changes: ${message} (${remedy}, or --allow-dirty)`,
    ),
    ...(['uncommitted', 'flagged', 'filtered'] as const).flatMap((why) => {
      const own = unsafe.filter((entry) => entry.why === why);
      return own.length === 0 ? [] : [`${listOf(own)} ${WORDS[why](own.length === 1)}`];
    }),
  ];
}

const WORDS: Readonly<Record<Unsafe['why'], (isOne: boolean) => string>> = {
  uncommitted: (isOne) =>
    `${isOne ? 'has' : 'have'} uncommitted changes (--allow-dirty, or commit first)`,
  flagged: (isOne) =>
    `${isOne ? 'is' : 'are'} marked assume-unchanged or skip-worktree, so git does not see changes (git update-index --no-assume-unchanged --no-skip-worktree, or --allow-dirty)`,
  filtered: (isOne) =>
    `${isOne ? 'goes' : 'go'} through a filter or an encoding of .gitattributes, which is not run here, so uncommitted changes would not be seen (check git status, then --allow-dirty)`,
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
