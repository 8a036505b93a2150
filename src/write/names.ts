import { basename, dirname, join } from 'node:path';

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
  /** Twelve hex digits of the SHA-256 of the bytes that are replaced. */
  readonly hash: string;
}

const NAME = /^\.(.+)\.sidecar-migrate-(\d+)-([0-9a-f]{12})-(\d+)of(\d+)-([0-9a-f]{12})\.tmp$/;

export function temporaryPath(name: TemporaryName): string {
  const { target, pid, change, number, count, hash } = name;
  const mark = `sidecar-migrate-${pid}-${change}-${number}of${count}-${hash}`;
  return join(dirname(target), `.${basename(target)}.${mark}.tmp`);
}

export function parseTemporary(path: string): TemporaryName | null {
  const match = NAME.exec(basename(path));
  if (match === null) return null;
  const [, name = '', pid, change = '', number, count, hash = ''] = match;
  return {
    target: join(dirname(path), name),
    pid: Number(pid),
    change,
    number: Number(number),
    count: Number(count),
    hash,
  };
}
