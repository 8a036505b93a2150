import { applyPatch, createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { describe, expect, it } from 'vitest';
import { renderDiff } from '../../src/report/diff.js';

function diffOf(before: string, after: string): string {
  return renderDiff([{ path: 'a.yaml', before, after }]);
}

function plain(before: string, after: string): string {
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY };
  return createTwoFilesPatch('a/a.yaml', 'b/a.yaml', before, after, undefined, undefined, options);
}

function linesOf(count: number, line: (i: number) => string): string[] {
  return Array.from({ length: count }, (_, i) => line(i));
}

describe('a diff of many lines', () => {
  const before = linesOf(4000, (i) => `line ${i % 23}${i % 7 === 0 ? ` of ${i}` : ''}\n`);

  it('is that of a short text, part by part', () => {
    const after = before.flatMap((line, i) => (i % 23 === 4 ? [line, 'added\n'] : [line]));
    expect(diffOf(before.join(''), after.join(''))).toBe(plain(before.join(''), after.join('')));
  });

  it.each<[string, (line: string, i: number) => readonly string[]]>([
    ['one line, far down', (line, i) => (i === 3_500 ? [] : [line])],
    ['the first line', (line, i) => (i === 0 ? ['first\n', line] : [line])],
    ['the last line', (line, i) => (i === 3_999 ? [line.trimEnd()] : [line])],
    ['more than a window at once', (line, i) => (i > 600 && i < 1_900 ? [`x${line}`] : [line])],
    ['more than a window behind the end', (line, i) => (i < 3_999 ? [line] : [line, ...before])],
    ['all but the end', (line, i) => (i < 3_500 ? [] : [line])],
    ['every fifth line', (line, i) => (i % 5 === 0 ? [`x${line}`] : [line])],
    ['what moves up', (line, i) => (i % 900 === 0 ? ['moved\n', line, `y${i}\n`] : [line])],
  ])('makes the new text of the old one: %s', (_, change) => {
    const text = before.join('');
    const after = before.flatMap((line, i) => [...change(line, i)]).join('');
    const diff = diffOf(text, after);
    expect(applyPatch(text, diff)).toBe(after);
    const own = plain(text, after);
    expect(diff.match(/^[+-]/gm)?.length).toBeLessThanOrEqual(
      1.1 * (own.match(/^[+-]/gm)?.length ?? 0),
    );
  });

  it('has nothing to say of two texts that are the same', () => {
    expect(diffOf(before.join(''), before.join(''))).toBe(plain('', ''));
  });
});
