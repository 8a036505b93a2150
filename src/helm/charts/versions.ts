import { majorOf } from './look-up.js';

/** Whether a version, or every version of a range, is at least another one; null: it does not tell. */
export function isAtLeast(version: string, least: string): boolean | null {
  const exact = /^[=v\s]*(\d+)\.(\d+)\.(\d+)$/.exec(version.trim());
  const [major = 0, minor = 0, patch = 0] = least.split('.').map(Number);
  if (exact !== null) {
    const own = exact.slice(1).map(Number);
    for (const [i, part] of [major, minor, patch].entries())
      if (own[i] !== part) return (own[i] ?? 0) > part;
    return true;
  }
  const found = majorOf(version);
  if (found === null || found === major) return null;
  return found > major;
}
