import type { Outcome } from '../model/outcome.js';
import type { Settings } from '../model/settings.js';
import { printable } from '../report/escape.js';
import type { TextOf } from '../report/excerpt.js';
import { FORMATS, type Format } from '../report/formats.js';
import type { Page } from '../report/layout.js';
import type { RunMeta } from '../report/meta.js';
import { problemText } from '../report/problems.js';
import { renderSummary } from '../report/summary.js';
import type { Rendered } from '../report/told.js';
import { type Ending, type Mode, verdictOf } from '../report/verdict.js';
import { VERSION } from '../version.js';
import { errorsOf, failsCheck } from './exit-code.js';
import type { MigrateFlags } from './flags.js';
import type { Io } from './io.js';
import { againOf, goingOn } from './typed.js';

/** A run at its end, as the report needs it. */
export interface Ended {
  readonly outcome: Outcome;
  readonly flags: MigrateFlags;
  readonly settings: Settings;
  readonly named: ReadonlySet<string>;
  readonly paths: readonly string[];
  readonly typed: readonly string[];
  readonly isFilter: boolean;
  readonly textOf: TextOf;
  /** A path as the diff has it. */
  readonly pathInDiff: (path: string) => string;
  /** What takes the diff; null: it is none. */
  readonly apply: string | null;
  /** With --write: the files that hold their new text. */
  readonly written?: ReadonlySet<string> | undefined;
  readonly unwritten?: readonly string[];
  readonly isInterrupted?: boolean;
}

/** The same, with what follows from it for each that tells of it. */
export interface Concluded extends Ended {
  readonly ending: Ending;
  readonly meta: RunMeta;
}

export function concluded(ended: Ended): Concluded {
  const ending = endingOf(ended);
  return { ...ended, ending, meta: metaOf(ended, ending) };
}

function endingOf(ended: Ended): Ending {
  const { outcome, flags, named, written, paths, typed } = ended;
  return {
    mode: modeOf(ended),
    failsCheck: flags.check === true && failsCheck(outcome, flags.failOn),
    failOn: flags.failOn ?? null,
    written: written ?? null,
    unwritten: ended.unwritten ?? [],
    isInterrupted: ended.isInterrupted === true,
    errors: errorsOf(outcome, named, flags.strict === true),
    toWrite: goingOn('--write', typed, paths),
  };
}

function modeOf({ flags, isFilter }: Ended): Mode {
  if (flags.check === true) return 'check';
  if (isFilter) return 'filter';
  return flags.write === true ? 'write' : 'preview';
}

function metaOf(ended: Ended, ending: Ending): RunMeta {
  const { kubeMinor, kubeSource, environments } = ended.settings;
  const kubePaths = environments.flatMap(({ globs, kubeMinor: minor }) =>
    minor === null ? [] : [{ globs, minor }],
  );
  const { written } = ended;
  return {
    version: VERSION,
    kubeMinor,
    kubeSource,
    kubePaths,
    verdict: verdictOf(ended.outcome, ending),
    ...(written === undefined ? {} : { written }),
  };
}

/** A run, told in a format; `isShown`: standard output gets it. */
export async function renderedIn(
  format: Format,
  { flags, outcome, pathInDiff, meta, textOf, typed, paths }: Concluded,
  isShown: boolean,
  io: Io,
): Promise<Rendered> {
  const color = isShown && wantsColoredDiff(io, flags.color);
  const again = againOf(typed, paths);
  return FORMATS[format]({ outcome, meta, color, pathOf: pathInDiff, textOf, again });
}

/** Says what came of a run, on standard error. With -q only what went wrong. */
export async function sayReport(ended: Concluded, code: number, io: Io): Promise<void> {
  const { outcome, flags, named, textOf, typed, paths, ending, meta } = ended;
  if (ending.isInterrupted) {
    io.stderr.write(`${verdictOf(outcome, ending)}\n`);
    return;
  }
  if (flags.quiet === true) {
    const lines = [
      ...ending.errors.map(problemText),
      ...outcome.failures.map(({ path, message }) => `${path}: ${message}`),
      ...(code === 2 ? [verdictOf(outcome, ending)] : []),
    ];
    for (const text of lines) io.stderr.write(`${printable(text)}\n`);
    return;
  }
  const text = await renderSummary(outcome, {
    color: wantsColor(io, flags.color),
    verbose: flags.verbose === true,
    page: await terminalPage(io),
    textOf: io.stderr.isTTY === true ? textOf : null,
    meta,
    named,
    ending,
    hints: { notes: goingOn('notes', typed, paths), apply: ended.apply },
  });
  io.stderr.write(text);
}

/** Colours on standard error: on a terminal, unless the user says otherwise. */
function wantsColor(io: Io, option: boolean | undefined): boolean {
  return saysColor(io, option) ?? (io.stderr.isTTY === true && io.env.TERM !== 'dumb');
}

/** Colours in the diff. Never in a pipe: whatever reads it would have to take them out again. */
export function wantsColoredDiff(io: Io, option: boolean | undefined): boolean {
  if (io.stdout.isPipe === true) return false;
  return saysColor(io, option) ?? (io.stdout.isTTY === true && io.env.TERM !== 'dumb');
}

/** The option, then NO_COLOR (no-color.org), then FORCE_COLOR (force-color.org); null: nobody says. */
function saysColor({ env }: Io, option: boolean | undefined): boolean | null {
  if (option !== undefined) return option;
  if ((env.NO_COLOR ?? '') !== '') return false;
  const force = env.FORCE_COLOR ?? '';
  return force !== '' && force !== '0' ? true : null;
}

/** Narrower than this nothing can be read anyway. */
const NARROWEST = 30;

/** How lines are wrapped: to the terminal, or to COLUMNS; null where neither is known. */
async function terminalPage({ stderr, env }: Io): Promise<Page | null> {
  const columns = stderr.isTTY === true ? stderr.columns : Number(env.COLUMNS);
  if (columns === undefined || !Number.isInteger(columns) || columns < NARROWEST) return null;
  const { default: wrapAnsi } = await import('wrap-ansi');
  return { columns, wrap: (text, most) => wrapAnsi(text, most, { hard: false, trim: true }) };
}
