import { ts } from 'ts-morph';
import { frameworkOf, type Imports, type Origin } from './modules.js';

/** One name, or all, that a file exports from another module or from its own imports. */
export interface Export {
  /** null: every name. */
  readonly name: string | null;
  /** The name there; null: the same. */
  readonly from: string | null;
  /** null: an import of the file itself. */
  readonly module: string | null;
  /** `export * as name from`. */
  readonly isNamespace: boolean;
}

export function exportsOf(file: ts.SourceFile): readonly Export[] {
  return file.statements.flatMap((statement): readonly Export[] => {
    if (!ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier, exportClause } = statement;
    const module =
      moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier)
        ? moduleSpecifier.text
        : null;
    if (exportClause === undefined) return [{ name: null, from: null, module, isNamespace: false }];
    if (ts.isNamespaceExport(exportClause))
      return [{ name: exportClause.name.text, from: null, module, isNamespace: true }];
    return exportClause.elements.map(({ name, propertyName }) => ({
      name: name.text,
      from: (propertyName ?? name).text,
      module,
      isNamespace: false,
    }));
  });
}

/** What a name of a known module is, that an export passes on; `passing` asks a file of the tree. */
export function exportedBy(
  own: Export,
  name: string,
  imports: Imports,
  passing: (module: string, name: string) => Origin | null,
): Origin | null {
  if (own.name !== null && own.name !== name) return null;
  const { module, isNamespace } = own;
  const there = own.from ?? name;
  if (module === null) return imports.get(there) ?? null;
  const framework = frameworkOf(module);
  if (framework !== null) return { framework, module, names: isNamespace ? [] : [there] };
  return isNamespace ? null : passing(module, there);
}
