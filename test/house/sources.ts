import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ts } from 'ts-morph';

export const TOP = join(import.meta.dirname, '..', '..');

/** A file of the tool, as far as the plan of the house looks at it. */
export interface Source {
  readonly path: string;
  readonly lines: number;
  /** What it imports of the house, types and lazy imports included. */
  readonly imports: readonly string[];
  /** Those among them that are loaded once somebody asks: a file of its own, however small. */
  readonly lazy: readonly string[];
  readonly functions: readonly { readonly name: string; readonly lines: number }[];
}

/** Every file of `src` and `transforms`, read by the compiler. */
export function sources(): readonly Source[] {
  const paths = ['src', 'transforms'].flatMap((root) =>
    readdirSync(join(TOP, root), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => join(root, path)),
  );
  return paths.sort().map((path) => sourceOf(path, readFileSync(join(TOP, path), 'utf8')));
}

export function sourceOf(path: string, text: string): Source {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports = new Set<string>();
  const lazy: string[] = [];
  const functions: Source['functions'][number][] = [];
  const look = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier?.startsWith('.') === true) {
      const imported = join(dirname(path), specifier).replace(/\.js$/, '.ts');
      imports.add(imported);
      if (ts.isCallExpression(node)) lazy.push(imported);
    }
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined)
      functions.push({ name: nameOf(node), lines: linesOf(file, node) });
    ts.forEachChild(node, look);
  };
  look(file);
  const lines = text.split('\n').length - 1;
  return { path, lines, imports: [...imports].sort(), lazy, functions };
}

/** `import … from 'x'`, `export … from 'x'`, `import('x')` and `import('x').Type`. */
function specifierOf(node: ts.Node): string | null {
  const said =
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
      ? node.moduleSpecifier
      : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
        ? node.arguments[0]
        : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
          ? node.argument.literal
          : undefined;
  return said !== undefined && ts.isStringLiteralLike(said) ? said.text : null;
}

/** Its own name, or that of what it is given to. */
function nameOf(node: ts.Node): string {
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    const name = (at as { readonly name?: ts.Node }).name;
    if (name !== undefined && ts.isIdentifier(name)) return name.text;
  }
  return 'the file';
}

function linesOf(file: ts.SourceFile, node: ts.Node): number {
  const line = (position: number): number => file.getLineAndCharacterOfPosition(position).line;
  return line(node.end) - line(node.getStart(file)) + 1;
}
