import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  constants,
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
import { CONFIG_NAME } from '../config/find.js';
import { codeOf } from '../files/discover/disk.js';
import type { DiskInput } from '../files/discover/disk-input.js';
import { GIT_IGNORE, OWN_IGNORE } from '../files/discover/ignores.js';
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
  const target = resolve(io.cwd, file);
  try {
    // /dev/fd/63 is a link to no path: what is special is asked by the name that was given.
    if (isSpecial(target)) writeInto(target, data);
    else replace(behindLinks(target), data);
    return true;
  } catch (error) {
    say(
      codeOf(error) === 'ENXIO'
        ? `${file}: it could not be written: it is a pipe that no process reads; start its reader first`
        : `${file}: it could not be written (${codeOf(error)}); check the folder and its permissions`,
    );
    return false;
  }
}

/** A pipe without a reader is not waited for: no signal would end that. */
function writeInto(target: string, data: string | Uint8Array): void {
  const probe = openSync(target, constants.O_WRONLY | (constants.O_NONBLOCK ?? 0));
  try {
    writeFileSync(target, data);
  } finally {
    closeSync(probe);
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

/** What a report of ours begins with, in each format that may have the name of an input. */
const REPORTS: readonly RegExp[] = [
  /^\{\s{0,9}"version": 1,\s{0,9}"tool": \{\s{0,9}"name": "sidecar-migrate"/,
  /^\{\s{0,9}"\$schema": "[^"]{0,99}sarif[^"]{0,99}",[^\]]{0,200}\{\s{0,20}"name": "sidecar-migrate"/,
  /^\{\s{0,9}"source": \{\s{0,9}"name": "sidecar-migrate"/,
  /^\[\s{0,9}(?:\{\s{0,9}"check_name": "(?:SM\d|[a-z]+-)|\]\n$)/,
];

/** Read beside the files of a run, by their names. */
const CONFIGURING: ReadonlySet<string> = new Set([
  CONFIG_NAME,
  GIT_IGNORE,
  OWN_IGNORE,
  '.gitattributes',
]);

/** Whether `-o` would replace a file that this run reads: an older report in the tree is none. */
export function isInput(file: string, input: DiskInput, io: Io): boolean {
  const target = behindLinks(resolve(io.cwd, file));
  const own = lstatSync(target, { throwIfNoEntry: false });
  if (own?.isFile() !== true) return false;
  if (CONFIGURING.has(basename(target))) return true;
  for (const { path } of allOf(input)) {
    if (own.nlink === 1 && basename(path) !== basename(target)) continue;
    const other = lstatSync(input.absolute(path), { throwIfNoEntry: false });
    if (other?.ino !== own.ino || other.dev !== own.dev) continue;
    return input.named.has(path) || !isReport(target);
  }
  return false;
}

function* allOf(input: DiskInput): Generator<{ readonly path: string }> {
  yield* input.files();
  // What only refers to others: scripts, Terraform, other parts of the repository.
  yield* input.beyond();
}

function isReport(path: string): boolean {
  try {
    const start = readFileSync(path, 'utf8').slice(0, 500);
    return REPORTS.some((report) => report.test(start));
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
