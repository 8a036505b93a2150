import type { AndOr, Function as Definition, ParsedScript, Statement, SyntaxNode } from 'unbash';
import { type Call, parseScript } from '../../facts/shell.js';
import { callsUnder, hasHereDoc, stopsOnError } from '../../facts/syntax.js';
import type { TextEdit } from '../../model/source.js';
import { cutFrom } from './cuts.js';

export interface CallCut {
  readonly text: string;
  /** Letters of the shell's flag: `-ec`. */
  readonly flag: string;
  readonly isObsolete: (call: Call) => boolean;
}

interface Context {
  readonly text: string;
  readonly isObsolete: (call: Call) => boolean;
  /** Functions of the script that do nothing but what is obsolete. */
  readonly functions: ReadonlySet<string>;
}

type Verdict = 'stays' | 'goes' | 'stuck' | { readonly edit: TextEdit };

/**
 * A script without its obsolete calls, and with the exit code that it had: what ended a script with
 * success still does. Null where a call cannot be taken out without touching anything else.
 */
export function withoutCalls({ text, flag, isObsolete }: CallCut): readonly TextEdit[] | null {
  const script = parseScript(text);
  if (script === null || hasHereDoc(script)) return null;
  const bare: Context = { text, isObsolete, functions: new Set() };
  const definitions = script.commands.flatMap(({ command }) =>
    command.type === 'Function' && isHandler(command.body, bare) ? [command] : [],
  );
  const context = { ...bare, functions: new Set(definitions.map(({ name }) => name.value)) };
  const verdicts = script.commands.map((statement) => verdictOn(statement, context));
  if (verdicts.includes('stuck') || !definitions.every((each) => isOnlyTrapped(each, script)))
    return null;
  const edits: TextEdit[] = [];
  for (let i = 0; i < verdicts.length; i++) {
    const verdict = verdicts[i];
    if (typeof verdict === 'object') edits.push(verdict.edit);
    if (verdict !== 'goes') continue;
    const first = i;
    while (verdicts[i + 1] === 'goes') i++;
    const run = runEdit(script, text, first, i, stopsOnError(script, flag));
    if (run === null) return null;
    edits.push(run);
  }
  return edits;
}

function verdictOn(statement: Statement, context: Context): Verdict {
  const { command } = statement;
  if (command.type === 'Function')
    return context.functions.has(command.name.value) ? 'goes' : stay(command, context);
  if (isTrap(statement)) return trapVerdict(statement, context);
  if (isRemovable(command, context)) return 'goes';
  if (command.type === 'AndOr') return chainVerdict(command, context);
  return stay(command, context);
}

function stay(node: SyntaxNode, context: Context): Verdict {
  return callsUnder(node, context.text).some((call) => isGone(call, context)) ? 'stuck' : 'stays';
}

function isGone(call: Call, { isObsolete, functions }: Context): boolean {
  return isObsolete(call) || functions.has(call.name);
}

/** What may stand around an obsolete call: nothing that anybody would miss without it. */
const PADDING = /^(?:echo|printf|sleep|true|:|test|\[|\[\[|command|date)$/;

function isRemovable(node: SyntaxNode, context: Context): boolean {
  const calls = callsUnder(node, context.text);
  return (
    calls.some((call) => isGone(call, context)) &&
    calls.every(
      (call) => isGone(call, context) || (PADDING.test(call.name) && !/>/.test(call.text)),
    )
  );
}

/** The same in a handler of EXIT, which may also keep the exit code: `rc=$?; …; exit $rc`. */
function isHandler(node: SyntaxNode, context: Context): boolean {
  const calls = callsUnder(node, context.text);
  const kept = calls.find(({ name, text }) => name === '' && /^\w+=\$\?$/.test(text))?.text;
  const variable = kept?.slice(0, kept.indexOf('='));
  const rest = calls.filter(
    ({ name, text }) =>
      text !== kept &&
      !(
        name === 'exit' &&
        variable !== undefined &&
        new RegExp(`\\$\\{?${variable}\\b`).test(text)
      ),
  );
  return (
    rest.some((call) => isGone(call, context)) &&
    rest.every((call) => isGone(call, context) || (PADDING.test(call.name) && !/>/.test(call.text)))
  );
}

function isTrap({ command }: Statement): boolean {
  return command.type === 'Command' && command.name?.value === 'trap';
}

/** A trap goes as long as it is about the end of the script. */
function trapVerdict({ command }: Statement, context: Context): Verdict {
  const [trap] = callsUnder(command, context.text);
  const [source = '', ...events] = trap?.args ?? [];
  const handler = parseScript(source);
  if (handler === null) return 'stuck';
  const own = { ...context, text: source };
  if (!callsUnder(handler, source).some((call) => isGone(call, own))) return 'stays';
  return events.some((event) => /^(?:EXIT|0)$/.test(event)) && isHandler(handler, own)
    ? 'goes'
    : 'stuck';
}

function isOnlyTrapped({ name }: Definition, script: ParsedScript): boolean {
  return script.commands.some(
    (each) =>
      isTrap(each) &&
      each.command.type === 'Command' &&
      each.command.args[0]?.text.replace(/^["']|["']$/g, '') === name.value,
  );
}

/** `real && touch F` without its end; where the end hid a failure, `|| true` still does. */
function chainVerdict(chain: AndOr, context: Context): Verdict {
  const { commands, operators, end } = chain;
  let from = commands.length;
  while (from > 0 && isTail(commands[from - 1], context)) from--;
  const [kept, next] = [commands[from - 1], commands[from]];
  const isClean = commands.slice(0, from).every((each) => stay(each, context) === 'stays');
  if (next !== undefined && kept !== undefined && isClean) {
    if (!commands.slice(from).some((each) => isRemovable(each, context))) return 'stays';
    const hides = operators.slice(from - 1).includes('||');
    return { edit: { start: kept.end, end, text: hides ? ' || true' : '' } };
  }
  const [head, second] = commands;
  const startsObsolete = head !== undefined && isRemovable(head, context);
  const rest = commands.slice(1).every((each) => stay(each, context) === 'stays');
  if (startsObsolete && second !== undefined && rest && operators[0] === '&&')
    return { edit: { start: head.pos, end: second.pos, text: '' } };
  return stay(chain, context);
}

function isTail(node: SyntaxNode | undefined, context: Context): boolean {
  if (node === undefined) return false;
  const calls = callsUnder(node, context.text);
  return (
    isRemovable(node, context) || (calls.length === 1 && /^(?:true|:)$/.test(calls[0]?.name ?? ''))
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
  if (behind !== undefined) return /\$\?/.test(text.slice(behind.pos, behind.end)) ? null : cut;
  if (before === undefined) return null;
  return succeeds(before, text, stops) ? cut : { start, end, text: 'true' };
}

/** Whether the script would have ended before now, or the exit code is 0 without the rest. */
function succeeds({ command, background }: Statement, text: string, stops: boolean): boolean {
  if (command.type === 'Command') {
    const [call] = callsUnder(command, text);
    if (/^(?:echo|printf|true|:|exit)$/.test(call?.name ?? '')) return true;
    return stops && background !== true;
  }
  return stops && command.type === 'Pipeline' && command.prefixes.length === 0;
}
