import type { Container } from '../model/pod.js';
import { isMap, listAt, mapAt, type Value, type ValueMap } from '../model/value.js';
import { type Call, callFrom, isScriptFlag, type Loop, parseShell, SHELLS } from './shell.js';

/** What a container, a hook or a probe runs. */
export type Program =
  /** Nothing is said: the image's own entry point, which a manifest does not show. */
  | { readonly kind: 'image' }
  | { readonly kind: 'exec'; readonly calls: readonly Call[]; readonly loops: readonly Loop[] }
  | { readonly kind: 'shell'; readonly calls: readonly Call[]; readonly loops: readonly Loop[] }
  /** A script that cannot be parsed, or a list that holds something else than text. */
  | { readonly kind: 'unreadable'; readonly text: string };

export type Hook = 'postStart' | 'preStop';
export type ProbeName = 'startupProbe' | 'readinessProbe' | 'livenessProbe';

/** Rules ask again and again, and a script is parsed once: by container, by path in it. */
const known = new WeakMap<ValueMap, Map<string, Program>>();

/** Command and arguments of a container. */
export function programOf({ value }: Container): Program {
  return once(value, '', () => [...listAt(value, ['command']), ...listAt(value, ['args'])]);
}

/** The command of a hook or a probe; `image` where its handler is no command. */
export function handlerProgram({ value }: Container, path: readonly string[]): Program {
  return once(value, path.join('/'), () => listAt(value, [...path, 'exec', 'command']));
}

function once(value: ValueMap, path: string, items: () => readonly Value[]): Program {
  const programs = known.get(value) ?? new Map<string, Program>();
  const program = programs.get(path) ?? programFrom(items());
  known.set(value, programs.set(path, program));
  return program;
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

export function programFrom(items: readonly Value[]): Program {
  if (items.length === 0) return { kind: 'image' };
  if (items.some((item) => isMap(item) || Array.isArray(item) || item === null))
    return { kind: 'unreadable', text: '' };
  const words = items.map(String);
  const call = callFrom(words, words.join(' '), 0, WHERE);
  const script = scriptOf(call, words);
  if (script === null) return { kind: 'exec', calls: [call], loops: [] };
  const shell = parseShell(script);
  return shell === null
    ? { kind: 'unreadable', text: script }
    : { kind: 'shell', calls: shell.calls, loops: shell.loops };
}

/** The script of `sh -c`, also where the shell is the image's own entry point. */
function scriptOf(call: Call, words: readonly string[]): string | null {
  const args = SHELLS.has(call.name) ? call.args : isScriptFlag(words[0] ?? '') ? words : [];
  const flag = args.findIndex(isScriptFlag);
  return flag < 0 ? null : (args[flag + 1] ?? '');
}
