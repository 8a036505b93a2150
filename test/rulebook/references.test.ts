import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TREE_RULES } from '../../src/plan/rules/tree/index.js';
import { RULEBOOK } from '../../src/rulebook/index.js';

const root = join(import.meta.dirname, '..', '..');
const tests = join(root, 'test', 'plan', 'rules');

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

const HANDLED = /^(?:rewritten|refused|warned|said|note|nothing to do|lifts|move with it|see kust)/;

describe('the table of references', () => {
  it('has rows', () => expect(ROWS.length).toBeGreaterThan(50));

  it.each(ROWS)('%s', (...cells) => {
    const [, done = '', code = '', test = ''] = cells;
    expect(cells.length).toBe(4);
    expect(done).toMatch(HANDLED);
    if (code !== '') expect(RULEBOOK.map((page) => String(page.code))).toContain(code);
    if (test === 'see kustomize') return;
    const [, file = '', title] = /^`([^`]+)`(?:: (.+))?$/.exec(test) ?? [];
    if (title === undefined) {
      expect(existsSync(join(root, file)), test).toBe(true);
      return;
    }
    const names = readFileSync(join(tests, file), 'utf8').match(/(?:name: |it\()(['"])(.+?)\1,/g);
    expect(
      (names ?? []).some((name) => name.includes(`'${title}',`)),
      test,
    ).toBe(true);
  });

  it('has every code of the rules about the tree', () => {
    const codes = new Set(ROWS.map(([, , code]) => code));
    expect(TREE_RULES.map(({ code }) => code).filter((code) => !codes.has(code))).toEqual([]);
  });
});
