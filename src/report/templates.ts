import type { Outcome } from '../model/outcome.js';
import type { TemplateFile, TemplateSidecar } from '../model/templates.js';
import { at } from './entries.js';
import { printable } from './escape.js';

/** How many with the same words are shown before the rest is counted. */
const SHOWN = 3;
/** Templates whose lines are shown before the rest is counted. */
const SHOWN_DIFFS = 5;

/** Sidecars in templates of charts: those with the same words together, and with `-v` their lines. */
export function templateLines({ templates }: Outcome, verbose: boolean): readonly string[] {
  const groups = new Map<string, TemplateSidecar[]>();
  for (const sidecar of templates.flatMap(({ sidecars }) => sidecars))
    groups.set(sidecar.reason, [...(groups.get(sidecar.reason) ?? []), sidecar]);
  const diffs = templates.filter(({ diff }) => diff !== '');
  const told = verbose ? diffs : diffs.slice(0, SHOWN_DIFFS);
  const tests = [...new Set(templates.flatMap((file) => file.tests))];
  return [
    ...[...groups.values()].flatMap((group) => groupLines(group, verbose)),
    ...(tests.length > 0
      ? [`    unit tests count containers by their place: ${tests.map(printable).join(', ')}`]
      : []),
    ...told.flatMap(diffLines),
    ...(told.length < diffs.length
      ? [`  … and the lines of ${diffs.length - told.length} more templates (-v shows them)`]
      : []),
  ];
}

/** How many there are, in one line: they are no pods that this tool can move. */
export function templateCount({ templates }: Outcome): readonly string[] {
  const count = templates.reduce((sum, { sidecars }) => sum + sidecars.length, 0);
  if (count === 0) return [];
  const what = count === 1 ? '1 sidecar is' : `${count} sidecars are`;
  const where = templates.length === 1 ? 'a template' : `${templates.length} templates`;
  return [
    `${what} written in ${where} of charts: a person has to change the lines that are shown.`,
  ];
}

function groupLines(group: readonly TemplateSidecar[], verbose: boolean): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const shown = verbose ? group : group.slice(0, SHOWN);
  const lines = shown.map(({ place, name }) => `template ${at(place)} ${printable(name)}`);
  if (group.length > shown.length)
    lines.push(`template … and ${group.length - shown.length} more like it (-v shows them)`);
  lines.push(
    first.reason === ''
      ? '    a sidecar that a template of a chart writes: templates are programs, and never edited'
      : `    a sidecar that a template of a chart writes, and its lines cannot go as they are: ${printable(first.reason)}`,
    `    → ${printable(first.next)}`,
  );
  return lines;
}

function diffLines({ diff }: TemplateFile): readonly string[] {
  return diff === ''
    ? []
    : diff
        .trimEnd()
        .split('\n')
        .map((line) => `  ${printable(line)}`);
}
