import {
  type AndOr,
  forEachChild,
  type ParsedScript,
  type Statement,
  type SyntaxNode,
  type Word,
} from 'unbash';
import type { TextEdit } from '../../model/source.js';
import { type Call, parseScript } from '../../pod/facts/shell.js';
import { callsUnder } from '../../pod/facts/syntax.js';
import { shifted } from '../../text/edits.js';
import { cutFrom } from './cuts.js';
import { readsStatus } from './status.js';

export interface Context {
  readonly text: string;
  readonly isObsolete: (call: Call) => boolean;
  /** Functions of the script that do nothing but what is obsolete. */
  readonly functions: ReadonlySet<string>;
  /** Whether the script ends with the first command that fails. */
  readonly stops: boolean;
}

/** What becomes of one statement; `stuck`: something obsolete in it cannot be taken out alone. */
export type Verdict = 'stays' | 'goes' | 'stuck' | { readonly edits: readonly TextEdit[] };

export function verdictOn(statement: Statement, script: ParsedScript, context: Context): Verdict {
  const { command } = statement;
  if (command.type === 'Function') {
    if (context.functions.has(command.name.value)) return 'goes';
    if (command.body.type === 'BraceGroup' && isOnlyTrapped(command.name, script, context.text))
      return handlerVerdict(command.body.body.commands, context);
    return stay(command, context);
  }
  if (isTrap(statement)) return trapVerdict(statement, script, context);
  if (isRemovable(command, context)) return 'goes';
  if (command.type === 'AndOr') return chainVerdict(command, script.commands, statement, context);
  return stay(command, context);
}

/** Obsolete statements of a handler that does more: its own exit code counts for nothing. */
function handlerVerdict(statements: readonly Statement[], context: Context): Verdict {
  const edits: TextEdit[] = [];
  for (const [i, statement] of statements.entries()) {
    if (!isRemovable(statement.command, context)) {
      if (stay(statement, context) === 'stuck') return 'stuck';
      continue;
    }
    const [previous, next] = [statements[i - 1], statements[i + 1]];
    if (next !== undefined && readsStatus(next, statements, context.text)) return 'stuck';
    const [end, behind] = [previous?.end ?? null, next?.pos ?? null];
    edits.push(
      cutFrom(context.text, {
        start: statement.pos,
        end: statement.end,
        previous: end,
        next: behind,
      }),
    );
  }
  if (edits.length === 0) return 'stays';
  return edits.length === statements.length ? 'stuck' : { edits };
}

function stay(node: SyntaxNode, context: Context): Verdict {
  return callsUnder(node, context.text).some((call) => isGone(call, context)) ? 'stuck' : 'stays';
}

function isGone(call: Call, { isObsolete, functions }: Context): boolean {
  return isObsolete(call) || functions.has(call.name);
}

