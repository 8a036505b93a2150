import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';

/** The door to the disk for writing. A plain record, so that a test can stand in the way of one. */
export interface WriteDisk {
  hash(path: string): string;
  /** Permission bits; throws where there is no file. */
  mode(path: string): number;
  /** Makes a new file with the bytes on the disk, not in a cache, and the owner and mode of another. */
  stage(path: string, text: string, like: string): void;
  rename(from: string, to: string): void;
  remove(path: string): void;
  list(folder: string): readonly string[];
  isAlive(pid: number): boolean;
}

export const writeDisk: WriteDisk = {
  hash: (path) => hashOfBytes(readFileSync(path)),
  mode: (path) => statSync(path).mode & 0o7777,
  stage(path, text, like) {
    const { mode, uid, gid } = statSync(like);
    const file = openSync(path, 'wx', 0o600);
    try {
      const bytes = Buffer.from(text);
      for (let written = 0; written < bytes.length; )
        written += writeSync(file, bytes, written, bytes.length - written);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    const own = statSync(path);
    if (own.uid !== uid || own.gid !== gid) chownSync(path, uid, gid);
    chmodSync(path, mode & 0o7777);
  },
  rename: renameSync,
  remove: (path) => rmSync(path, { force: true }),
  list: (folder) => readdirSync(folder),
  isAlive(pid) {
    if (pid === process.pid) return false; // a number used again: this run has staged nothing yet
    try {
      process.kill(pid, 0);
      return true;
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === 'EPERM';
    }
  },
};

export function hashOfBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 12);
}
