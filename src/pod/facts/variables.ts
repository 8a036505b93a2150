import { withParameters } from './parameters.js';
import { type Call, type Loop, parseScript, type Shell } from './shell.js';

/** Names with the one text that they stand for, as far as a manifest shows it. */
export type Variables = ReadonlyMap<string, string>;

/**
 * What the names in a script stand for: the plain environment, which Kubernetes also puts in for
 * `$(NAME)`, and what the script itself gives a name once and for all.
 */
export function variablesOf(environment: Variables, { text, calls }: Shell): Variables {
  const values = new Map(environment);
  const own = new Map<string, string | null>();
  for (const call of calls)
    for (const [name, value] of assignmentsIn(call))
      own.set(name, own.has(name) && own.get(name) !== value ? null : value);
  for (const [, name = ''] of text.matchAll(/\b(?:for|read(?:\s{1,9}-\w{1,20}){0,9})\s{1,9}(\w+)/g))
    own.set(name, null);
  for (const [name, value] of own)
    if (value === null) values.delete(name);
    else values.set(name, value);
  return values;
}

/** Of these only the names that surely hold it wherever they are used, as an edit has to know. */
export function sureVariables(variables: Variables, text: string): Variables {
  const statements = parseScript(text)?.commands ?? [];
  const isSure = (name: string): boolean => {
    const assigned = statements.find(
      ({ command, pos, end }) =>
        command.type === 'Command' &&
        new RegExp(`^(?:export )?${name}=`).test(text.slice(pos, end)),
    );
    const used = text.search(new RegExp(`\\$[{(]?${name}\\b`));
    if (assigned !== undefined) return assigned.pos < used;
    return !new RegExp(`\\b${name}\\+?=`).test(text);
  };
  return new Map([...variables].filter(([name]) => /^\w+$/.test(name) && isSure(name)));
}

const ASSIGNS = /^(\w+)=(?:"([^"$`]*)"|'([^']*)'|([^\s"'$`;&|()]*))$/;

function assignmentsIn({ name, args, text }: Call): readonly (readonly [string, string | null])[] {
  const words = /^(?:export|readonly|local|declare)$/.test(name)
    ? args
    : name === ''
      ? [text.trim()]
      : [];
  return words.flatMap((word): (readonly [string, string | null])[] => {
    const plain = ASSIGNS.exec(word);
    if (plain?.[1] !== undefined) return [[plain[1], plain[2] ?? plain[3] ?? plain[4] ?? '']];
    const computed = /^(\w+)\+?=/.exec(word)?.[1];
    return computed === undefined ? [] : [[computed, null]];
  });
}

/** A text with its names replaced, where it is known by what. */
export function expanded(text: string, variables: Variables): string {
  if (!text.includes('$')) return text;
  return withParameters(text, variables).replace(
    /\$(?:\{(\w+)\}|\((\w+)\)|(\w+))/g,
    (whole, braced?: string, kube?: string, bare?: string) =>
      variables.get(braced ?? kube ?? bare ?? '') ?? whole,
  );
}

export function expandedCall(call: Call, variables: Variables): Call {
  const text = expanded(call.text, variables);
  if (text === call.text) return call;
  const name = expanded(call.name, variables);
  return {
    ...call,
    text,
    name: name.slice(name.lastIndexOf('/') + 1),
    args: call.args.map((arg) => expanded(arg, variables)),
  };
}

/** A script whose commands say what they do; their offsets are still those of its text. */
export function expandedShell(shell: Shell, variables: Variables): Shell {
  const now = new Map(shell.calls.map((call) => [call, expandedCall(call, variables)]));
  const all = (calls: readonly Call[]): readonly Call[] =>
    calls.map((call) => now.get(call) ?? call);
  return {
    ...shell,
    calls: all(shell.calls),
    loops: shell.loops.map(
      (loop): Loop => ({
        ...loop,
        text: expanded(loop.text, variables),
        condition: all(loop.condition),
        body: all(loop.body),
        after: all(loop.after),
      }),
    ),
  };
}
