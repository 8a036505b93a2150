import ignore, { type Ignore } from 'ignore';

/** The rules of one ignore file. Paths are absolute, and matched from the folder it stands in. */
export interface IgnoreRules {
  /** With a `/` at its end. */
  readonly folder: string;
  readonly rules: Ignore;
}

export const GIT_IGNORE = '.gitignore';
export const OWN_IGNORE = '.sidecar-migrate-ignore';

export function parseIgnore(folder: string, text: string): IgnoreRules {
  return { folder, rules: ignore({ allowRelativePaths: true }).add(text) };
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
