import { lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { codeOf } from '../discover/disk.js';
import type { Io } from './io.js';

/**
 * Data to standard output or to a file, which is replaced whole; a device, a pipe or a link is
 * written to, never replaced: /dev/null stays what it is. False where it could not be.
 */
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
  const target = resolve(io.cwd, file);
  const temporary = join(dirname(target), `.sidecar-migrate-output-${process.pid}.tmp`);
  try {
    if (lstatSync(target, { throwIfNoEntry: false })?.isFile() === false) {
      writeFileSync(target, data);
      return true;
    }
    writeFileSync(temporary, data);
    renameSync(temporary, target);
    return true;
  } catch (error) {
    rmSync(temporary, { force: true });
    say(
      `${file}: it could not be written (${codeOf(error)}); check the folder and its permissions`,
    );
    return false;
  }
}
