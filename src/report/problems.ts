import type { createColors } from 'picocolors';
import type { Outcome } from '../model/outcome.js';
import type { Problem } from '../model/source.js';
import { count } from './counting.js';
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
  const shown = new Set(templates.map(({ path }) => path));
  const of = (kind: Problem['kind']): readonly Problem[] =>
    problems.filter((problem) => problem.kind === kind && !shown.has(problem.path));
  const templated = of('templated');
  const computed = of('computed');
  const errors = of('directive');
  const said = problems.filter(({ kind }) => SAID.has(kind) && kind !== 'directive');
  const unread = problems.filter(
    ({ kind }) => !SAID.has(kind) && kind !== 'templated' && kind !== 'computed',
  );
  const told = (most: number): readonly Line[] => [
    ...errors.map((problem) => line(problemText(problem), 2, 4)),
    ...cut(said, most, named, 'has no effect', 'have no effect'),
    ...cut(unread, most, named, 'could not be read'),
    ...cut(computed, most, named, 'computes its containers', 'compute their containers'),
    ...templateLines(templated, verbose),
  ];
  if (told(SHOWN).length === 0) return { head: [], blocks: [] };
  const head = [line(colors.bold('Not read, or not understood:'))];
  const levels = verbose ? [told(problems.length)] : [told(0), told(0), told(1), told(SHOWN)];
  return { head, blocks: [levels] };
}

function cut(
  problems: readonly Problem[],
  most: number,
  named: ReadonlySet<string>,
  what: string,
  many = what,
): readonly Line[] {
  const own = problems.filter(({ path }) => named.has(path));
  const others = problems.filter(({ path }) => !named.has(path));
  const shown = others.slice(0, most);
  const rest = others.length - shown.length;
  const verb = rest === 1 ? what : many;
  const counted =
    own.length + shown.length === 0
      ? `${count(rest, 'file')} ${verb}`
      : `… and ${rest} more that ${verb}`;
  return [
    ...[...own, ...shown].map((problem) => line(problemText(problem), 2, 4)),
    ...(rest > 0 ? [line(`${counted} (-v lists them)`, 2, 4)] : []),
  ];
}

function templateLines(templated: readonly Problem[], verbose: boolean): readonly Line[] {
  if (templated.length === 0) return [];
  const [first] = templated;
  const what =
    templated.length === 1
      ? `${printable(first?.path ?? '')}: the file contains`
      : `${templated.length} files contain`;
  const paths = verbose && templated.length > 1 ? templated.map(({ path }) => printable(path)) : [];
  return [
    line(`${what} template actions; ${printable(first?.remedy ?? '')}`, 2, 4),
    ...paths.map((path) => line(path, 4)),
  ];
}

export function problemText({ path, place, message, remedy }: Problem): string {
  const where = place === null ? printable(path) : at(place);
  return `${where}: ${printable(message)}; ${printable(remedy)}`;
}