/** What may stand around an obsolete call: nothing that anybody would miss without it. */
const PADDING = /^(?:echo|printf|true|:|test|\[|\[\[|command|date)$/;

/** Between two tries a pause has no other meaning; elsewhere it may give somebody time. */
function isPadding(call: Call, within: SyntaxNode): boolean {
  if (call.name === 'sleep') return within.type === 'While';
  return PADDING.test(call.name) && !/>/.test(call.text);
}

function isRemovable(node: SyntaxNode, context: Context): boolean {
  const calls = callsUnder(node, context.text);
  return (
    !turnsRound(node) &&
    calls.some((call) => isGone(call, context)) &&
    calls.every((call) => isGone(call, context) || isPadding(call, node))
  );
}

/** `! touch F` fails where the file was written. */
function turnsRound(node: SyntaxNode): boolean {
  let found = node.type === 'Pipeline' && node.prefixes.length > 0;
  forEachChild(node, (child) => {
    found ||= turnsRound(child);
  });
  return found;
}

/** What a handler may do besides, and nobody would see the difference. */
const SILENT = /^(?:true|:|test|\[|\[\[)$/;

/** The same in a handler of EXIT, which may also keep the exit code: `rc=$?; …; exit $rc`. */
export function isHandler(node: SyntaxNode, context: Context): boolean {
  const calls = callsUnder(node, context.text);
  const kept = calls.find(({ name, text }) => name === '' && /^\w+=\$\?$/.test(text))?.text;
  const variable = kept?.slice(0, kept.indexOf('='));
  const isExit = ({ name, text }: Call): boolean =>
    name === 'exit' && variable !== undefined && new RegExp(`\\$\\{?${variable}\\b`).test(text);
  const rest = calls.filter((call) => call.text !== kept && !isExit(call));
  return (
    rest.some((call) => isGone(call, context)) &&
    rest.every((call) => isGone(call, context) || SILENT.test(call.name))
  );
}

export function isTrap({ command }: Statement): boolean {
  return command.type === 'Command' && command.name?.value === 'trap';
}

/** A trap goes as long as it is about the end of the script. */
function trapVerdict({ command }: Statement, script: ParsedScript, context: Context): Verdict {
  const [word] = command.type === 'Command' ? command.args : [];
  const [trap] = callsUnder(command, context.text);
  const [source = '', ...events] = trap?.args ?? [];
  const handler = parseScript(source);
  if (handler === null || word === undefined) return 'stuck';
  const own = { ...context, text: source };
  if (!callsUnder(handler, source).some((call) => isGone(call, own))) return 'stays';
  // A handler of a signal also decides whether that ends the shell: it is not only about the end.
  if (!events.every(isEnd) || trapsOfEnd(script, context.text) > 1) return 'stuck';
  if (isHandler(handler, own)) return 'goes';
  const verdict = handlerVerdict(handler.commands, own);
  // Offsets carry over only where the quoted text is the text itself.
  if (typeof verdict !== 'object' || context.text.slice(word.pos + 1, word.end - 1) !== source)
    return verdict === 'stays' ? 'stays' : 'stuck';
  return { edits: shifted(verdict.edits, word.pos + 1) };
}

function isEnd(event: string): boolean {
  return /^(?:EXIT|0)$/.test(event);
}

/** A second trap takes the place of the first: without one of them the other would count. */
function trapsOfEnd(script: ParsedScript, text: string): number {
  return callsUnder(script, text).filter(({ name, args }) => name === 'trap' && args.some(isEnd))
    .length;
}

/** Whether a function is called by nobody but a trap. */
export function isOnlyTrapped(name: Word, { commands }: ParsedScript, text: string): boolean {
  let trapped = false;
  for (const each of commands) {
    if (each.command.type === 'Function' && each.command.name === name) continue;
    if (isTrap(each)) {
      const [handler = '', ...events] = callsUnder(each.command, text)[0]?.args ?? [];
      if (handler === name.value && events.length > 0 && events.every(isEnd)) trapped = true;
      else if (handler === name.value) return false;
    } else if (callsUnder(each, text).some((call) => call.name === name.value)) return false;
  }
  return trapped;
}

/** `real && touch F` without its end; where the end hid a failure, `|| true` still does. */
function chainVerdict(
  chain: AndOr,
  statements: readonly Statement[],
  statement: Statement,
  context: Context,
): Verdict {
  const { commands, operators, end } = chain;
  let from = commands.length;
  while (from > 0 && isTail(commands[from - 1], context)) from--;
  const [kept, first] = [commands[from - 1], commands[from]];
  const isClean = commands.slice(0, from).every((each) => stay(each, context) === 'stays');
  if (first !== undefined && kept !== undefined && isClean) {
    if (!commands.slice(from).some((each) => isRemovable(each, context))) return 'stays';
    const next = statements[statements.indexOf(statement) + 1];
    // `set -e` overlooks what fails in a chain, unless it is the end of it.
    const survives = context.stops && next !== undefined;
    if (survives && readsStatus(next, statements, context.text)) return 'stuck';
    const hides = survives || operators.slice(from - 1).includes('||');
    return { edits: [{ start: kept.end, end, text: hides ? ' || true' : '' }] };
  }
  const [head, second] = commands;
  const startsObsolete = head !== undefined && isRemovable(head, context);
  const rest = commands.slice(1).every((each) => stay(each, context) === 'stays');
  if (startsObsolete && second !== undefined && rest && operators[0] === '&&')
    return { edits: [{ start: head.pos, end: second.pos, text: '' }] };
  return stay(chain, context);
}

function isTail(node: SyntaxNode | undefined, context: Context): boolean {
  if (node === undefined) return false;
  const calls = callsUnder(node, context.text);
  return (
    isRemovable(node, context) || (calls.length === 1 && /^(?:true|:)$/.test(calls[0]?.name ?? ''))
  );
}
