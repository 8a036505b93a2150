import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const TOP = join(import.meta.dirname, '..', '..');

describe('docs/cdk8s.md', () => {
  it('names fixtures that are there', () => {
    const text = readFileSync(join(TOP, 'docs', 'cdk8s.md'), 'utf8');
    const themes =
      'comments|constants|forms|input|move|neighbours|plus|refused|split|style|versions';
    const named = [...text.matchAll(new RegExp(`\`((?:${themes})/[\\w-]+)\``, 'g'))];
    expect(named.length).toBeGreaterThan(60);
    const missing = named.filter(
      ([, name]) => !existsSync(join(TOP, 'fixtures', 'cdk8s', name ?? '')),
    );
    expect(missing.map(([, name]) => name)).toEqual([]);
  });
});
