import type { createColors } from 'picocolors';
import type { Case, Cause } from './digest.js';
import { count, listed } from './counting.js';
import { at, workloadOf } from './entries.js';
import { printable } from './escape.js';
import { excerptLines, type Marked, type TextOf } from './excerpt.js';
import type { Levels, Section } from './fit.js';
import { type Line, line } from './layout.js';

export interface CauseOptions {
  readonly colors: ReturnType<typeof createColors>;
  readonly verbose: boolean;
  /** Where there is a terminal: the lines that a finding is about are shown. */
  readonly excerpts: { readonly textOf: TextOf; readonly columns: number } | null;
}

/** How many names of containers, places and options are shown before the rest is counted. */
const NAMES = 4;
const PLACES = 3;
const WAYS = 3;

const HEADS = {
  review: 'Needs a decision',
  blocked: 'Blocked',
  native: 'Native sidecars with findings',
} as const;

/** What holds sidecars back, by rule, most first. */
export function causeSections(
  causes: readonly Cause[],
  options: CauseOptions,
): readonly Section[] {
  const width = Math.max(0, ...causes.map(({ sidecars }) => String(sidecars).length));
  return (['review', 'blocked', 'native'] as const).map((kind): Section => {
    const own = causes.filter((cause) => kindOf(cause) === kind);
    if (own.length === 0) return { head: [], blocks: [] };
    return {
      head: [line(options.colors.bold(`${HEADS[kind]}: ${inPods(own)}`))],
      blocks: own.map((cause) => levelsOf(cause, width, options)),
    };
  });
}

function kindOf({ native, effect }: Cause): keyof typeof HEADS {
  return native ? 'native' : effect;
}

/** A sidecar may wait for two rules, and is one. */
function inPods(causes: readonly Cause[]): string {
  const cases = causes.flatMap(({ cases: own }) => own);
  const sidecars = new Set(cases.map(({ entry }) => entry.container)).size;
  const pods = new Set(cases.map(({ decision }) => decision)).size;
  return `${count(sidecars, 'sidecar')} in ${count(pods, 'pod')}`;
}

function levelsOf(cause: Cause, width: number, options: CauseOptions): Levels {
  const { verbose, excerpts } = options;
  const indent = 2 + width + 2;
  const groups = byMessage(cause.cases);
  const [first] = groups;
  if (first === undefined) return [[]];
  const head = headOf(cause, width, options);
  const brief = headOf(cause, width, options, briefWay(cause));
  const one = caseLines(first, indent, false);
  const answers = answerLines(cause, indent, options);
  const shown = verbose ? groups : groups.slice(0, PLACES);
  const rest = cause.cases.length - shown.reduce((sum, { cases }) => sum + cases.length, 0);
  const more = rest > 0 ? [line(`… and ${rest} more (-v lists them)`, indent)] : [];
  const first3 = shown.flatMap((group) => caseLines(group, indent, true));
  const levels = [
    [brief],
    [brief, ...one],
    [head, ...one, ...answers],
    [head, ...first3, ...more, ...answers],
  ];
  if (excerpts !== null)
    levels.push([
      head,
      ...caseLines(first, indent, true),
      ...excerptLines(marksOf(first.cases[0]), excerpts.textOf, {
        colors: options.colors,
        indent: indent + 2,
        columns: excerpts.columns,
      }),
      ...shown.slice(1).flatMap((group) => caseLines(group, indent, true)),
      ...more,
      ...answers,
    ]);
  return verbose ? levels.slice(3) : levels;
}

/** `33  SM501  a Service that names a port of the sidecar   oauth2-proxy 21, envoy 12   --accept SM501`. */
function headOf(
  { id, title, sidecars, names, native }: Cause,
  width: number,
  { colors }: CauseOptions,
  way = '',
): Line {
  const own = names.map(({ name, sidecars: n }) =>
    names.length === 1 ? name : `${name} ${n}`,
  );
  const parts = [
    `${String(sidecars).padStart(width)}  ${colors.bold(id === 'role' ? 'role ' : id)}  ${title}`,
    printable(listed(own, NAMES)),
    ...(way === '' || native ? [] : [colors.cyan(way)]),
  ];
  return line(parts.join('   '), 2, 2 + width + 2);
}

