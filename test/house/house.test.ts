import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesInCycles } from './cycles.js';
import { floorOf, floors } from './floors.js';
import { keepKnown, known } from './known.js';
import { type Source, sourceOf, sources, TOP } from './sources.js';

/** No file is longer. */
const FILE = 350;

/** No function is longer. */
const FUNCTION = 60;

/** A file of fewer lines that one other imports belongs into that one. */
const SLIGHT = 40;

/** But for what is a file of its own by plan: a rule, a row of a table by publisher, a reader of one kind. */
const OWN_FILE =
  /\/sm\d{3}-[\w-]+\.ts$|^src\/(?:pod\/classify\/catalogue|helm\/charts\/data|references\/readers)\/|^transforms\//;

/** Tests of the tool as a whole, and what tests share; every other folder of `test` is called as one of `src`. */
const WHOLE = ['fixtures', 'house', 'package', 'properties', 'real', 'squares', 'support'];

/** Takes out of the list what is mended. */
const UPDATE = process.env.UPDATE_HOUSE === '1';

const all = sources();
const list = floors();

const RULES: Readonly<Record<string, () => readonly string[]>> = {
  'is in no cycle of imports': () => filesInCycles(all),
  'imports nothing of a higher floor': () => all.flatMap(arrowsUp),
  [`has at most ${FILE} lines`]: () =>
    all.filter(({ lines }) => lines > FILE).map(({ path }) => path),
  [`has functions of at most ${FUNCTION} lines`]: () =>
    all.flatMap(({ path, functions }) =>
      functions.filter(({ lines }) => lines > FUNCTION).map(({ name }) => `${path} ${name}`),
    ),
  [`has at least ${SLIGHT} lines, or two that import it`]: () => slight(),
};

describe('a file of the house', () => {
  it('has a floor', () => {
    expect(list.length, 'floors in ARCHITECTURE.md').toBeGreaterThan(5);
    expect(all.filter(({ path }) => floorOf(path, list) === null)).toEqual([]);
    const paths = all.map(({ path }) => path);
    const isThere = (folder: string): boolean =>
      paths.some((path) => path === folder || path.startsWith(`${folder}/`));
    expect(list.flat().filter((folder) => !isThere(folder))).toEqual([]);
  });

  it('imports what is there', () => {
    const paths = new Set(all.map(({ path }) => path));
    expect(all.flatMap(({ imports }) => imports.filter((path) => !paths.has(path)))).toEqual([]);
  });

  it.each(Object.entries(RULES))('%s', (rule, offences) => {
    const found = [...new Set(offences())].sort();
    const before = known().get(rule) ?? [];
    if (UPDATE) keepKnown(rule, found);
    expect(
      found.filter((one) => !before.includes(one)),
      `new files of which it is not true that each ${rule}; see "Floors" in ARCHITECTURE.md`,
    ).toEqual([]);
    expect(
      UPDATE ? [] : before.filter((one) => !found.includes(one)),
      'mended: take it out of test/house/known.txt, or set UPDATE_HOUSE=1',
    ).toEqual([]);
  });
});

function arrowsUp({ path, imports }: Source): readonly string[] {
  const own = floorOf(path, list) ?? 0;
  return imports.filter((to) => (floorOf(to, list) ?? 0) > own).map((to) => `${path} -> ${to}`);
}

function slight(): readonly string[] {
  const importers = new Map<string, number>();
  for (const { imports } of all)
    for (const path of imports) importers.set(path, (importers.get(path) ?? 0) + 1);
  const lazy = new Set(all.flatMap((source) => source.lazy));
  return all
    .filter(({ path, lines }) => lines < SLIGHT && importers.get(path) === 1 && !lazy.has(path))
    .map(({ path }) => path)
    .filter((path) => !OWN_FILE.test(path));
}

describe('the plan of the house', () => {
  it('is that of the tests', () => {
    const tests = readdirSync(join(TOP, 'test'), { recursive: true, encoding: 'utf8' });
    const folders = new Set(tests.filter((path) => path.endsWith('.test.ts')).map(dirname));
    const own = [...folders].filter((folder) => !WHOLE.includes(folder.split('/')[0] ?? ''));
    expect(own.filter((folder) => !existsSync(join(TOP, 'src', folder)))).toEqual([]);
  });

  it('sees files that go round in a circle, and nothing else', () => {
    const graph = {
      a: ['b'],
      b: ['c'],
      c: ['b', 'd'],
      d: [],
      e: ['f'],
      f: ['g'],
      g: ['e'],
      h: ['a'],
    };
    const files = Object.entries(graph).map(([path, imports]) => fileOf(path, imports));
    expect(filesInCycles(files)).toEqual(['b', 'c', 'e', 'f', 'g']);
  });

  it('takes the floor of the longest path', () => {
    const two = [['src/a'], ['src/b', 'src/a/top', 'src/a/one.ts']];
    const of = (path: string): number | null => floorOf(path, two);
    expect(['src/a/x.ts', 'src/a/topping.ts', 'src/a/top/x.ts', 'src/a/one.ts'].map(of)).toEqual([
      0, 0, 1, 1,
    ]);
    expect(of('src/c/x.ts')).toBeNull();
  });

  it('sees every sort of import, and the lines of every function', () => {
    const text = `import { a } from './a.js';
import type { B } from './b.js';
export * from './c.js';
type D = import('./d.js').D;
const f = async () => {
  await import('./e.js');
  // import './f.js'
};
`;
    const { imports, lazy, functions } = sourceOf('src/x.ts', text);
    expect(imports).toEqual(['a', 'b', 'c', 'd', 'e'].map((name) => `src/${name}.ts`));
    expect(lazy).toEqual(['src/e.ts']);
    expect(functions).toEqual([{ name: 'f', lines: 4 }]);
  });
});

function fileOf(path: string, imports: readonly string[]): Source {
  return { path, imports, lazy: [], lines: 1, functions: [] };
}
