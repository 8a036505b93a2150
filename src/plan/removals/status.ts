import type { Statement } from 'unbash';
import { callsUnder } from '../../pod/facts/syntax.js';

/** Whether the script would have ended before now, or the exit code is 0 without the rest. */
export function succeeds(
  { command, background }: Statement,
  text: string,
  stops: boolean,
): boolean {
  if (command.type === 'Command') {
    const [call] = callsUnder(command, text);
    if (/^(?:echo|printf|true|:|exit)$/.test(call?.name ?? '')) return true;
    return stops && background !== true;
  }
  return stops && command.type === 'Pipeline' && command.prefixes.length === 0;
}

/** Whether a statement looks at how the one before it ended; so do `exit` alone and `exit $unset`. */
export function readsStatus(
  statement: Statement,
  all: readonly Statement[],
  text: string,
): boolean {
  if (/\$\?/.test(text.slice(statement.pos, statement.end))) return true;
  const functions = all.flatMap(({ command }) =>
    command.type === 'Function' ? [command.name.value] : [],
  );
  return callsUnder(statement, text).some(({ name, args: [code = ''] }) => {
    if (functions.includes(name)) return true;
    if (name !== 'exit' && name !== 'return') return false;
    const variable = /^\$\{?(\w+)\}?$/.exec(code)?.[1];
    return variable === undefined ? !/^\d+$/.test(code) : !text.includes(`${variable}=`);
  });
}
