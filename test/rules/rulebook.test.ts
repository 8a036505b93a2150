import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { REGISTRY, registry } from '../../scripts/rule-registry.mjs';
import { renderPage } from '../../src/rules/page.js';
import { RULEBOOK } from '../../src/rules/registry.js';
import { withRig } from '../support/rig.js';

const root = join(import.meta.dirname, '..', '..');
const pages = join(root, 'docs', 'rules');
const isPage = (name: string): boolean => /^SM\d+\.md$/.test(name);

describe('the rule book', () => {
  it('has every rule of the folders', () => {
    // UPDATE_FIXTURES=1 writes it, as does the script by itself.
    if (process.env.UPDATE_FIXTURES !== undefined) writeFileSync(REGISTRY, registry());
    expect(readFileSync(REGISTRY, 'utf8')).toBe(registry());
  });

  it('has every code that the sources name, once', () => {
    const codes = RULEBOOK.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
    const said = readdirSync(join(root, 'src', 'plan'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap(
        (name) => readFileSync(join(root, 'src', 'plan', name), 'utf8').match(/SM\d{3}/g) ?? [],
      );
    expect([...new Set(said)].filter((code) => !codes.some((own) => own === code))).toEqual([]);
  });

  it.each(RULEBOOK)('$code says what goes wrong, how it is seen, and what to do', (page) => {
    expect(page.title).not.toBe('');
    expect(page.sources.length).toBeGreaterThan(0);
    for (const text of [page.harm, page.seen, page.fix]) expect(text).toMatch(/^[\w-].*\.$/s);
    const holds = page.effects.some((effect) => effect === 'blocks' || effect === 'warns');
    if (holds && page.code !== 'SM603') expect(page.before ?? page.after).not.toBe(undefined);
  });

  it.each([
    ['start', 201, 219],
    ['stop', 301, 313],
    ['resources', 401, 408],
    ['live objects', 801, 808],
    ['workarounds', 901, 922],
  ])('has every row about %s, or says why it cannot be seen', (_, first, last) => {
    const unseen = readFileSync(join(pages, 'README.md'), 'utf8').match(/SM\d{3}/g) ?? [];
    const known = new Set<string>([...RULEBOOK.map(({ code }) => code), ...unseen]);
    const rows = Array.from({ length: last - first + 1 }, (_each, i) => `SM${first + i}`);
    expect(rows.filter((code) => !known.has(code))).toEqual([]);
  });

  it('is what docs/rules holds', () => {
    if (process.env.UPDATE_FIXTURES !== undefined) {
      for (const name of readdirSync(pages).filter(isPage)) rmSync(join(pages, name));
      for (const page of RULEBOOK) writeFileSync(join(pages, `${page.code}.md`), renderPage(page));
    }
    expect(readdirSync(pages).filter(isPage).sort()).toEqual(
      RULEBOOK.map(({ code }) => `${code}.md`),
    );
    for (const page of RULEBOOK)
      expect(readFileSync(join(pages, `${page.code}.md`), 'utf8')).toBe(renderPage(page));
  });

  it('shows examples that are YAML', () => {
    for (const { code, before = '', after = '' } of RULEBOOK)
      for (const text of [before, after])
        for (const document of parseAllDocuments(text))
          if (!text.startsWith('--') && !text.includes('\n...\n'))
            expect(document.errors, code).toEqual([]);
  });
});

describe('explain and rules', () => {
  it('print a page, and the list of all', () =>
    withRig({}, (rig) => {
      const { code, out } = rig.run(['explain', 'sm204']);
      expect([code, out]).toEqual([0, readFileSync(join(pages, 'SM204.md'), 'utf8')]);
      const list = rig.run(['rules']).out;
      expect(list.trimEnd().split('\n').length).toBe(RULEBOOK.length);
      expect(list).toContain('SM204  blocks or warns');
    }));

  it('say which codes there are', () =>
    withRig({}, (rig) => {
      const { code, out, err } = rig.run(['explain', 'SM299\u001b[31m']);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain('SM204');
      expect(err).not.toContain('\u001b');
      expect(rig.run(['explain', '?']).err).toContain('sidecar-migrate rules lists all of them');
    }));
});
