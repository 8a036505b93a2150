import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { withRig } from '../support/rig.js';
import { sources, TOP } from './sources.js';

/** The words that the glossary of ARCHITECTURE.md bans. */
const BANNED = bannedWords(readFileSync(join(TOP, 'ARCHITECTURE.md'), 'utf8'));

const PATTERNS = BANNED.map(
  (word) =>
    [word, new RegExp(`(?<![\\w/-])${word.replaceAll(' ', '\\s+')}(?![\\w/-])`, 'i')] as const,
);

/** A text that people read, and where it is. */
interface Text {
  readonly at: string;
  readonly text: string;
}

describe('the words that people read', () => {
  it('are banned by a table', () => {
    expect(BANNED.length).toBeGreaterThan(20);
    expect(BANNED).toContain('nobody');
    expect(bannedWords('| not | but |\n| --- | --- |\n| a b, c | d |\n\n| e | f |\n')).toEqual([
      'a b',
      'c',
    ]);
  });

  it('are not banned in messages', () => {
    const texts = sources().flatMap(({ path }) =>
      messagesOf(path, readFileSync(join(TOP, path), 'utf8')),
    );
    expect(texts.length).toBeGreaterThan(1000);
    expect(texts.flatMap(bannedIn)).toEqual([]);
  });

  it.each([
    ['--help'],
    ['init', '--help'],
    ['notes', '--help'],
    ['explain', '--help'],
    ['rules', '--help'],
  ])('are not banned in %s %s', (...args) =>
    withRig({}, (rig) => {
      const { out } = rig.run(args);
      expect(out).toContain('Usage:');
      expect(bannedIn({ at: args.join(' '), text: out })).toEqual([]);
    }),
  );

  it('are not banned in pages and schemas', () => {
    const pages = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md'].concat(
      ...['docs', 'schemas'].map((folder) =>
        readdirSync(join(TOP, folder), { recursive: true, encoding: 'utf8' })
          // How the tool is built is said in its own words there, as in ARCHITECTURE.md.
          .filter((name) => /\.(?:md|json)$/.test(name) && !name.startsWith('internals'))
          .map((name) => join(folder, name)),
      ),
    );
    expect(pages.length).toBeGreaterThan(100);
    const texts = pages.flatMap((path) => linesOf(path, readFileSync(join(TOP, path), 'utf8')));
    expect(texts.flatMap(bannedIn)).toEqual([]);
  });

  it('would be found', () => {
    const source = `import 'nobody here';
const kind = 'refused';
say('nobody is here', \`as \${nobody} says\`, \`\${a ? 'it is held back' : 'x y'} now\`);
`;
    expect(messagesOf('a.ts', source).flatMap(bannedIn)).toEqual([
      'a.ts:3: nobody (nobody is here)',
      'a.ts:3: held back (it is held back)',
    ]);
    const page = 'a `nobody` b [x](nobody.md)\nit was taken\nout, Nobody\n';
    expect(linesOf('a.md', page).flatMap(bannedIn)).toEqual([
      'a.md:2: taken out (it was taken)',
      'a.md:3: nobody (out, Nobody)',
    ]);
  });
});

function bannedWords(page: string): readonly string[] {
  const [, table = ''] = /^\| not \| but \|\n\|[-| ]+\|\n((?:\|.*\n)+)/m.exec(page) ?? [];
  return table
    .split('\n')
    .flatMap((row) => (row.split('|')[1] ?? '').split(','))
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function bannedIn({ at, text }: Text): readonly string[] {
  const [first = ''] = text.split('\n');
  return PATTERNS.filter(([, pattern]) => pattern.test(text)).map(
    ([word]) => `${at}: ${word} (${first.slice(0, 100)})`,
  );
}

/** Strings with a space, and the parts of templates: a single word is a name in the code. */
function messagesOf(path: string, text: string): readonly Text[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: Text[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node)
    ) {
      const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      if (node.text.trim().includes(' ')) found.push({ at: `${path}:${line}`, text: node.text });
    }
    ts.forEachChild(node, look);
  };
  look(file);
  return found;
}

/** The prose of a page, a line each with the word after it: no code in a line, and no target of a link. */
function linesOf(path: string, page: string): readonly Text[] {
  const lines = page
    .replace(/`[^`\n]*`/g, '')
    .replace(/\]\([^)\n]*\)/g, ']')
    .split('\n');
  return lines.map((line, i) => {
    const [next = ''] = (lines[i + 1] ?? '').trimStart().split(/[\s,.;:)]/);
    return { at: `${path}:${i + 1}`, text: `${line}\n${line === '' ? '' : next}` };
  });
}
