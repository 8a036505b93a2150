import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  unlinkSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { codeOf } from '../discover/disk.js';
import { AttributesLost, copyAttributes } from './attributes.js';

/** What stands at a path; a link is a link. */
export interface Look {
  readonly isFile: boolean;
  readonly mode: number;
  /** How many names it has. */
  readonly links: number;
  readonly uid: number;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Told by the file system, and by nobody else: no name and no content can pretend to be this file. */
  readonly id: string;
}

/** The door to the disk for writing. A plain record, so that a test can stand in the way of one. */
export interface WriteDisk {
  /** null where there is nothing. */
  look(path: string): Look | null;
  /** Of all bytes of a regular file. */
  hash(path: string): string;
  /** Makes a new file with the bytes on the disk, not in a cache, and all but the content of another. */
  stage(path: string, text: string, like: string): Promise<void>;
  rename(from: string, to: string): void;
  /** One file or link; nothing there is no error. */
  remove(path: string): void;
  /** What was renamed in a folder survives a loss of power. */
  sync(folder: string): void;
  list(folder: string): readonly string[];
  /** A new file for this user alone, on the disk. */
  create(path: string, text: string): void;
  /** Adds to such a file, on the disk. */
  append(path: string, text: string): void;
  read(path: string): string;
  /** Says that the file's maker is still at it. */
  touch(path: string): void;
  /** The folder with its links resolved. */
  real(folder: string): string;
}

/** No link is followed, and no pipe waited for. */
const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export const writeDisk: WriteDisk = {
  look(path) {
    try {
      const stat = lstatSync(path, { bigint: true });
      return {
        isFile: stat.isFile(),
        mode: Number(stat.mode) & 0o7777,
        links: Number(stat.nlink),
        uid: Number(stat.uid),
        size: Number(stat.size),
        modified: Number(stat.mtimeMs),
        id: `${stat.ino}-${stat.ctimeNs}`,
      };
    } catch (error) {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
      throw error;
    }
  },
  hash: (path) => withFile(path, READ, (file) => hashOfBytes(readFileSync(file))),
  stage: (path, text, like) => stageLike(path, text, like, false),
  rename: renameSync,
  remove(path) {
    try {
      unlinkSync(path);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  },
  sync(folder) {
    if (process.platform === 'win32') return;
    try {
      withFile(folder, constants.O_RDONLY, fsyncSync);
    } catch (error) {
      // Not every file system knows what that means for a folder; a folder may be for writing only.
      if (!['EINVAL', 'ENOTSUP', 'EACCES', 'EPERM'].includes(codeOf(error))) throw error;
    }
  },
  list: (folder) => readdirSync(folder),
  create(path, text) {
    withFile(path, 'wx', (file) => {
      writeAll(file, Buffer.from(text));
      fsyncSync(file);
    });
  },
  append(path, text) {
    const flags = constants.O_WRONLY | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0);
    withFile(path, flags, (file) => {
      writeAll(file, Buffer.from(text));
      fsyncSync(file);
    });
  },
  read: (path) => withFile(path, READ, (file) => readFileSync(file, 'utf8')),
  touch(path) {
    const now = new Date();
    utimesSync(path, now, now);
  },
  real: (folder) => realpathSync(folder),
};

/** The same disk, where some files are known to have no attributes but mode and owner. */
export function writeDiskFor(plain: ReadonlySet<string>): WriteDisk {
  return {
    ...writeDisk,
    stage: (path, text, like) => stageLike(path, text, like, plain.has(like)),
  };
}

/** `isPlain`: the other has nothing that only a program could copy. */
async function stageLike(
  path: string,
  text: string,
  like: string,
  isPlain: boolean,
): Promise<void> {
  const { uid, gid, mode } = lstatSync(like);
  const file = openSync(path, 'wx', 0o600);
  try {
    writeAll(file, Buffer.from(text));
    const own = fstatSync(file);
    if (own.uid !== uid || own.gid !== gid) give(file, uid, gid);
    fchmodSync(file, mode & 0o7777);
    if (!isPlain) await copyAttributes(like, path);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

export function hashOfBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; )
    written += writeSync(file, bytes, written, bytes.length - written);
}

function give(file: number, uid: number, gid: number): void {
  try {
    fchownSync(file, uid, gid);
  } catch (error) {
    throw codeOf(error) === 'EPERM' ? new AttributesLost(`owner ${uid}:${gid}`) : error;
  }
}

function withFile<T>(path: string, flags: string | number, use: (file: number) => T): T {
  const file = openSync(path, flags, 0o600);
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}
