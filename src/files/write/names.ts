import { createHash, randomBytes } from 'node:crypto';
import { basename, dirname, join, relative, sep } from 'node:path';

const START = '.sidecar-migrate-';

/** `new` holds what a target gets, `old` what it had, to take a change back. */
export type Kind = 'new' | 'old';

/**
 * Where the next content of a file stands until it is renamed. The name follows from the file's alone: so no
 * two runs can stage the same file, and it is short, however long the file's own name is.
 */
export function temporaryPath(target: string, kind: Kind): string {
  const name = createHash('sha256').update(basename(target)).digest('hex').slice(0, 16);
  return join(dirname(target), `${START}${name}${kind === 'old' ? '-old' : ''}.tmp`);
}

const JOURNAL = /^\.sidecar-migrate-[0-9a-f]{16}\.journal$/;

export function journalPath(folder: string): string {
  return join(folder, `${START}${randomBytes(8).toString('hex')}.journal`);
}

export function isJournal(name: string): boolean {
  return JOURNAL.test(name);
}

/** The innermost folder that holds all of some files. */
export function commonFolder(paths: readonly string[]): string {
  const [first = sep, ...others] = paths.map((path) => dirname(path));
  let common = first;
  for (const folder of others) while (!isWithin(folder, common)) common = dirname(common);
  return common;
}

export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && way !== path);
}
