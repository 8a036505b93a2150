import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const top = join(import.meta.dirname, '..', '..');
const FIXTURES = join(top, 'fixtures', 'helm-values');

/** Cases of docs/values.md: a form that it claims has one, and a case of a carrier is told there. */
const told = new Set(
  [
    ...readFileSync(join(top, 'docs', 'values.md'), 'utf8').matchAll(
      /`((?:carriers|input)\/[\w-]+)`/g,
    ),
  ].map(([, name = '']) => name),
);

it.each([...told])('%s is a case', (name) =>
  expect(existsSync(join(FIXTURES, name, 'findings.json'))).toBe(true),
);

it('every carrier is told', () =>
  expect(
    readdirSync(join(FIXTURES, 'carriers')).filter((name) => !told.has(`carriers/${name}`)),
  ).toEqual([]));
