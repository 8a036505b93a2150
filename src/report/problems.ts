import type { createColors } from 'picocolors';
import type { Outcome } from '../model/outcome.js';
import type { Problem } from '../model/source.js';
import { count, listed } from './counting.js';
import { at } from './entries.js';
import { printable } from './escape.js';
import type { Section } from './fit.js';
import { type Line, line } from './layout.js';

/** Each of these is said: somebody wrote something that does not do what it says. */
const SAID: ReadonlySet<Problem['kind']> = new Set([
  'directive',
  'comment',
  'reference',
  'unedited',
]);

/** So many files that could not be read are listed; those that were given by name always are. */
const SHOWN = 3;

export interface ProblemOptions {
  readonly colors: ReturnType<typeof createColors>;
  readonly verbose: boolean;
  readonly named: ReadonlySet<string>;
}

/** What could not be seen, and what was passed over. */
export function problemSection(
  { problems, templates }: Outcome,
  { colors, verbose, named }: ProblemOptions,
): Section {
  // What is said of a template by its sidecars is said.
  const told = new Set(templates.map(({ path }) => path));
  const of = (kind: Problem['kind']): readonly Problem[] =>
    problems.filter((problem) => problem.kind === kind && !told.has(problem.path));
  const templated = of('templated');
  const computed = of('computed');
  const errors = of('directive');
  const said = problems.filter(({ kind }) => SAID.has(kind) && kind !== 'directive');
  const unread = problems.filter(
    ({ kind }) => !SAID.has(kind) && kind !== 'templated' && kind !== 'computed',
  );
  const lines = [
    ...errors.map((problem) => line(problemText(problem), 2, 4)),
    ...cut(said, verbose, named, 'names something that is not there', 'name something that is not there'),
    ...cut(unread, verbose, named, 'could not be read'),
    ...cut(computed, verbose, named, 'computes its containers', 'compute their containers'),
    ...templateLines(templated, verbose),
  ];
  if (lines.length === 0) return { head: [], blocks: [] };
  return { head: [line(colors.bold('Not looked at, or not understood:'))], blocks: [[lines]] };
}

function cut(
  problems: readonly Problem[],
  verbose: boolean,
  named: ReadonlySet<string>,
  what: string,
  many = what,
): readonly Line[] {
  const own = problems.filter(({ path }) => named.has(path));
  const others = problems.filter(({ path }) => !named.has(path));
  const shown = verbose ? others : others.slice(0, SHOWN);
  const rest = others.length - shown.length;
  return [
    ...[...own, ...shown].map((problem) => line(problemText(problem), 2, 4)),
    ...(rest > 0
      ? [line(`… and ${count(rest, 'more file')} that ${rest === 1 ? what : many} (-v lists them)`, 2, 4)]
      : []),
  ];
}

function templateLines(templated: readonly Problem[], verbose: boolean): readonly Line[] {
  if (templated.length === 0) return [];
  const paths = templated.map(({ path }) => printable(path));
  const [first] = templated;
  const what =
    templated.length === 1
      ? 'it holds template actions'
      : `${templated.length} files hold template actions`;
  return [
    line(
      `${listed(paths, verbose ? paths.length : 1)}: ${what}; ${printable(first?.remedy ?? '')}`,
      2,
      4,
    ),
  ];
}

export function problemText({ path, place, message, remedy }: Problem): string {
  const where = place === null ? printable(path) : at(place);
  return `${where}: ${printable(message)}; ${printable(remedy)}`;
}
