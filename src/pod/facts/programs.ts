import type { Container } from '../../model/container.js';
import { isMap, listAt, mapAt, type Path, type Value, type ValueMap } from '../../model/value.js';
import { type EntryPoint, entryPointOf } from '../classify/catalogue/entry-points.js';
import { type Call, callFrom, isScriptFlag, type Loop, parseShell, SHELLS } from './shell.js';
import { expandedCall, expandedShell, type Variables, variablesOf } from './variables.js';

/** What a container, a hook or a probe runs. */
export type Program =
  /** Nothing is said: the image's own entry point, which a manifest does not show. */
  | { readonly kind: 'image' }
  | { readonly kind: 'exec'; readonly calls: readonly Call[]; readonly loops: readonly Loop[] }
  | {
      readonly kind: 'shell';
      readonly calls: readonly Call[];
      readonly loops: readonly Loop[];
      readonly text: string;
      /** Where the script stands in its container: `args`, 0. */
      readonly node: Path;
      /** What the names in it stand for, as far as it can be seen. */
      readonly variables: Variables;
      /** Letters of the flag before it: `-ec` ends with the first command that fails. */
      readonly flag: string;
    }
  /** A script that cannot be parsed, or a list that holds something else than text. */
  | { readonly kind: 'unreadable'; readonly text: string };

export type Hook = 'postStart' | 'preStop';
export type ProbeName = 'startupProbe' | 'readinessProbe' | 'livenessProbe';

/** Rules ask again and again, and a script is parsed once: by container, by path in it. */
const known = new WeakMap<ValueMap, Map<string, Program>>();

/** Command and arguments of a container. */
export function programOf({ value }: Container): Program {
  return once(value, '', [['command'], ['args']]);
}

/** The command of a hook or a probe; `image` where its handler is no command. */
export function handlerProgram({ value }: Container, path: readonly string[]): Program {
  return once(value, path.join('/'), [[...path, 'exec', 'command']]);
}

function once(value: ValueMap, path: string, lists: readonly Path[]): Program {
  const programs = known.get(value) ?? new Map<string, Program>();
  const program =
    programs.get(path) ??
    programFrom(
      lists.flatMap((list) => wordsAt(value, list)),
      plainEnvironment(value),
      path === '' && listAt(value, ['command']).length === 0 ? entryPointIn(value) : OPEN,
    );
  known.set(value, programs.set(path, program));
  return program;
}

/** A word of a command line, and where it stands in its container. */
interface Word {
  readonly node: Path;
  readonly value: Value;
}

function wordsAt(container: ValueMap, list: Path): readonly Word[] {
  return listAt(container, list).map((value, i) => ({ node: [...list, i], value }));
}

/** The variables of a container whose values stand in the manifest. */
function plainEnvironment(container: ValueMap): Variables {
  return new Map(
    listAt(container, ['env']).flatMap((entry) =>
      isMap(entry) &&
      typeof entry.name === 'string' &&
      /^(?:string|number)$/.test(typeof entry.value)
        ? [[entry.name, String(entry.value)] as const]
        : [],
    ),
  );
}

const HANDLERS = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'];

/** Keys of the probes and hooks of a container. An empty map holds none, and the API server rejects it. */
export function handlersOf({ value }: Container): readonly string[] {
  return HANDLERS.filter((key) => {
    const handler = value[key];
    return isMap(handler) && Object.keys(handler).length > 0;
  });
}

export function hookOf(container: Container, hook: Hook): ValueMap | undefined {
  return mapAt(container.value, ['lifecycle', hook]);
}

export function probeOf(container: Container, probe: ProbeName): ValueMap | undefined {
  const value = mapAt(container.value, [probe]);
  return value === undefined || Object.keys(value).length === 0 ? undefined : value;
}

export function callsIn(program: Program): readonly Call[] {
  return program.kind === 'exec' || program.kind === 'shell' ? program.calls : [];
}

export function loopsIn(program: Program): readonly Loop[] {
  return program.kind === 'exec' || program.kind === 'shell' ? program.loops : [];
}

const WHERE = { background: false, inLoop: false, inTrap: false };

const OPEN: EntryPoint = { kind: 'open' };

function entryPointIn({ image }: ValueMap): EntryPoint {
  return typeof image === 'string' ? entryPointOf(image) : { kind: 'unknown' };
}

/** Words that are a command of a shell, and as often a command of some program. */
const SUB_COMMANDS =
  /^(?:sync|export|find|migrate|install|test|set|date|env|printenv|ls|cp|mv|rm|cat|ln|mkdir|touch|ping|exit|true|false|cd|tee|zip|tar|wait|read|time|exec|command|echo)$/;

/**
 * Arguments without a command are those of the image's entry point (Kubernetes docs, Define a Command
 * and Arguments for a Container). Only an entry point that hands over to them makes the first of
 * them a program.
 */
function entryCall(words: readonly string[], call: Call, entry: EntryPoint): Call {
  const first = words[0] ?? '';
  if (entry.kind === 'open' || SHELLS.has(call.name)) return call;
  const args = { ...call, args: words };
  if (entry.kind === 'unknown')
    return first.startsWith('-') || SUB_COMMANDS.test(first) ? { ...args, name: '' } : call;
  return entry.names.includes(call.name) ? call : { ...args, name: entry.names[0] ?? '' };
}

function programFrom(items: readonly Word[], environment: Variables, entry: EntryPoint): Program {
  if (items.length === 0) return { kind: 'image' };
  if (items.some(({ value }) => isMap(value) || Array.isArray(value) || value === null))
    return { kind: 'unreadable', text: '' };
  const words = items.map(({ value }) => String(value));
  const call = callFrom(words, words.join(' '), 0, WHERE);
  const flag = scriptFlag(call, words);
  if (flag === null) {
    const calls = [expandedCall(entryCall(words, call, entry), environment)];
    return { kind: 'exec', calls, loops: [] };
  }
  const at = words[flag + 1] === '--' ? flag + 2 : flag + 1;
  const text = words[at] ?? '';
  // A script that the environment holds is not the one that is written here.
  const parsed = /^"?\$[({]?\w+[)}]?"?$/.test(text.trim()) ? null : parseShell(text);
  if (parsed === null) return { kind: 'unreadable', text };
  const variables = variablesOf(environment, parsed);
  const { calls, loops } = expandedShell(parsed, variables);
  const node = items[at]?.node ?? [];
  return { kind: 'shell', calls, loops, text, node, variables, flag: words[flag] ?? '' };
}

/** Index of the `-c` of `sh -c`, also where the shell is the image's own entry point. */
function scriptFlag({ name, args }: Call, words: readonly string[]): number | null {
  if (SHELLS.has(name)) {
    const flag = args.findIndex(isScriptFlag);
    return flag < 0 ? null : words.length - args.length + flag;
  }
  // `-c` and a path is a program's own option for its configuration.
  return isScriptFlag(words[0] ?? '') && /\s/.test(words[1]?.trim() ?? '') ? 0 : null;
}

/** Whether the body can end the loop from inside. */
export function leaves(loop: Loop): boolean {
  return loop.body.some(({ name }) => /^(?:break|exit|return|kill)$/.test(name));
}
