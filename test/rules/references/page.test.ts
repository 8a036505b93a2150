import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULEBOOK } from '../../../src/rules/registry.js';

const root = join(import.meta.dirname, '..', '..', '..');
const tests = join(root, 'test', 'rules');

/** The cells of every row of every table: form, what is done, code, test. */
const ROWS = readFileSync(join(root, 'docs', 'references.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:form|---)/.test(line))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );

const HANDLED = /^(?:rewritten|blocked|warned|reported|note|nothing to do|lifts|moves? with it)/;

describe('the table of references', () => {
  it('has rows', () => expect(ROWS.length).toBeGreaterThan(50));

  it.each(ROWS)('%s', (...cells) => {
    const [, done = '', code = '', test = ''] = cells;
    expect(cells.length).toBe(4);
    expect(done).toMatch(HANDLED);
    if (code !== '') expect(RULEBOOK.map((page) => String(page.code))).toContain(code);
    const [, file = '', title] = /^`([^`]+)`(?:: (.+))?$/.exec(test) ?? [];
    if (title === undefined) {
      expect(existsSync(join(root, file)), test).toBe(true);
      return;
    }
    const path = readdirSync(tests, { recursive: true, encoding: 'utf8' }).find(
      (name) => basename(name) === file,
    );
    const names = readFileSync(join(tests, path ?? file), 'utf8').match(
      /(?:name: |it\()(['"])(.+?)\1,/g,
    );
    expect(
      (names ?? []).some((name) => name.includes(`'${title}',`)),
      test,
    ).toBe(true);
  });

  /** What a library makes of a workload is in no object of the tree. */
  const OF_LIBRARIES = ['SM529', 'SM530'];

  it('has every code of the rules about the tree', () => {
    const codes = new Set(ROWS.map(([, , code]) => code));
    const named = ['references', 'live'].flatMap((subject) =>
      readdirSync(join(root, 'src', 'rules', subject)),
    );
    const own = RULEBOOK.filter(
      ({ code, check }) =>
        check !== undefined && named.some((file) => file.startsWith(code.toLowerCase())),
    );
    expect(own.length).toBeGreaterThan(20);
    expect(own.map(({ code }) => String(code)).filter((code) => !codes.has(code))).toEqual(
      OF_LIBRARIES,
    );
  });
});
