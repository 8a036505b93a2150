import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { codeOf } from '../discover/disk.js';
import type { Io } from './io.js';

/** Data to standard output or to a file, which is replaced whole. False where it could not be. */
export function writeOutput(
  data: string | Uint8Array,
  file: string | undefined,
  io: Io,
  say: (text: string) => void,
): boolean {
  if (file === undefined) {
    if (data.length > 0) io.stdout.write(data);
    return true;
  }
  const target = behindLinks(resolve(io.cwd, file));
  if (isSpecial(target)) return writeThrough(data, target, file, say);
  const temporary = join(dirname(target), `.sidecar-migrate-output-${process.pid}.tmp`);
  try {
    writeFileSync(temporary, data);
    renameSync(temporary, target);
    return true;
  } catch (error) {
    rmSync(temporary, { force: true });
    sayFailed(file, error, say);
    return false;
  }
}

/** A link stays a link: what it points at is replaced. */
function behindLinks(target: string): string {
  try {
    return realpathSync(target);
  } catch {
    return target;
  }
}

/** Pipes and devices such as /dev/null are written to: replacing one would break the machine. */
function isSpecial(target: string): boolean {
  const stats = statSync(target, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isFile() && !stats.isDirectory();
}

function writeThrough(
  data: string | Uint8Array,
  target: string,
  file: string,
  say: (text: string) => void,
): boolean {
  try {
    writeFileSync(target, data);
    return true;
  } catch (error) {
    sayFailed(file, error, say);
    return false;
  }
}

function sayFailed(file: string, error: unknown, say: (text: string) => void): void {
  say(`${file}: it could not be written (${codeOf(error)}); check the folder and its permissions`);
}
