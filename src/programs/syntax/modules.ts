import { ts } from 'ts-morph';

/** Where object literals for Kubernetes come from, by the module that a name is imported from. */
export type Framework =
  /** `imports/k8s`, as cdk8s generates it. */
  | 'l1'
  /** cdk8s itself: ApiObject. */
  | 'core'
  /** cdk8s-plus. */
  | 'l2'
  | 'pulumi'
  | 'client-node'
  | 'models'
  | 'eks';

export interface Origin {
  readonly framework: Framework;
  readonly module: string;
  /** Names from the module inwards: `['apps', 'v1', 'Deployment']`. */
  readonly names: readonly string[];
}

const MODULES: readonly (readonly [RegExp, Framework])[] = [
  [/^cdk8s-plus-\d+\/lib\/imports\/k8s(?:\.js)?$/, 'l1'],
  [/^[.@~].*(?:^|\/)k8s(?:\/index)?(?:\.[cm]?[jt]s)?$/, 'l1'],
  [/(?:^|\/)imports\/k8s(?:\/index)?(?:\.[cm]?[jt]s)?$/, 'l1'],
  [/^cdk8s-plus-\d+$/, 'l2'],
  [/^cdk8s$/, 'core'],
  [/^@pulumi\/kubernetes(?:\/|$)/, 'pulumi'],
  [/^@kubernetes\/client-node$/, 'client-node'],
  [/^kubernetes-models(?:\/|$)/, 'models'],
  [/^(?:aws-cdk-lib|aws-cdk-lib\/aws-eks|@aws-cdk\/aws-eks)(?:-alpha|-v2-alpha)?$/, 'eks'],
];

export function frameworkOf(module: string): Framework | null {
  return MODULES.find(([pattern]) => pattern.test(module))?.[1] ?? null;
}

/** The local names of a file that come from a known module. */
export type Imports = ReadonlyMap<string, Origin>;

export function importsOf(file: ts.SourceFile): Imports {
  const found = new Map<string, Origin>();
  const add = (local: string, module: string, names: readonly string[]): void => {
    const framework = frameworkOf(module);
    if (framework === null) return;
    const inner = /^@pulumi\/kubernetes\/(.+)$/.exec(module)?.[1]?.split('/') ?? [];
    found.set(local, { framework, module, names: [...inner, ...names] });
  };
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const module = statement.moduleSpecifier.text;
      const clause = statement.importClause;
      if (clause?.name !== undefined) add(clause.name.text, module, []);
      const bindings = clause?.namedBindings;
      if (bindings === undefined) continue;
      if (ts.isNamespaceImport(bindings)) add(bindings.name.text, module, []);
      else
        for (const { name, propertyName } of bindings.elements)
          add(name.text, module, [(propertyName ?? name).text]);
    } else if (
      ts.isImportEqualsDeclaration(statement) &&
      ts.isExternalModuleReference(statement.moduleReference) &&
      ts.isStringLiteral(statement.moduleReference.expression)
    )
      add(statement.name.text, statement.moduleReference.expression.text, []);
    else if (ts.isVariableStatement(statement))
      for (const declaration of statement.declarationList.declarations) required(declaration, add);
  }
  return found;
}

/** `const k8s = require('…')`, and the same taken apart. */
function required(
  { name, initializer }: ts.VariableDeclaration,
  add: (local: string, module: string, names: readonly string[]) => void,
): void {
  if (initializer === undefined || !ts.isCallExpression(initializer)) return;
  const [argument] = initializer.arguments;
  const isRequire =
    ts.isIdentifier(initializer.expression) && initializer.expression.text === 'require';
  if (!isRequire || argument === undefined || !ts.isStringLiteral(argument)) return;
  if (ts.isIdentifier(name)) add(name.text, argument.text, []);
  else if (ts.isObjectBindingPattern(name))
    for (const element of name.elements) {
      const imported = element.propertyName ?? element.name;
      if (ts.isIdentifier(element.name) && ts.isIdentifier(imported))
        add(element.name.text, argument.text, [imported.text]);
    }
}
