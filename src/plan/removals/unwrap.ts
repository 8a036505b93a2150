import type { ParsedScript, Statement, SyntaxNode } from 'unbash';
import type { TextEdit } from '../../model/source.js';
import { type Call, parseScript } from '../../pod/facts/shell.js';
import { callsUnder, hasHereDoc, writesUnder } from '../../pod/facts/syntax.js';
import { cutFrom } from './cuts.js';
import { isSetTrap, type Meaning, meaningOf, trapped } from './meaning.js';
import { isTrap } from './verdicts.js';

export interface Wrapper {
  readonly text: string;
  /** Offsets of the loops that only wait for the end of the application. */
  readonly waits: readonly number[];
  /** Processes of other containers can be seen, and signalled. */
  readonly sharesProcesses: boolean;
}

interface Context extends Pick<Wrapper, 'text' | 'sharesProcesses'> {
  /** Functions of the script that do nothing but wait and end. */
  readonly idle: ReadonlySet<string>;
}

/** How a script is reduced, or what in it stands against that. */
export type Unwrapped =
  | { readonly texts: readonly TextEdit[] }
  | { readonly texts: null; readonly meaning: Meaning };

/**
 * A script that runs a program and, beside it, waits for the application to end, reduced to `exec`
 * of that program with its arguments: what stands before it stays. Null where anything else is done
 * behind it, or where the program is not one plain command. What may mean something stays as well.
 */
export function unwrapped({ text, waits, sharesProcesses }: Wrapper): Unwrapped | null {
  const script = parseScript(text);
  if (script === null || hasHereDoc(script)) return null;
  const context = { text, sharesProcesses, idle: new Set<string>() };
  const idle = new Set(
    script.commands.flatMap(({ command }) =>
      command.type === 'Function' && isIdle(command.body, context) ? [command.name.value] : [],
    ),
  );
  const goes = (statement: Statement): boolean => isIdle(statement, { ...context, idle });
  const main = mainOf(script, goes, waits);
  if (main === null || main.command.type !== 'Command') return null;
  const at = script.commands.indexOf(main);
  const [before, tail] = [script.commands.slice(0, at), script.commands.slice(at + 1)];
  const early = before.filter(
    (each) => goes(each) && (each.background === true || isTrap(each) || isFunction(each)),
  );
  const kept = before.filter((each) => !early.includes(each));
  if (!tail.every(goes) || kept.some(({ background }) => background === true)) return null;
  if (kept.some((each) => callsUnder(each, text).some(({ name }) => idle.has(name)))) return null;
  const gone = [...early, ...tail];
  if (!waits.some((start) => gone.some(({ pos, end }) => pos <= start && start < end))) return null;
  const { name } = main.command;
  if (name === undefined || !isProgram(name.value, script, text)) return null;
  const last = tail.at(-1)?.end ?? main.end;
  const end =
    last + (/^[ \t]{0,999};?[ \t]{0,999}(?=\n|$)/.exec(text.slice(last))?.[0].length ?? 0);
  const trap = kept.flatMap((each) => callsUnder(each, text)).find(isSetTrap);
  const meaning = trap === undefined ? meaningOf({ nodes: gone, text, waits }) : trapped(trap);
  if (meaning !== null) return { texts: null, meaning };
  const texts = [
    ...early.map((each) => statementCut(text, script, each)),
    ...(name.value === 'exec' ? [] : [{ start: name.pos, end: name.pos, text: 'exec ' }]),
    ...(end > main.command.end ? [{ start: main.command.end, end, text: '' }] : []),
  ];
  return { texts };
}

/** The program: started in the background, or in the foreground beside a watch in the background. */
function mainOf(
  { commands }: ParsedScript,
  goes: (statement: Statement) => boolean,
  waits: readonly number[],
): Statement | null {
  const inBackground = commands.find((each) => each.background === true && !goes(each));
  if (inBackground !== undefined) return inBackground;
  const watch = commands.findIndex(
    ({ background, pos, end }) =>
      background === true && waits.some((start) => pos <= start && start < end),
  );
  if (watch < 0) return null;
  return commands.slice(watch + 1).findLast((each) => !goes(each)) ?? null;
}

function statementCut(text: string, { commands }: ParsedScript, statement: Statement): TextEdit {
  const { pos: start, end } = statement;
  const at = commands.indexOf(statement);
  const [previous, next] = [commands[at - 1]?.end ?? null, commands[at + 1]?.pos ?? null];
  return cutFrom(text, { start, end, previous, next });
}

/** Words of the shell itself, which `exec` would look for in vain. */
const BUILTIN =
  /^(?:\.|:|alias|builtin|cd|command|eval|export|local|read|readonly|return|set|shift|source|time|times|trap|type|ulimit|umask|unset|wait)$/;

/** Whether `exec` finds a name: it takes no function, no alias and no word of the shell. */
function isProgram(name: string, { commands }: ParsedScript, text: string): boolean {
  if (BUILTIN.test(name) || /\balias\s/.test(text)) return false;
  return !commands.some(
    ({ command }) => command.type === 'Function' && command.name.value === name,
  );
}

function isFunction({ command }: Statement): boolean {
  return command.type === 'Function';
}

const WAITS =
  /^(?:sleep|wait|exit|return|break|continue|echo|printf|test|\[|\[\[|true|false|:|stat|wc|cat|find|ls|du|date|grep|egrep|awk|cut|tr|head|tail|expr|let|read|local|jobs|ps|pgrep|pidof|set|md5sum|sha\d+sum|cksum|)$/;

/** Whether nothing below a node does more than wait, look, and end processes of its own. */
function isIdle(node: SyntaxNode, context: Context): boolean {
  if (writesUnder(node).length > 0) return false;
  return callsUnder(node, context.text).every((call) => {
    if (call.name !== 'trap') return isWait(call, context);
    const handler = parseScript(call.args[0] ?? '');
    return handler !== null && isIdle(handler, { ...context, text: call.args[0] ?? '' });
  });
}

function isWait(call: Call, { idle, sharesProcesses }: Context): boolean {
  if (idle.has(call.name)) return true;
  if (WAITS.test(call.name))
    return !(
      call.name === 'tail' &&
      /\s-[a-zA-Z]*[fF]/.test(call.text) &&
      !/\s--pid[= ]/.test(call.text)
    );
  if (/^(?:kill|pkill|killall)$/.test(call.name))
    return !sharesProcesses || call.args.every((arg) => /^(?:-|\$|%|"?\$)/.test(arg));
  return isAsk(call);
}

/** Asks something of this pod, and sends it nothing. */
function isAsk({ name, args, text }: Call): boolean {
  const command = name === 'timeout' ? (args.at(1) ?? '') : name;
  if (/quitquitquit|\/(?:quit|shutdown|exit)\b/.test(text)) return false;
  if (!/^(?:curl|wget|nc|ncat|netcat|telnet|grpc_health_probe|bash)$/.test(command)) return false;
  return (
    /localhost|127\.0\.0\.1|\[?::1\]?|0\.0\.0\.0/.test(text) &&
    !/\s(?:-X|--request|-d|--data\S*|-T|--upload-file|-F|--form|--post-\S+)(?:\s|=)/.test(text)
  );
}
