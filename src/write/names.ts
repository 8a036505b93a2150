import { basename, dirname, join, relative, sep } from 'node:path';

/**
 * What the name of a temporary file says. Files of one change are staged, and later renamed, in the
 * order of their numbers: so what is left after a kill tells how far it came.
 */
export interface TemporaryName {
  readonly target: string;
  readonly pid: number;
  readonly change: string;
  /** From 1; the last is `count`. */
  readonly number: number;
  readonly count: number;
  /** How many folders above the target all files of the change stand. */
  readonly up: number;
  /** Twelve hex digits of the SHA-256 of the bytes that are replaced. */
  readonly hash: string;
}

const NAME =
  /^\.(.+)\.sidecar-migrate-(\d+)-([0-9a-f]{12})-(\d+)of(\d+)-up(\d+)-([0-9a-f]{12})\.tmp$/;

export function temporaryPath(name: TemporaryName): string {
  const { target, pid, change, number, count, up, hash } = name;
  const mark = `sidecar-migrate-${pid}-${change}-${number}of${count}-up${up}-${hash}`;
  return join(dirname(target), `.${basename(target)}.${mark}.tmp`);
}

export function parseTemporary(path: string): TemporaryName | null {
  const match = NAME.exec(basename(path));
  if (match === null) return null;
  const [, name = '', pid, change = '', number, count, up, hash = ''] = match;
  return {
    target: join(dirname(path), name),
    pid: Number(pid),
    change,
    number: Number(number),
    count: Number(count),
    up: Number(up),
    hash,
  };
}

/** How many folders each of some targets stands below the one that holds them all. */
export function foldersAbove(targets: readonly string[]): readonly number[] {
  const [first = '', ...others] = targets.map(dirname);
  let common = first;
  while (others.some((folder) => isOutside(common, folder))) common = dirname(common);
  return targets.map((target) => {
    const path = relative(common, dirname(target));
    return path === '' ? 0 : path.split(sep).length;
  });
}

function isOutside(folder: string, path: string): boolean {
  return relative(folder, path).split(sep)[0] === '..';
}

/** The folder in which all that is left of a change can be found. */
export function homeOf({ target, up }: TemporaryName): string {
  return join(dirname(target), ...Array.from({ length: up }, () => '..'));
}
