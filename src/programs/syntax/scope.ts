import { ts } from 'ts-morph';
import type { Value } from '../../model/value.js';
import { exportedBy, exportsOf } from './exports.js';
import { frameworkOf, type Imports, importsOf, type Origin } from './modules.js';
import { type Definition, type Names, namesOf } from './names.js';
import { parse } from './parse.js';

/** Reads a file of the tree by its path, or gives null. */
export type Beside = (path: string) => string | null;

/** What the names in a file stand for. */
export interface Scope {
  readonly file: ts.SourceFile;
  readonly path: string;
  readonly imports: Imports;
  readonly names: Names;
  /** Values of the parameters of the functions that are being looked into, by what declares them. */
  readonly given: ReadonlyMap<ts.Node, Value>;
  /** What declares the functions and constants that are being looked into, against circles. */
  readonly open: readonly ts.Node[];
  /** How many more definitions of the file are followed: constants of constants can grow without end. */
  readonly steps: { left: number };
  /** Files of the tree that it imports names from, where their text has a word. */
  imported(word: string): readonly Scope[];
  /** The definition of a name that is imported from a file of the tree. */
  outside(name: string): Found | null;
  /** What such a file passes on from a known module: under a name, or under a key of a namespace. */
  passedOn(name: string, key: string | null): Origin | null;
  /** The same, asked of the file that passes it on. */
  exported(name: string): Origin | null;
}

export interface Found {
  readonly scope: Scope;
  readonly definition: Definition;
}

/** Many times what the largest real programs need. */
const STEPS = 100_000;

/** A file of a tree, and those beside it that were parsed already. */
interface Surroundings {
  readonly path: string;
  /** Names that the file imports from files of the tree. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly beside: Beside;
  readonly parsed: Map<string, Scope | null>;
}

/** The scope of a file; files that it imports are parsed when one of their names is needed. */
export function scopeOf(
  file: ts.SourceFile,
  path: string,
  beside: Beside,
  parsed: Map<string, Scope | null> = new Map(),
): Scope {
  const imports = importsOf(file);
  const around: Surroundings = { path, sources: relativeImports(file), beside, parsed };
  const scope: Scope = {
    file,
    path,
    imports,
    names: namesOf(file),
    given: new Map(),
    open: [],
    steps: { left: STEPS },
    ...originsThrough(around, file, imports),
    imported: importedWith(around),
    outside(name) {
      const source = around.sources.get(name);
      if (source === undefined || source.name === null) return null;
      const own = moduleBeside(around, source.module);
      const definition = own?.names.exported.get(source.name);
      return own === null || definition === undefined ? null : { scope: own, definition };
    },
  };
  parsed.set(path, scope);
  return scope;
}

/** What a file passes on from a known module, by itself or from the files that it imports. */
function originsThrough(
  around: Surroundings,
  file: ts.SourceFile,
  imports: Imports,
): Pick<Scope, 'passedOn' | 'exported'> {
  const { path, sources } = around;
  const exports = exportsOf(file);
  const asked = new Set<string>();
  const passing = (module: string, name: string): Origin | null => {
    const isKnown = !module.startsWith('.') || frameworkOf(module) !== null;
    const own = isKnown ? null : moduleBeside(around, module);
    const found = own?.exported(name) ?? null;
    if (own === null || found?.module.startsWith('.') !== true) return found;
    const top = '../'.repeat(path.split('/').length - 1) || './';
    return { ...found, module: `${top}${resolved(own.path, found.module)}` };
  };
  return {
    passedOn(name, key) {
      const source = sources.get(name);
      if (source === undefined || (source.name === null) !== (key !== null)) return null;
      return passing(source.module, key ?? source.name ?? '');
    },
    exported(name) {
      if (asked.has(name)) return null;
      asked.add(name);
      const found = exports.flatMap((own) => exportedBy(own, name, imports, passing) ?? []);
      asked.delete(name);
      return found[0] ?? null;
    },
  };
}

/** Asked for each workload of a file, and each answer reads files: it is kept. */
function importedWith({ path, sources, beside, parsed }: Surroundings): Scope['imported'] {
  const answers = new Map<string, readonly Scope[]>();
  return (word) => {
    const known = answers.get(word);
    if (known !== undefined) return known;
    const modules = new Set([...sources.values()].map(({ module }) => resolved(path, module)));
    const found = [...modules].flatMap((module) => {
      const hasWord = sourcesFor(module).some((each) => beside(each)?.includes(word));
      return (hasWord ? moduleScope(module, beside, parsed) : null) ?? [];
    });
    answers.set(word, found);
    return found;
  };
}

function moduleBeside({ path, beside, parsed }: Surroundings, module: string): Scope | null {
  return moduleScope(resolved(path, module), beside, parsed);
}

function moduleScope(
  path: string,
  beside: Beside,
  parsed: Map<string, Scope | null>,
): Scope | null {
  for (const candidate of sourcesFor(path)) {
    const known = parsed.get(candidate);
    if (known !== undefined && known !== null) return known;
    if (known === null) continue;
    const text = beside(candidate);
    // Generated definitions are large, and define no containers.
    const isSource = text !== null && !text.startsWith('// generated by cdk8s');
    const scope = isSource ? scopeOf(parse(candidate, text), candidate, beside, parsed) : null;
    parsed.set(candidate, scope);
    if (scope !== null) return scope;
  }
  return null;
}

/** Files that an import of this path may mean, most likely first. */
export function sourcesFor(path: string): readonly string[] {
  const stem = path.replace(/\.([cm]?)jsx?$/, '');
  if (/\.[cm]?tsx?$/.test(path)) return [path];
  return [`${stem}.ts`, `${stem}.tsx`, `${stem}.mts`, `${stem}.cts`, `${stem}/index.ts`];
}

/** A relative specifier as a path from the top of the run. */
export function resolved(from: string, specifier: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '.' || part === '') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

interface Source {
  readonly module: string;
  /** null: all of it, as a namespace. */
  readonly name: string | null;
}

function relativeImports(file: ts.SourceFile): ReadonlyMap<string, Source> {
  const sources = new Map<string, Source>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier))
      continue;
    const module = statement.moduleSpecifier.text;
    const bindings = statement.importClause?.namedBindings;
    if (!module.startsWith('.') || bindings === undefined) continue;
    if (ts.isNamespaceImport(bindings)) sources.set(bindings.name.text, { module, name: null });
    else
      for (const { name, propertyName } of bindings.elements)
        sources.set(name.text, { module, name: (propertyName ?? name).text });
  }
  return sources;
}
