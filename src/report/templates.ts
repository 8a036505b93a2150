import type { createColors } from 'picocolors';
import { grouped } from '../model/groups.js';
import type { Outcome } from '../model/outcome.js';
import type { TemplateFile, TemplateSidecar } from '../model/templates.js';
import { count, listed } from './counting.js';
import { at } from './entries.js';
import { printable } from './escape.js';
import type { Section } from './fit.js';
import { type Line, line, verbatim } from './layout.js';

/** So many sidecars of templates are named, and so many reasons. */
const SHOWN = 3;

export interface TemplateOptions {
  readonly colors: ReturnType<typeof createColors>;
  readonly verbose: boolean;
}

/** Sidecars in templates of charts: one line each of what stands in the way; `-v` shows the lines to change. */
export function templateSection(
  { templates }: Outcome,
  { colors, verbose }: TemplateOptions,
): Section {
  const sidecars = templates.flatMap((file) => file.sidecars);
  if (sidecars.length === 0) return { head: [], blocks: [] };
  const groups = grouped(sidecars, ({ reason }) => reason);
  const tests = [...new Set(templates.flatMap((file) => file.tests))].map(printable);
  const where = count(templates.length, 'Helm template');
  const title = `Not edited, because Helm templates are not edited: ${count(sidecars.length, 'sidecar')} in ${where}`;
  const told = (most: number, places: number): readonly Line[] => {
    const shown = [...groups].slice(0, most);
    const rest = groups.size - shown.length;
    return [
      ...shown.map(([reason, own]) => groupLine(reason, own, templates, places, verbose)),
      ...(rest > 0 ? [line(`… and ${count(rest, 'other reason')} (-v lists them)`, 2)] : []),
    ];
  };
  const counted = `unit tests that count containers by index need the same change: ${listed(tests, verbose ? tests.length : SHOWN)}`;
  const tested = tests.length > 0 ? [line(counted, 2, 4)] : [];
  const all = told(groups.size, sidecars.length);
  const levels = verbose
    ? [[...all, ...tested, ...templates.flatMap(diffLines)]]
    : [[], told(1, 1), told(1, 1), [...told(SHOWN, SHOWN), ...tested]];
  return { head: [line(colors.bold(title))], blocks: [levels] };
}

function groupLine(
  reason: string,
  group: readonly TemplateSidecar[],
  templates: readonly TemplateFile[],
  most: number,
  verbose: boolean,
): Line {
  const places = group.map(({ place, name }) => `${at(place)} ${printable(name)}`);
  const [first] = group;
  const hasDiff = templates.some(
    ({ diff, sidecars }) => diff !== '' && sidecars.some((s) => group.includes(s)),
  );
  const why =
    reason === ''
      ? hasDiff && !verbose
        ? 'change the lines by hand: -v shows them as a diff'
        : (first?.next ?? '')
      : `${reason}; ${first?.next ?? ''}`;
  return line(`${listed(places, most)}: ${printable(why)}`, 2, 4);
}

function diffLines({ diff }: TemplateFile): readonly Line[] {
  return diff === ''
    ? []
    : diff
        .trimEnd()
        .split('\n')
        .map((each) => verbatim(printable(each), 2));
}
