import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { renderRoles } from '../../../../src/pod/classify/catalogue/render.js';

const PAGE = join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'roles.md');

it('docs/roles.md shows what the catalogue holds', () => {
  const text = renderRoles();
  if (process.env.UPDATE_FIXTURES === '1') writeFileSync(PAGE, text);
  expect(readFileSync(PAGE, 'utf8')).toBe(text);
});
