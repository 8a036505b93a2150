import type { ParsedScript } from 'unbash';
import type { TextEdit } from '../../model/source.js';
import { type Call, parseScript } from '../../pod/facts/shell.js';
import { callsUnder, hasHereDoc, stopsOnError } from '../../pod/facts/syntax.js';
import { cutFrom } from './cuts.js';
import { readsStatus, succeeds } from './status.js';
import { type Context, isHandler, isOnlyTrapped, verdictOn } from './verdicts.js';

export interface CallCut {
  readonly text: string;
  /** Letters of the shell's flag: `-ec`. */
  readonly flag: string;
  readonly isObsolete: (call: Call) => boolean;
}

/**
 * A script without its obsolete calls, and with the exit code that it had: what ended a script with
 * success still does. Null where a call cannot be taken out without touching anything else.
 */
export function withoutCalls({ text, flag, isObsolete }: CallCut): readonly TextEdit[] | null {
  const script = parseScript(text);
  if (script === null || hasHereDoc(script) || trapsCommands(script, text)) return null;
  const stops = stopsOnError(script, flag);
  const bare: Context = { text, isObsolete, functions: new Set(), stops };
  const definitions = script.commands.flatMap(({ command }) =>
    command.type === 'Function' && isHandler(command.body, bare) ? [command] : [],
  );
  const context = { ...bare, functions: new Set(definitions.map(({ name }) => name.value)) };
  const verdicts = script.commands.map((statement) => verdictOn(statement, script, context));
  if (
    verdicts.includes('stuck') ||
    !definitions.every(({ name }) => isOnlyTrapped(name, script, text))
  )
    return null;
  const edits: TextEdit[] = [];
  for (let i = 0; i < verdicts.length; i++) {
    const verdict = verdicts[i];
    if (typeof verdict === 'object') edits.push(...verdict.edits);
    if (verdict !== 'goes') continue;
    const first = i;
    while (verdicts[i + 1] === 'goes') i++;
    const run = runEdit(script, text, first, i, stops);
    if (run === null) return null;
    edits.push(run);
  }
  return edits;
}

/** A handler of ERR or DEBUG looks at every command: without one it would run less often, or more. */
function trapsCommands(script: ParsedScript, text: string): boolean {
  return callsUnder(script, text).some(
    ({ name, args }) => name === 'trap' && args.some((arg) => /^(?:ERR|DEBUG|RETURN)$/.test(arg)),
  );
}

/** Takes out a run of statements; null where the exit code would not be what it was. */
function runEdit(
  { commands }: ParsedScript,
  text: string,
  first: number,
  last: number,
  stops: boolean,
): TextEdit | null {
  const [start, end] = [commands[first]?.pos ?? 0, commands[last]?.end ?? 0];
  const [before, behind] = [commands[first - 1], commands[last + 1]];
  const cut = cutFrom(text, {
    start,
    end,
    previous: before?.end ?? null,
    next: behind?.pos ?? null,
  });
  if (behind !== undefined) return readsStatus(behind, commands, text) ? null : cut;
  if (before === undefined) return null;
  return succeeds(before, text, stops) ? cut : { start, end, text: 'true' };
}
