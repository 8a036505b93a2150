// Writes src/rules/registry.ts: every rule of the folders beside it, in the order of their codes.
// A test holds the file to what this makes of the folders; run it after adding a rule.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const rules = join(import.meta.dirname, '..', 'src', 'rules');
export const REGISTRY = join(rules, 'registry.ts');

/** The text of the registry, as the folders have it. */
export function registry() {
  const found = readdirSync(rules, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: subject }) =>
      readdirSync(join(rules, subject))
        .filter((file) => /^sm\d{3}-[\w-]+\.ts$/.test(file))
        .map((file) => ({ subject, file, name: nameOf(subject, file) })),
    )
    .sort((a, b) => (a.file < b.file ? -1 : 1));
  const imports = [
    ["import type { Rule } from './define.js';", './define.js'],
    ...found.map(({ subject, file, name }) => {
      const path = `./${subject}/${file.replace(/\.ts$/, '.js')}`;
      return [`import { ${name} } from '${path}';`, path];
    }),
  ].sort(([, a], [, b]) => (a < b ? -1 : 1));
  return [
    '// Made of the folders beside it by scripts/rule-registry.mjs: do not edit.',
    '',
    ...imports.map(([line]) => line),
    '',
    '/** Every rule, by code. */',
    'export const RULEBOOK: readonly Rule[] = [',
    ...found.map(({ name }) => `  ${name},`),
    '];',
    '',
  ].join('\n');
}

/** The name by which a file exports its rule. */
function nameOf(subject, file) {
  const text = readFileSync(join(rules, subject, file), 'utf8');
  const [name, ...more] = [...text.matchAll(/^export const (\w+) = rule\(/gm)].map(
    ([, own]) => own,
  );
  if (name === undefined || more.length > 0)
    throw new Error(
      `src/rules/${subject}/${file} must export one rule: export const … = rule({…})`,
    );
  return name;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(REGISTRY, registry());
