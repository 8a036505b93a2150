import type { createColors } from 'picocolors';
import { grouped } from '../model/groups.js';
import { count, listed } from './counting.js';
import type { Case, Cause } from './digest.js';
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
/** How many rules of a section. */
const RULES = 6;

const HEADS = {
  review: 'Needs a decision',
  blocked: 'Blocked',
  native: 'Native sidecars with findings',
} as const;

/** What holds sidecars back, by rule, most first. */
export function causeSections(causes: readonly Cause[], options: CauseOptions): readonly Section[] {
  const width = Math.max(0, ...causes.map(({ sidecars }) => String(sidecars).length));
  return (['review', 'blocked', 'native'] as const).map((kind): Section => {
    const own = causes.filter((cause) => kindOf(cause) === kind);
    if (own.length === 0) return { head: [], blocks: [] };
    const most = options.verbose || own.length <= RULES ? own.length : RULES - 1;
    const rest = own.length - most;
    return {
      head: [line(options.colors.bold(`${HEADS[kind]}: ${inPods(own)}`))],
      blocks: [
        ...own.slice(0, most).map((cause) => levelsOf(cause, width, options)),
        ...(rest > 0 ? [[[line(`… and ${count(rest, 'more rule')} (-v lists them)`, 2)]]] : []),
      ],
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
  const head = headOf(cause, width, options, 'names');
  const answers = answerLines(cause, indent, options);
  const shown = verbose ? groups : groups.slice(0, PLACES);
  const rest = cause.cases.length - shown.reduce((sum, { cases }) => sum + cases.length, 0);
  const more = rest > 0 ? [line(`… and ${rest} more (-v lists them)`, indent)] : [];
  const all = shown.map((group) => caseLines(group, indent));
  const whole = [head, ...all.flat(), ...more, ...answers];
  const levels = [
    [headOf(cause, width, options, 'title')],
    [headOf(cause, width, options, 'words')],
    [headOf(cause, width, options, 'words'), briefCase(first, indent)],
    [head, briefCase(first, indent), ...answers],
    whole,
  ];
  if (excerpts !== null) {
    const { colors } = options;
    const layout = { colors, indent: indent + 2, columns: excerpts.columns };
    const lines = excerptLines(marksOf(first.cases[0]), excerpts.textOf, layout);
    const [own = [], ...others] = all;
    levels.push([head, ...own, ...lines, ...others.flat(), ...more, ...answers]);
  }
  return verbose ? levels.slice(4) : levels;
}

/** `33  SM501  a Service that names a port of the sidecar   oauth2-proxy 21, envoy 12   --accept SM501`. */
function headOf(
  cause: Cause,
  width: number,
  { colors }: CauseOptions,
  told: 'title' | 'names' | 'words',
): Line {
  const { id, title, sidecars, names } = cause;
  const own = names.map(({ name, sidecars: n }) => (names.length === 1 ? name : `${name} ${n}`));
  const way = told === 'words' ? briefWay(cause) : '';
  const parts = [
    `${String(sidecars).padStart(width)}  ${colors.bold(id === 'role' ? 'role ' : id)}  ${title}`,
    ...(told === 'title' ? [] : [printable(listed(own, NAMES))]),
    ...(way === '' ? [] : [colors.cyan(way)]),
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
  return [...grouped(cases, messageOf)].map(([message, own]) => ({ message, cases: own }));
}

function messageOf({ entry, finding }: Case): string {
  if (finding !== null) return finding.message;
  return `${entry.container.name}: ${entry.role?.why ?? ''}`;
}

/** `job.yaml:12:9: the preStop hook of …`. */
function briefCase({ message, cases: [first] }: Same, indent: number): Line {
  return line(first === undefined ? '' : `${placeOf(first)}: ${printable(message)}`, indent);
}

function caseLines({ message, cases }: Same, indent: number): readonly Line[] {
  const [first] = cases;
  if (first === undefined) return [];
  const others = cases.slice(1).map(({ entry }) => at(entry.container.place));
  const also = others.length === 0 ? '' : ` (also ${listed(others, 2)})`;
  return [
    line(`${placeOf(first)}  ${workloadOf(first.decision)}${also}`, indent),
    line(printable(message), indent + 2, indent + 2),
  ];
}

function placeOf({ entry, finding }: Case): string {
  return at(finding?.place ?? entry.container.place);
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
  const { ways } = cause;
  const tried = (verbose ? ways : ways.slice(0, WAYS)).map(
    ({ words, sidecars }) =>
      `${colors.cyan(printable(words))}${sidecars === cause.sidecars ? '' : ` (moves ${sidecars} of ${cause.sidecars})`}`,
  );
  return [
    ...shown
      .filter((each) => each !== '')
      .map((each) => line(`${arrow} ${printable(each)}`, indent)),
    ...(tried.length === 0 || cause.native
      ? []
      : [line(`${arrow} or: ${tried.join('; ')}`, indent)]),
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
