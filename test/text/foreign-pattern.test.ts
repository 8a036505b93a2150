import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fitsForeign } from '../../src/text/foreign-pattern.js';

describe('a regular expression of somebody else', () => {
  it.each([
    ['web', 'web', true],
    ['web', 'web-2', false],
    ['web-.*', 'web-2', true],
    ['(web|api)', 'api', true],
    ['(web|api)-[0-9]+', 'api-12', true],
    ['.*', '', true],
    ['[a-z]([-a-z0-9]*[a-z0-9])?', 'orders-7', true],
    ['[)]+\\)', '))', true],
  ])('%s and %s', (pattern, text, expected) => {
    expect(fitsForeign(pattern, text)).toBe(expected);
  });

  it.each([
    ['what repeats is repeated', '(a+)+b'],
    ['two ways to read it are repeated', '(a|aa)*b'],
    ['deeper, too', '((?:a|b)?c)*d'],
    ['many repeats in a row', '.*a.*b.*c.*d'],
    ['a reference back', '(a+)\\1'],
    ['it is endless', `${'a?'.repeat(300)}`],
    ['it is no expression', '(a'],
    ['it closes what is not open', 'a)'],
  ])('is not run where %s', (_, pattern) => {
    expect(fitsForeign(pattern, 'a'.repeat(60))).toBeNull();
  });

  it('is not run on a text that is no name', () => {
    expect(fitsForeign('a.*', 'a'.repeat(501))).toBeNull();
  });

  // The longest of what is allowed, in a process that is killed where it would run for minutes.
  it('ends at once with as many repeats as it may have', () => {
    const script = `import('${join(import.meta.dirname, '../../dist/src/text/foreign-pattern.js')}').then((m) => console.log(m.fitsForeign('a*a*a*b', 'a'.repeat(500))))`;
    const { stdout } = spawnSync(process.execPath, ['-e', script], {
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(stdout.trim()).toBe('false');
  });
});
