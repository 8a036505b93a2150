import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import type { Problem } from '../../model/source.js';

/** No manifest comes near; and a text of that size would not fit into a string either way. */
const LARGEST_FILE = 256 * 1024 * 1024;

/** A pipe is not waited for, and a terminal not taken. */
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** The door to the disk for discovery and reading: nothing else of the tool reads files. */
export interface Files {
  list(folder: string): readonly Dirent[] | Problem;
  /** The bytes of a regular file, in a buffer that the next read overwrites. */
  read(absolute: string, path: string, limit?: number): Uint8Array | Problem;
  real(absolute: string): string | null;
  /** Permission bits; those of a plain file where they cannot be told. */
  mode(absolute: string): number;
  kind(absolute: string): 'file' | 'folder' | 'other' | 'missing' | Problem;
}

export function diskFiles(): Files {
  return { list, read: reader(), real, mode, kind };
}

function list(folder: string): readonly Dirent[] | Problem {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    return problemOf(error, folder);
  }
}

/** Reads into a buffer of its own, which grows with the largest file. */
function reader(): Files['read'] {
  let buffer = Buffer.allocUnsafeSlow(256 * 1024);
  return (absolute, path, limit = LARGEST_FILE) => {
    let file: number | null = null;
    try {
      file = openSync(absolute, READ);
      const stat = fstatSync(file);
      if (!stat.isFile() && !stat.isDirectory()) return { ...NO_FILE, path };
      if (stat.size > limit) return tooLarge(path, limit);
      let length = 0;
      for (;;) {
        const count = readSync(file, buffer, length, buffer.length - length, null);
        length += count;
        // A regular file gives less than was asked for only at its end.
        if (length < buffer.length) return buffer.subarray(0, length);
        if (length >= limit) return tooLarge(path, limit);
        const larger = Buffer.allocUnsafeSlow(buffer.length * 2);
        buffer.copy(larger, 0, 0, length);
        buffer = larger;
      }
    } catch (error) {
      return problemOf(error, path);
    } finally {
      if (file !== null) closeSync(file);
    }
  };
}

function real(absolute: string): string | null {
  try {
    return realpathSync(absolute);
  } catch {
    // Dangling links, loops, no permission: there is nothing behind it for us.
    return null;
  }
}

function mode(absolute: string): number {
  try {
    return statSync(absolute).mode & 0o777;
  } catch {
    return 0o644;
  }
}

function kind(absolute: string): ReturnType<Files['kind']> {
  try {
    const stat = statSync(absolute);
    if (stat.isFile()) return 'file';
    return stat.isDirectory() ? 'folder' : 'other';
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : problemOf(error, absolute);
  }
}

const REASONS: Readonly<Record<string, readonly [message: string, remedy: string]>> = {
  EACCES: [
    'no permission to read it',
    'run as a user with permission, or leave it out with --exclude',
  ],
  EPERM: [
    'no permission to read it',
    'run as a user with permission, or leave it out with --exclude',
  ],
  ENOENT: ['it is gone: something removed it during the run', 'run again'],
  ENOTDIR: ['it is gone: something replaced its folder during the run', 'run again'],
  EISDIR: ['it is a folder now', 'run again'],
  ELOOP: ['its links form a cycle', 'remove one of the links'],
  ENAMETOOLONG: ['its name is too long', 'rename it'],
  EMFILE: ['too many files are open', 'raise the limit (ulimit -n) and run again'],
};

function problemOf(error: unknown, path: string): Problem {
  const code = codeOf(error);
  const [message, remedy] = REASONS[code] ?? [`it cannot be read (${code})`, 'check the disk'];
  return { kind: 'unreadable', path, place: null, message, remedy };
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown error';
}

/** A pipe, a socket or a device. */
export const NO_FILE = {
  kind: 'unreadable',
  place: null,
  message: 'is not a regular file',
  remedy: 'remove it, or leave it out with --exclude',
} as const;

function tooLarge(path: string, limit: number): Problem {
  return {
    kind: 'too-large',
    path,
    place: null,
    message: `is larger than ${limit / 1024 / 1024} MB`,
    remedy: 'split it, or leave it out with --exclude',
  };
}
