import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { codeOf } from '../discover/disk.js';
import type { ChangedFile } from '../model/outcome.js';
import { hashOfBytes, type WriteDisk } from './disk.js';
import { foldersAbove, parseTemporary, type TemporaryName, temporaryPath } from './names.js';

/** A file that could not be written; nothing of its change was. */
export interface WriteFailure {
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

export interface WriteResult {
  readonly written: readonly string[];
  readonly failures: readonly WriteFailure[];
}

export interface WriteRequest {
  readonly files: readonly ChangedFile[];
  readonly absolute: (path: string) => string;
  readonly disk: WriteDisk;
  readonly pid: number;
}

interface Staged {
  readonly file: ChangedFile;
  readonly target: string;
  readonly temporary: string;
}

/** Writes each change whole or not at all: staged beside its targets first, then renamed. */
export function writeChanges(request: WriteRequest): WriteResult {
  const written: string[] = [];
  const failures: WriteFailure[] = [];
  for (const group of groupsOf(request.files)) {
    const failure = writeGroup(request, group);
    if (failure === null) written.push(...group.map(({ path }) => path));
    else failures.push(failure);
  }
  return { written, failures };
}

/** Files that share a change, directly or through others: they are written together. */
export function groupsOf(files: readonly ChangedFile[]): readonly (readonly ChangedFile[])[] {
  const groups: { changes: Set<string>; files: ChangedFile[] }[] = [];
  for (const file of files) {
    const joined = groups.filter((group) =>
      file.changes.some((change) => group.changes.has(change)),
    );
    const group = {
      changes: new Set([...joined.flatMap(({ changes }) => [...changes]), ...file.changes]),
      files: [...joined.flatMap((entry) => entry.files), file],
    };
    for (const old of joined) groups.splice(groups.indexOf(old), 1);
    groups.push(group);
  }
  return groups.map((group) => group.files);
}

function writeGroup(request: WriteRequest, group: readonly ChangedFile[]): WriteFailure | null {
  const { disk } = request;
  const staged: Staged[] = [];
  const change = createHash('sha256')
    .update(group.flatMap(({ changes }) => changes).join())
    .digest('hex')
    .slice(0, 12);
  const targets = group.map(({ path }) => request.absolute(path));
  const up = foldersAbove(targets);
  for (const [i, file] of group.entries()) {
    const target = targets[i] ?? '';
    const failure = obstacle(request, file, target);
    const name: TemporaryName = {
      target,
      pid: request.pid,
      change,
      number: i + 1,
      count: group.length,
      up: up[i] ?? 0,
      hash: hashOfBytes(Buffer.from(file.before)),
    };
    const temporary = temporaryPath(name);
    try {
      if (failure === null) {
        staged.push({ file, target, temporary });
        disk.stage(temporary, file.after, target);
        continue;
      }
    } catch (error) {
      discard(disk, staged);
      return failureOf(file.path, error);
    }
    discard(disk, staged);
    return failure;
  }
  return renameAll(disk, staged);
}

/** Why a file must not be replaced, or null. */
function obstacle(
  { disk, pid }: WriteRequest,
  file: ChangedFile,
  target: string,
): WriteFailure | null {
  const refuse = (message: string, remedy: string): WriteFailure => ({
    path: file.path,
    message,
    remedy,
  });
  try {
    if ((disk.mode(target) & 0o222) === 0)
      return refuse('is read-only', 'make it writable (chmod u+w)');
    const other = disk
      .list(dirname(target))
      .map((name) => parseTemporary(`${dirname(target)}/${name}`))
      .find((found) => found?.target === target && found.pid !== pid && disk.isAlive(found.pid));
    if (other != null)
      return refuse(
        `is being written by another run (process ${other.pid})`,
        'wait for it to end, then run again',
      );
    if (disk.hash(target) !== hashOfBytes(Buffer.from(file.before)))
      return refuse('has changed since it was read', 'run again once nothing else writes to it');
  } catch (error) {
    return failureOf(file.path, error);
  }
  return null;
}

/** The renames of one change, in order; one that fails takes those before it back. */
function renameAll(disk: WriteDisk, staged: readonly Staged[]): WriteFailure | null {
  const done: Staged[] = [];
  for (const entry of staged) {
    try {
      disk.rename(entry.temporary, entry.target);
      done.push(entry);
    } catch (error) {
      for (const undo of done.reverse()) restore(disk, undo);
      discard(disk, staged);
      return failureOf(entry.file.path, error);
    }
  }
  return null;
}

function restore(disk: WriteDisk, { file, target, temporary }: Staged): void {
  disk.stage(temporary, file.before, target);
  disk.rename(temporary, target);
}

function discard(disk: WriteDisk, staged: readonly Staged[]): void {
  for (const { temporary } of staged) disk.remove(temporary);
}

const REASONS: Readonly<Record<string, readonly [message: string, remedy: string]>> = {
  ENOSPC: ['the disk is full; nothing of this change was written', 'free some space and run again'],
  EDQUOT: [
    'the disk quota is used up; nothing of this change was written',
    'free some space and run again',
  ],
  EFBIG: [
    'the file would be larger than is allowed here; nothing of this change was written',
    'raise the limit (ulimit -f) and run again',
  ],
  EACCES: ['no permission to write in its folder', 'run as a user who may'],
  EPERM: ['no permission to write it', 'run as a user who may'],
  EROFS: ['its file system is read-only', 'mount it for writing'],
  EEXIST: ['another run is writing it right now', 'wait for it to end, then run again'],
  ENOENT: ['it is gone: something removed it during the run', 'run again'],
};

function failureOf(path: string, error: unknown): WriteFailure {
  const code = codeOf(error);
  const [message, remedy] = REASONS[code] ?? [
    `it could not be written (${code})`,
    'look at the disk and run again',
  ];
  return { path, message, remedy };
}
