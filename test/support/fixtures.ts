import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { MigrateOptions } from '../../src/index.js';

export const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures');

/** Cases below these folders: of one file, or whole trees in a folder `input`. */
export function casesIn(roots: readonly string[], isTree: boolean): readonly string[] {
  return roots.flatMap((root) =>
    readdirSync(join(FIXTURES, root), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('options.json'))
      .map((path) => join(root, dirname(path)))
      .filter((path) => existsSync(join(FIXTURES, path, 'input')) === isTree)
      .sort(),
  );
}

export const FILE_CASES = casesIn(['manifest', 'cdk8s'], false);
export const TREE_CASES = casesIn(['helm-values', 'kustomize', 'tree', 'cdk8s'], true);

/** Every file below a folder, by its path there. */
export function filesIn(folder: string): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [relative(folder, path), readFileSync(path, 'utf8')]),
  );
}

/** What a case migrates, whichever its form. */
export function inputOf(name: string): ReadonlyMap<string, string> {
  const folder = join(FIXTURES, name);
  if (existsSync(join(folder, 'input'))) return filesIn(join(folder, 'input'));
  const input = inputName(name);
  return new Map([[input, readFileSync(join(folder, input), 'utf8')]]);
}

/** The name of the one file of a case. */
export function inputName(name: string): string {
  return readdirSync(join(FIXTURES, name)).find((file) => file.startsWith('input.')) ?? '';
}

export function optionsOf(name: string): MigrateOptions {
  return JSON.parse(readFileSync(join(FIXTURES, name, 'options.json'), 'utf8')) as MigrateOptions;
}
