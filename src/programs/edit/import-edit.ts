import { ts } from 'ts-morph';
import type { TextEdit } from '../../model/source.js';
import { CannotEdit } from '../../text/cannot-edit.js';
import { insertion } from '../../text/edits.js';
import { lineAt, nextLineStart } from '../../text/lines.js';
import { nameAt } from '../syntax/binding.js';
import { memberOf } from '../syntax/origins.js';
import type { Program } from '../workloads/program.js';
import { makerOf, type Site } from '../workloads/site.js';
import { commaAfter, indentAt } from './geometry.js';

const POLICY = 'ContainerRestartPolicy';

export interface Policy {
  readonly text: string;
  /** What has to be imported for it. */
  readonly edits: readonly TextEdit[];
}

/** `kplus.ContainerRestartPolicy.ALWAYS`, by the import that the workload's class comes by. */
export function plusPolicy(program: Program, site: Site): Policy {
  const { module } = site.origin;
  const names: ts.ImportSpecifier[] = [];
  let last: ts.ImportDeclaration | null = null;
  let space: string | null = null;
  for (const statement of site.node.getSourceFile().statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier))
      continue;
    if (statement.moduleSpecifier.text !== module) continue;
    const clause = statement.importClause;
    if (clause === undefined || clause.isTypeOnly) continue;
    last = statement;
    const bindings = clause.namedBindings;
    if (bindings !== undefined && ts.isNamedImports(bindings)) names.push(...bindings.elements);
    else if (bindings !== undefined && nameAt(site.node, bindings.name.text) === bindings)
      space = bindings.name.text;
  }
  const own = names.find(({ name, propertyName }) => (propertyName ?? name).text === POLICY);
  if (own !== undefined) {
    const { name } = own;
    if (nameAt(site.node, name.text) !== own)
      throw new CannotEdit(`${name.text} has another meaning here`);
    // `type ContainerRestartPolicy` is imported as a value from now on.
    const edit = { start: own.getStart(), end: (own.propertyName ?? name).getStart(), text: '' };
    return { text: `${name.text}.ALWAYS`, edits: own.isTypeOnly ? shared([edit]) : [] };
  }
  const used = makerOf(site.node);
  if (used !== null && ts.isPropertyAccessExpression(used)) {
    if (memberOf(used.expression, POLICY, site.scope) === null)
      throw new CannotEdit(`${used.expression.getText()} does not pass ${POLICY} on`);
    return { text: `${used.expression.getText()}.${POLICY}.ALWAYS`, edits: [] };
  }
  const text = `${POLICY}.ALWAYS`;
  const list = names[0]?.parent;
  if (list === undefined && space !== null) return { text: `${space}.${text}`, edits: [] };
  if (nameAt(site.node, POLICY) !== null)
    throw new CannotEdit(`${POLICY} has another meaning here`);
  if (list !== undefined) return { text, edits: shared(extended(program, list)) };
  if (last === null)
    throw new CannotEdit(`${POLICY} cannot be imported: the file itself does not import ${module}`);
  return { text, edits: shared([added(program, last, module)]) };
}

function shared(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.map((edit) => ({ ...edit, shared: true }));
}

/** One more name, at its alphabetical place where the list has an order, else at its end. */
function extended(program: Program, list: ts.NamedImports): readonly TextEdit[] {
  const { lines } = program;
  const names = list.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
  const fold = (text: string): string => text.toLowerCase();
  const sorted = names.every((name, i) => i === 0 || fold(names[i - 1] ?? '') <= fold(name));
  const next = sorted ? names.findIndex((name) => fold(name) > fold(POLICY)) : -1;
  const follower = list.elements[next];
  const ownLines =
    lineAt(lines, list.elements[0]?.getStart() ?? 0) > lineAt(lines, list.getStart());
  if (follower !== undefined) {
    const start = follower.getStart();
    const lead = ownLines ? `,${lines.eol}${indentAt(program, start)}` : ', ';
    return [insertion(start, `${POLICY}${lead}`)];
  }
  const end = list.elements.at(-1)?.end ?? list.getStart() + 1;
  const comma = commaAfter(program, end);
  const lead = ownLines ? `${lines.eol}${indentAt(program, end)}` : ' ';
  return comma >= 0
    ? [insertion(comma + 1, `${lead}${POLICY},`)]
    : [insertion(end, `,${lead}${POLICY}`)];
}

function added({ lines }: Program, below: ts.ImportDeclaration, module: string): TextEdit {
  const text = below.getText();
  const quote = below.moduleSpecifier.getText()[0] ?? "'";
  const semicolon = text.endsWith(';') ? ';' : '';
  return insertion(
    nextLineStart(lines, lineAt(lines, below.end)),
    `import { ${POLICY} } from ${quote}${module}${quote}${semicolon}${lines.eol}`,
  );
}
