import type { Program } from './programs.js';
import { type Call, parseScript } from './shell.js';
import { callsUnder } from './syntax.js';

/** Commands that only end, wait, say something or tidy up in their own container. */
const TIDIES =
  /^(?:exit|kill|pkill|killall|echo|printf|sleep|wait|rm|rmdir|touch|true|false|:|return|break|set|date|test|\[|\[\[|trap|jobs|local|export|unset|shift|)$/;

/** What a script does when it ends or is told to, besides ending what it started; or null. */
export function workInTraps(program: Program): Call | null {
  if (program.kind !== 'shell') return null;
  const traps = program.calls.filter(({ name }) => name === 'trap');
  if (traps.length === 0) return null;
  const handlers = traps.flatMap(({ args }) => callsOfText(args[0] ?? ''));
  const functions = functionsIn(program.text);
  const seen = new Set<string>();
  const open = [...handlers];
  for (let call = open.shift(); call !== undefined; call = open.shift()) {
    const body = functions.get(call.name);
    if (body === undefined) {
      if (!TIDIES.test(call.name)) return call;
    } else if (!seen.has(call.name)) {
      seen.add(call.name);
      open.push(...body);
    }
  }
  return null;
}

function callsOfText(text: string): readonly Call[] {
  const script = /^-?$/.test(text) ? null : parseScript(text);
  return script === null ? [] : callsUnder(script, text);
}

function functionsIn(text: string): ReadonlyMap<string, readonly Call[]> {
  const commands = parseScript(text)?.commands ?? [];
  return new Map(
    commands.flatMap(({ command }) =>
      command.type === 'Function'
        ? [[command.name.value, callsUnder(command.body, text)] as const]
        : [],
    ),
  );
}
