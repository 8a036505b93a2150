import type { DiskInput } from '../discover/disk-input.js';
import type { Outcome } from '../model/outcome.js';
import { writeDisk } from '../write/disk.js';
import { uncommitted } from '../write/git.js';
import { homesOf, recover } from '../write/recover.js';
import { writeChanges } from '../write/write.js';
import type { Io } from './io.js';

type Say = (text: string) => void;

/** Finishes or clears up what a killed run left in the folders of this one. */
export function finishInterrupted(input: DiskInput, io: Io, say: Say): void {
  const seen = input.strays();
  const homes = homesOf(seen);
  const all = homes.length === 0 ? seen : [...new Set([...seen, ...input.strays(homes)])].sort();
  const { finished, removed } = recover(all, writeDisk);
  for (const path of finished)
    say(`${relativeTo(io, path)}: finished the change that an interrupted run had begun`);
  for (const path of removed)
    say(`${relativeTo(io, path)}: removed, left behind by an interrupted run`);
}

/** Writes what was proven. False where something could not be, or must not be, written. */
export function writeInPlace(
  outcome: Outcome,
  input: DiskInput,
  flags: { readonly allowDirty?: boolean },
  say: Say,
): boolean {
  const { files } = outcome;
  if (files.length === 0) return true;
  if (flags.allowDirty !== true) {
    const dirty = uncommitted(files.map(({ path }) => input.absolute(path)));
    if (dirty.length > 0) {
      const list =
        dirty.slice(0, 5).join(', ') + (dirty.length > 5 ? ` and ${dirty.length - 5} more` : '');
      say(
        `nothing was written: ${list} ${dirty.length === 1 ? 'has' : 'have'} changes that are not committed; commit or stash them, or say --allow-dirty`,
      );
      return false;
    }
  }
  const { written, failures } = writeChanges({
    files,
    absolute: (path) => input.absolute(path),
    disk: writeDisk,
    pid: process.pid,
  });
  for (const { path, message, remedy } of failures) say(`${path}: ${message}; ${remedy}`);
  if (written.length > 0) say(`wrote ${written.length} ${written.length === 1 ? 'file' : 'files'}`);
  return failures.length === 0;
}

function relativeTo(io: Io, path: string): string {
  return path.startsWith(`${io.cwd}/`) ? path.slice(io.cwd.length + 1) : path;
}
