import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { codeOf } from '../discover/disk.js';
import type { DiskInput } from '../discover/disk-input.js';
import { printableText } from '../report/escape.js';
import type { Io } from './io.js';

/** Data to standard output or to a file, which is replaced whole. False where it could not be. */
export function writeOutput(
  data: string | Uint8Array,
  file: string | undefined,
  io: Io,
  say: (text: string) => void,
): boolean {
  if (file === undefined) {
    if (data.length > 0) io.stdout.write(io.stdout.isTTY === true ? shown(data) : data);
    return true;
  }
  const target = behindLinks(resolve(io.cwd, file));
  try {
    if (isSpecial(target)) writeFileSync(target, data);
    else replace(target, data);
    return true;
  } catch (error) {
    say(
      `${file}: it could not be written (${codeOf(error)}); check the folder and its permissions`,
    );
    return false;
  }
}

/** A terminal does what it is told: of contents of files it gets the looks only. */
function shown(data: string | Uint8Array): string {
  return printableText(typeof data === 'string' ? data : Buffer.from(data).toString());
}

function replace(target: string, data: string | Uint8Array): void {
  const name = `.sidecar-migrate-output-${randomBytes(6).toString('hex')}.tmp`;
  const temporary = join(dirname(target), name);
  try {
    const file = openSync(temporary, 'wx');
    try {
      writeFileSync(file, data);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    const mode = statSync(target, { throwIfNoEntry: false })?.mode;
    if (mode !== undefined) chmodSync(temporary, mode & 0o7777);
    renameSync(temporary, target);
  } catch (error) {
    try {
      rmSync(temporary, { force: true });
    } catch {
      // The first error says why.
    }
    throw error;
  }
}

/** What a report of ours begins with. */
const REPORT = /^\{\s*"version": 1,\s*"tool": \{\s*"name": "sidecar-migrate"/;

/** Whether `-o` would replace a file that this run reads: an older report in the tree is none. */
export function isInput(file: string, input: DiskInput, io: Io): boolean {
  const target = behindLinks(resolve(io.cwd, file));
  const own = lstatSync(target, { throwIfNoEntry: false });
  if (own?.isFile() !== true) return false;
  for (const { path } of input.files()) {
    if (own.nlink === 1 && basename(path) !== basename(target)) continue;
    const other = lstatSync(input.absolute(path), { throwIfNoEntry: false });
    if (other?.ino !== own.ino || other.dev !== own.dev) continue;
    return input.named.has(path) || !isReport(target);
  }
  return false;
}

function isReport(path: string): boolean {
  try {
    return REPORT.test(readFileSync(path, 'utf8').slice(0, 200));
  } catch {
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
