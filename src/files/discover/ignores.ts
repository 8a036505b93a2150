import ignore, { type Ignore } from 'ignore';
import type { Problem } from '../../model/source.js';
import { decode } from '../decode.js';
import type { Files } from './disk.js';

/** The rules of one ignore file. Paths are absolute, and matched from the folder it stands in. */
export interface IgnoreRules {
  /** With a `/` at its end. */
  readonly folder: string;
  readonly rules: Ignore;
}

export const GIT_IGNORE = '.gitignore';
/** Every pattern is tried on every path: nobody writes that many. */
const LARGEST_IGNORE = 1024 * 1024;

export const OWN_IGNORE = '.sidecar-migrate-ignore';

function parseIgnore(folder: string, text: string): IgnoreRules {
  return { folder, rules: ignore({ allowRelativePaths: true }).add(text) };
}

/** One ignore file; what cannot be read is said, for its patterns are not applied. */
export function readIgnore(
  files: Files,
  folder: string,
  name: string,
  printed: string,
): IgnoreRules | Problem {
  const bytes = files.read(`${folder}/${name}`, printed, LARGEST_IGNORE);
  const text = bytes instanceof Uint8Array ? decode(bytes, printed) : bytes;
  if (typeof text === 'string') return parseIgnore(`${folder}/`, text);
  return { ...text, message: `${text.message}, so its patterns are not applied` };
}

/**
 * Whether a path is ignored, as git decides: the last pattern that speaks wins, and a file nearer to
 * the path speaks after those above. A folder's path ends in `/`.
 */
export function isIgnored(path: string, stack: readonly IgnoreRules[]): boolean {
  let ignored = false;
  for (const { folder, rules } of stack) {
    if (!path.startsWith(folder)) continue;
    const verdict = rules.test(path.slice(folder.length));
    if (verdict.ignored) ignored = true;
    else if (verdict.unignored) ignored = false;
  }
  return ignored;
}
