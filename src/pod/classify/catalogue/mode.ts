import type { Becomes, Family, Mode } from './family.js';

/** What a container is started with. */
export interface Line {
  /** Words behind the program. */
  readonly args: readonly string[];
  readonly env: ReadonlyMap<string, string>;
}

export interface FoundMode {
  readonly becomes: Becomes;
  /** As it is written: `--one-time`, `METHOD=LIST`; empty where no word says it. */
  readonly text: string;
}

/** What a command line makes of a family. */
export function modeIn(family: Family, line: Line): FoundMode {
  for (const mode of family.modes) {
    const text = fits(mode, line);
    if (text !== null) return { becomes: mode.becomes, text };
  }
  const isBare = line.args.length === 0 && family.bare !== null;
  return { becomes: isBare ? (family.bare ?? 'runs') : family.otherwise, text: '' };
}

/** The words that say it, or null. */
function fits({ sub, flag, word, env }: Mode, line: Line): string | null {
  const found: string[] = [];
  const parts: (string | null | undefined)[] = [
    sub === undefined ? undefined : subCommandIn(line.args, sub),
    flag === undefined ? undefined : flagIn(line.args, flag),
    word === undefined ? undefined : wordIn(line.args, word),
    env === undefined ? undefined : variableIn(line.env, env),
  ];
  for (const part of parts) {
    if (part === null) return null;
    if (part !== undefined) found.push(part);
  }
  return found.join(' ');
}

/**
 * The first word that is no option. A word behind an option may be its value, so that the next one is
 * looked at, too.
 */
function subCommandIn(args: readonly string[], subs: readonly string[]): string | null {
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? '';
    if (word.startsWith('-')) continue;
    const two = `${word} ${args.slice(i + 1).find((next) => !next.startsWith('-')) ?? ''}`;
    const sub = subs.find((each) => each === word || each === two);
    if (sub !== undefined) return sub;
    const before = args[i - 1];
    if (before === undefined || !before.startsWith('-') || before.includes('=')) return null;
  }
  return null;
}

const OFF = /^(?:0|f|false|n|no|off)$/i;

function flagIn(args: readonly string[], flags: readonly string[]): string | null {
  for (const [i, arg] of args.entries()) {
    const [, name = '', value] = /^--?([\w.-]{1,60})(?:=(.*))?$/s.exec(arg) ?? [];
    if (!flags.includes(name)) continue;
    // `--one-time false` is what some programs take, too.
    if (OFF.test(value ?? '') || (value === undefined && OFF.test(args[i + 1] ?? ''))) continue;
    return arg;
  }
  return null;
}

function wordIn(args: readonly string[], words: readonly string[]): string | null {
  return (
    args.find((arg) => words.includes(arg) || words.includes(arg.toLowerCase().replace(' ', ''))) ??
    null
  );
}

function variableIn(
  env: ReadonlyMap<string, string>,
  [name, value]: readonly [string, RegExp],
): string | null {
  const have = env.get(name);
  return have !== undefined && value.test(have) ? `${name}=${have}` : null;
}
