import type { Page } from '../report/layout.js';
import type { Io } from './io.js';

/** Colours on standard error: on a terminal, unless the user says otherwise. */
export function wantsColor(io: Io, option: boolean | undefined): boolean {
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
export async function pageOf({ stderr, env }: Io): Promise<Page | null> {
  const columns = stderr.isTTY === true ? stderr.columns : Number(env.COLUMNS);
  if (columns === undefined || !Number.isInteger(columns) || columns < NARROWEST) return null;
  const { default: wrapAnsi } = await import('wrap-ansi');
  return { columns, wrap: (text, most) => wrapAnsi(text, most, { hard: false, trim: true }) };
}
