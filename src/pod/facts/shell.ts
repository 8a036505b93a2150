import {
  type Command,
  forEachChild,
  type ParsedScript,
  parse,
  type SyntaxNode,
  type While,
} from 'unbash';
import { asksForNone } from './conditions.js';
import { baseName, commandIndex } from './starters.js';

/** One command of a script, wherever it stands in it. */
export interface Call {
  /** Last part of the path: `curl` for `/usr/bin/curl`; empty where it is computed. */
  readonly name: string;
  readonly args: readonly string[];
  /** As written, redirections included. */
  readonly text: string;
  readonly start: number;
  readonly background: boolean;
  readonly inLoop: boolean;
  /** Runs when the script ends or gets a signal. */
  readonly inTrap: boolean;
}

export interface Loop {
  /** Whether what it looks for is there while it runs: `while`, or `until` of the opposite. */
  readonly runsWhile: 'success' | 'failure';
  readonly condition: readonly Call[];
  readonly body: readonly Call[];
  readonly start: number;
  /** As written, from `while` to `done`. */
  readonly text: string;
  /** Ends from inside, if at all: `while true`, `while :`, and `for`. */
  readonly endless: boolean;
  /** `for`: it comes to an end by itself. */
  readonly bounded: boolean;
  /** Commands that stand behind the loop. */
  readonly after: readonly Call[];
}

export interface Shell {
  readonly text: string;
  readonly calls: readonly Call[];
  readonly loops: readonly Loop[];
}

/** Nobody reads a longer script in a manifest, and no rule has to. */
const LONGEST = 256 * 1024;

/** The parser looks for the end of each here-document that is open: nobody has this many. */
const MOST_HERE_DOCS = 200;

/** A script as the commands and loops in it, or null where it cannot be parsed as one. */
export function parseShell(text: string): Shell | null {
  const script = parseScript(text);
  return script === null ? null : shellOf(text, script);
}

/** The syntax tree of a script, or null where it cannot be parsed as one. */
export function parseScript(text: string): ParsedScript | null {
  if (text.length > LONGEST) return null;
  if (text.split('<<', MOST_HERE_DOCS + 2).length > MOST_HERE_DOCS + 1) return null;
  try {
    const script = parse(text);
    return hasErrors(script) ? null : script;
  } catch {
    // A parser that gives up, on nesting without end for one, has not read the script.
    return null;
  }
}

function hasErrors({ errors }: ParsedScript): boolean {
  return errors !== undefined && errors.length > 0;
}

interface Where {
  readonly background: boolean;
  readonly inLoop: boolean;
  readonly inTrap: boolean;
}

type OpenLoop = Omit<Loop, 'after'> & { readonly end: number };

/** A script of functions that call each other twice would never come to an end. */
const MOST_BY_FUNCTIONS = 500;

/** A script that is being walked through, and what it was seen to do so far. */
interface Walk {
  readonly text: string;
  readonly functions: ReadonlyMap<string, SyntaxNode>;
  readonly calls: Call[];
  readonly loops: OpenLoop[];
  /** Functions that are being walked through. */
  readonly open: Set<string>;
  /** How many more calls functions may add. */
  left: number;
}

function shellOf(text: string, script: ParsedScript): Shell {
  const functions = functionsIn(script);
  const walk: Walk = {
    text,
    functions,
    calls: [],
    loops: [],
    open: new Set(),
    left: MOST_BY_FUNCTIONS,
  };
  visit(walk, script, { background: false, inLoop: false, inTrap: false });
  const { calls, loops } = walk;
  return {
    text,
    calls,
    loops: loops.map(({ end, ...loop }) => ({
      ...loop,
      after: calls.filter((call) => call.start >= end && !call.inTrap),
    })),
  };
}

function visit(walk: Walk, node: SyntaxNode, where: Where): void {
  const { text, calls, loops } = walk;
  if (node.type === 'Command')
    for (const call of callsOf(node, text, where)) {
      calls.push(call);
      enter(walk, call, { ...where, inTrap: call.inTrap });
    }
  if (node.type === 'TestCommand') {
    const test = text.slice(node.pos, node.end);
    calls.push(callFrom(test.split(/\s+/), test, node.pos, where));
  }
  if (node.type === 'While') {
    visitWhile(walk, node, where);
    return;
  }
  const isFor = node.type === 'For' || node.type === 'ArithmeticFor';
  const from = calls.length;
  const background = where.background || (node.type === 'Statement' && node.background === true);
  const inLoop = where.inLoop || isFor;
  forEachChild(node, (child) => visit(walk, child, { ...where, background, inLoop }));
  if (isFor) loops.push(forLoop(text.slice(node.pos, node.end), node, calls.slice(from)));
}

