import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../scripts/check-regexps.mjs';

/** Expressions that took minutes on less than a megabyte, and what became of them. */
const SLOW: readonly (readonly [slow: RegExp, linear: RegExp])[] = [
  [/\/+$/, /(?<!\/)\/+$/],
  [/\btail\b[^|;&]*\s-f/, /\btail\b[^|;&]{0,300}\s-f/],
  [/^\s*x:\s*(.*?)\s*$/, /^\s{0,9}x:(.*)$/],
  [/\{\{[\s\S]*?\}\}/, /\{\{[^{}]*\}\}/],
  [/^(.*)\/a\/(.+)$/, /^([^/]*)\/a\/(.+)$/],
  [/(?:\w+\.?)*$/, /(?:\w{1,20}\.?){0,9}$/],
  [/^\s*kind:/m, /^[ \t]*kind:/m],
];

describe('the check of regular expressions', () => {
  it.each(SLOW)('%s may take more than linear time, and %s does not', (slow, linear) => {
    expect(faultsOf(slow.source, slow.flags)).not.toEqual([]);
    expect(faultsOf(linear.source, linear.flags)).toEqual([]);
  });
});