function briefWay({ ways, native }: Cause): string {
  const [least] = [...ways].filter(({ words }) => !words.startsWith('allow '));
  return native || least === undefined ? '' : printable(least.words);
}

interface Same {
  readonly message: string;
  readonly cases: readonly Case[];
}

/** Cases about which the same is said are told once. */
function byMessage(cases: readonly Case[]): readonly Same[] {
  const groups = new Map<string, Case[]>();
  for (const one of cases) {
    const message = messageOf(one);
    const known = groups.get(message);
    if (known === undefined) groups.set(message, [one]);
    else known.push(one);
  }
  return [...groups].map(([message, own]) => ({ message, cases: own }));
}

function messageOf({ entry, finding }: Case): string {
  if (finding !== null) return finding.message;
  return `${entry.container.name}: ${entry.role?.why ?? ''}`;
}

function caseLines({ message, cases }: Same, indent: number, whole: boolean): readonly Line[] {
  const [first] = cases;
  if (first === undefined) return [];
  const where = at(first.finding?.place ?? first.entry.container.place);
  const others =
    whole && cases.length > 1
      ? ` (also ${listed(
          cases.slice(1).map(({ entry }) => at(entry.container.place)),
          2,
        )})`
      : '';
  const title = workloadOf(first.decision);
  return [
    line(`${where}  ${title}${others}`, indent),
    line(printable(message), indent + 2, indent + 2),
  ];
}

/** The edit that answers it, then options that were tried; accepting comes last. */
function answerLines(
  cause: Cause,
  indent: number,
  { colors, verbose }: CauseOptions,
): readonly Line[] {
  const arrow = colors.cyan('→');
  if (cause.id === 'role') return roleLines(cause, indent, arrow, verbose);
  const remedies = [...new Set(cause.cases.flatMap(({ finding }) => finding?.remedy ?? []))];
  const shown = verbose ? remedies : remedies.slice(0, 1);
  const said = shown.join('\n');
  const ways = cause.ways.filter(({ words }) => !said.includes(words.replace(/^--accept /, 'accept ')));
  const tried = (verbose ? ways : ways.slice(0, WAYS)).map(
    ({ words, sidecars }) =>
      `${colors.cyan(printable(words))}${sidecars === cause.sidecars ? '' : ` (moves ${sidecars} of ${cause.sidecars})`}`,
  );
  return [
    ...shown.filter((each) => each !== '').map((each) => line(`${arrow} ${printable(each)}`, indent)),
    ...(tried.length === 0 || cause.native ? [] : [line(`${arrow} or: ${tried.join('; ')}`, indent)]),
  ];
}

function roleLines(
  { names, cases }: Cause,
  indent: number,
  arrow: string,
  verbose: boolean,
): readonly Line[] {
  const shown = verbose ? names : names.slice(0, PLACES);
  const rest = names.length - shown.length;
  const yes = shown.map(({ name }) => {
    const own = cases.find(({ entry }) => entry.container.name === name);
    const words = own?.entry.unlockedBy.find(({ text }) => !text.includes('--unsafe'));
    return words?.text ?? `--sidecar ${name}`;
  });
  const no = shown.map(({ name }) => `--keep ${name}`);
  const more = rest > 0 ? ` (${rest} more names: -v lists them)` : '';
  return [
    line(
      `${arrow} confirm with ${printable(yes.join(' '))}, or dismiss with ${printable(no.join(' '))}${more}`,
      indent,
    ),
  ];
}

/** The sidecar, and what elsewhere the finding rests on. */
function marksOf(one: Case | undefined): readonly Marked[] {
  if (one === undefined) return [];
  const { entry, finding } = one;
  const own = { place: entry.container.place, words: entry.container.name };
  const [other] = finding?.related ?? [];
  const second =
    other ??
    (finding !== null && finding.place.line !== own.place.line ? finding.place : undefined);
  return second === undefined ? [own] : [own, { place: second, words: '' }];
}