function visitWhile(walk: Walk, node: While, where: Where): void {
  const { text, calls, loops } = walk;
  const from = calls.length;
  visit(walk, node.clause, { ...where, inLoop: true });
  const middle = calls.length;
  visit(walk, node.body, { ...where, inLoop: true });
  const condition = calls.slice(from, middle);
  const negated = asksForNone(text.slice(node.clause.pos, node.clause.end));
  loops.push({
    runsWhile: (node.kind === 'while') === negated ? 'failure' : 'success',
    condition,
    body: calls.slice(middle),
    start: node.pos,
    text: text.slice(node.pos, node.end),
    end: node.end,
    endless: condition.length === 1 && /^(?:true|:|\[ 1 \])$/.test(condition[0]?.text ?? ''),
    bounded: false,
  });
}

/** What a function does stands where it is called, too; its loops where they are written. */
function enter(walk: Walk, call: Call, where: Where): void {
  const { calls, loops, open } = walk;
  const body = walk.functions.get(call.name);
  if (body === undefined || open.has(call.name) || walk.left <= 0) return;
  const [from, known] = [calls.length, loops.length];
  open.add(call.name);
  visit(walk, body, where);
  open.delete(call.name);
  loops.length = known;
  const inner = calls.splice(from);
  walk.left -= inner.length;
  for (const each of inner) calls.push({ ...withArguments(each, call), start: call.start });
}

function functionsIn(script: ParsedScript): ReadonlyMap<string, SyntaxNode> {
  const found = new Map<string, SyntaxNode>();
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Function') found.set(node.name.text, node.body);
    forEachChild(node, visit);
  };
  visit(script);
  return found;
}

/** `$1` and `$2` of a function, as it is called with. */
function withArguments(inner: Call, { args }: Call): Call {
  const put = (text: string): string =>
    text.replace(/\$(?:(\d)|\{(\d)\})/g, (whole, bare?: string, braced?: string) => {
      const at = Number(bare ?? braced);
      return at === 0 ? whole : (args[at - 1] ?? whole);
    });
  return { ...inner, text: put(inner.text), args: inner.args.map(put) };
}

/** `for ((;;))` has no end either. */
function forLoop(text: string, { pos, end }: SyntaxNode, body: readonly Call[]): OpenLoop {
  const bounded = !/^for\s*\(\([^;]*;\s*;/.test(text);
  return {
    runsWhile: 'success',
    condition: [],
    body,
    start: pos,
    text,
    end,
    endless: true,
    bounded,
  };
}

/** One command of a syntax tree by itself, whatever surrounds it. */
export function callOf(node: Command, text: string): Call {
  return callAt(node, text, { background: false, inLoop: false, inTrap: false });
}

function callAt(node: Command, text: string, where: Where): Call {
  const words = [
    node.name?.value ?? '',
    ...node.args.map((arg) =>
      'value' in arg && typeof arg.value === 'string' ? arg.value : arg.text,
    ),
  ];
  return callFrom(words, text.slice(node.pos, node.end), node.pos, where);
}

function callsOf(node: Command, text: string, where: Where): readonly Call[] {
  const call = callAt(node, text, where);
  const handler = call.name === 'trap' ? call.args[0] : undefined;
  const inner = nestedScript(call);
  const nested = handler ?? inner;
  if (nested === undefined) return [call];
  const shell = parseShell(nested);
  const inTrap = where.inTrap || handler !== undefined;
  return [call, ...(shell?.calls ?? []).map((each) => ({ ...each, inTrap, start: node.pos }))];
}

/** `sh -c '…'` inside a script. */
export function nestedScript({ name, args }: Call): string | undefined {
  if (!SHELLS.has(name)) return undefined;
  const flag = args.findIndex(isScriptFlag);
  return flag < 0 ? undefined : args[flag + 1];
}

/** `-c`, also as the last of several letters: `-ec`. */
export function isScriptFlag(word: string): boolean {
  return /^-[a-z]*c$/.test(word);
}

export const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'ksh', 'zsh']);

export function callFrom(
  words: readonly string[],
  text: string,
  start: number,
  where: Where,
): Call {
  const at = commandIndex(words);
  return { name: baseName(words[at] ?? ''), args: words.slice(at + 1), text, start, ...where };
}
