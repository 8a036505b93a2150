import type { Outcome } from '../model/outcome.js';
import type { Problem } from '../model/source.js';
import { at } from './entries.js';
import { printable } from './escape.js';

const SAID: ReadonlySet<Problem['kind']> = new Set([
  'directive',
  'comment',
  'reference',
  'unedited',
]);
/** Of these there may be one a file: they are counted. */
const COUNTED: ReadonlySet<Problem['kind']> = new Set(['templated', 'computed']);

/** What could not be seen: the first of a sort in full, the others counted; `-v` shows all. */
export function problemLines(
  { problems, templates }: Outcome,
  verbose: boolean,
): readonly string[] {
  // What is said of a template by its sidecars is said.
  const told = new Set(templates.map(({ path }) => path));
  const templated = problems.filter(({ kind, path }) => kind === 'templated' && !told.has(path));
  const said = problems.filter(({ kind }) => SAID.has(kind));
  const computed = problems.filter(({ kind }) => kind === 'computed');
  const others = problems.filter(({ kind }) => !SAID.has(kind) && !COUNTED.has(kind));
  const lines = said.map(line);
  const shown = verbose ? others : others.slice(0, 1);
  lines.push(...shown.map(line));
  const rest = others.length - shown.length;
  if (rest > 0)
    lines.push(
      `… and ${rest} more ${rest === 1 ? 'file or document' : 'files or documents'} that could not be read (-v shows all)`,
    );
  lines.push(...(verbose ? computed : computed.slice(0, 1)).map(line));
  if (computed.length > 1 && !verbose)
    lines.push(
      `… and ${computed.length - 1} more ${computed.length === 2 ? 'workload' : 'workloads'} of programs whose containers are computed (-v shows all)`,
    );
  if (templated.length > 0) {
    const files = templated.length === 1 ? '1 file holds' : `${templated.length} files hold`;
    lines.push(
      `${files} template actions and was left alone: migrate the chart's sources, not its templates`.replace(
        'hold template actions and was',
        'hold template actions and were',
      ),
    );
    if (verbose) lines.push(...templated.map(({ path }) => `  ${printable(path)}`));
  }
  return lines;
}

export function line({ path, place, message, remedy }: Problem): string {
  const where = place === null ? printable(path) : at(place);
  return `${where}: ${printable(message)}; ${printable(remedy)}`;
}
