import { relative, sep } from 'node:path';
import { decode } from '../files/decode.js';
import type { Files } from '../files/discover/disk.js';
import type { DiskInput } from '../files/discover/disk-input.js';
import { gitRoot } from '../files/discover/homes.js';
import type { Outcome } from '../model/outcome.js';
import type { TextOf } from '../report/excerpt.js';
import type { Io } from './io.js';

/**
 * Paths as `git apply` takes them: in a repository they count from its root, also where the command
 * ran below it. A patch is applied below the working folder only, so one that reaches further has to
 * be applied from the root.
 */
export function diffOf(
  { files: changed }: Outcome,
  input: DiskInput,
  files: Files,
  { cwd }: Io,
): { readonly pathInDiff: (path: string) => string; readonly apply: string } {
  const here = files.real(cwd) ?? cwd;
  const root = gitRoot(files, here);
  const pathInDiff = (path: string): string => {
    if (root === null) return path;
    const own = relative(root, input.absolute(path)).split(sep).join('/');
    return own.startsWith('../') ? path : own;
  };
  const above = root === null ? '' : relative(here, root).split(sep).join('/');
  const reaches = above !== '' && changed.some(({ path }) => path.startsWith('../'));
  return { pathInDiff, apply: reaches ? `git -C ${above} apply` : 'git apply' };
}

/** Texts of files as they were read: a file that has been written since is another one. */
export function textsOf({ files: changed }: Outcome, input: DiskInput, files: Files): TextOf {
  const before = new Map(changed.map(({ path, before: text }) => [path, text]));
  return (path) => {
    const known = before.get(path);
    if (known !== undefined) return known;
    const bytes = files.read(input.absolute(path), path);
    const text = bytes instanceof Uint8Array ? decode(bytes, path) : null;
    return typeof text === 'string' ? text : null;
  };
}
