import type { Settings } from '../model/settings.js';

/**
 * Compares dotted versions by their numbers. What stands in front (`v`, the `v1beta2-` of the Spark
 * operator's releases) and anything behind `-` or `+` do not count; text without numbers is older
 * than nothing, so that a word like `latest` never blocks.
 */
export function isOlder(version: string, minimum: string): boolean {
  const [a, b] = [numbers(version), numbers(minimum)];
  if (a.length === 0) return false;
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** Whether something of the environment may be older; what nobody states counts as old. */
export function isOld(
  { environment }: Pick<Settings, 'environment'>,
  what: string,
  minimum: string,
): boolean {
  const version = environment.get(what);
  return version === undefined || isOlder(version, minimum);
}

function numbers(version: string): readonly number[] {
  const dotted = /^(?:v\d+(?:alpha|beta)\d+-)?v?(\d+(?:\.\d+)*)/.exec(version.trim())?.[1];
  return dotted === undefined ? [] : dotted.split('.').map(Number);
}
