import type { Outcome } from '../model/outcome.js';
import type { Settings } from '../model/settings.js';
import { printable } from '../report/escape.js';
import type { TextOf } from '../report/excerpt.js';
import { FORMATS } from '../report/formats.js';
import type { RunMeta } from '../report/meta.js';
import { problemText } from '../report/problems.js';
import { renderSummary } from '../report/summary.js';
import { type Ending, type Mode, verdictOf } from '../report/verdict.js';
import { VERSION } from '../version.js';
import { errorsOf, failsCheck } from './exit-code.js';
import type { MigrateFlags } from './flags.js';
import type { Io } from './io.js';
import { pageOf, wantsColor, wantsColoredDiff } from './terminal.js';
import { goingOn } from './typed.js';

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

function endingOf(ended: Ended): Ending {
  const { outcome, flags, named, written, paths, typed } = ended;
  const strict = flags.strict === true;
  return {
    mode: modeOf(ended),
    failsCheck: flags.check === true && failsCheck(outcome, flags.failOn),
    failOn: flags.failOn ?? null,
    written: written ?? null,
    unwritten: ended.unwritten ?? [],
    isInterrupted: ended.isInterrupted === true,
    errors: errorsOf({ outcome, named, strict }),
    toWrite: goingOn('--write', typed, paths),
  };
}

function modeOf({ flags, isFilter }: Ended): Mode {
  if (flags.check === true) return 'check';
  if (isFilter) return 'filter';
  return flags.write === true ? 'write' : 'preview';
}

export function metaOf(ended: Ended): RunMeta {
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
    verdict: verdictOf(ended.outcome, endingOf(ended)),
    ...(written === undefined ? {} : { written }),
  };
}

/** What standard output gets of a run that is asked for a diff or a report. */
export async function dataOf(ended: Ended, io: Io): Promise<string> {
  const { flags, outcome, pathInDiff } = ended;
  const color = flags.output === undefined && wantsColoredDiff(io, flags.color);
  return FORMATS[flags.format ?? 'diff'](outcome, metaOf(ended), { color, pathInDiff });
}

/** Says what came of a run, on standard error. With -q only what went wrong. */
export async function sayReport(ended: Ended, code: number, io: Io): Promise<void> {
  const { outcome, flags, named, textOf, typed, paths } = ended;
  const ending = endingOf(ended);
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
    page: await pageOf(io),
    textOf: io.stderr.isTTY === true ? textOf : null,
    meta: metaOf(ended),
    named,
    ending,
    hints: { notes: goingOn('notes', typed, paths), apply: ended.apply },
  });
  io.stderr.write(text);
}
