import { endsByItself, shortText } from './commands.js';
import { callsIn, loopsIn, type Program } from './programs.js';

/** The last command of a program that is over once all its commands have ended, or null. */
export function finishOf(program: Program): string | null {
  const calls = callsIn(program).filter(({ inTrap }) => !inTrap);
  if (calls.length === 0 || loopsIn(program).some(({ bounded }) => !bounded)) return null;
  // Nobody waits for what was started in the background: its shell ends, and it with it.
  const own = calls.filter(({ background }) => !background);
  // Assignments alone run nothing, and whatever else is not known may well be a server.
  if (!own.every(endsByItself) || calls.every((call) => call.name === '')) return null;
  const last = own.at(-1);
  return last === undefined ? '' : shortText(last);
}
