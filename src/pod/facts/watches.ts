import type { Container } from '../../model/container.js';
import type { Pod } from '../../model/pod.js';
import { asksForNone } from './conditions.js';
import { scannedProcess } from './listings.js';
import { callsIn, leaves, loopsIn, type Program, programOf } from './programs.js';
import type { Call, Loop } from './shell.js';

/** A wait that is over once a process of another container is gone. */
export interface Watch {
  /** Offset of the loop, or of the command, in its script. */
  readonly start: number;
  /** What it looks for, as written. */
  readonly process: string;
  /** It waited for that process to come up before. */
  readonly awaited: boolean;
}

/** Waits of a container that end with a process of another one, which it can see (W-3). */
export function watchesOf(container: Container, { spec }: Pod): readonly Watch[] {
  if (spec.shareProcessNamespace !== true && spec.hostPID !== true) return [];
  const program = programOf(container);
  const looks = lookerIn(program);
  const awaited = loopsIn(program).filter((loop) => waitsFor(loop, 'start', looks) !== null);
  const found = [
    ...loopsIn(program).map((loop) => ({
      start: loop.start,
      process: waitsFor(loop, 'end', looks),
    })),
    ...callsIn(program)
      .filter(({ name, text }) => name === 'tail' && text.includes('--pid'))
      .map((call) => ({ start: call.start, process: looks(call) })),
  ];
  return found.flatMap(({ start, process }) =>
    process === null
      ? []
      : [{ start, process, awaited: awaited.some((loop) => loop.start < start) }],
  );
}

type Looks = (call: Call) => string | null;

/** What a loop looks for to know when to go on, or null. */
function waitsFor(loop: Loop, until: 'start' | 'end', looks: Looks): string | null {
  if (loop.bounded) return null;
  for (const call of [...loop.condition, ...(loop.endless ? loop.body : [])]) {
    const process = looks(call);
    if (process !== null && untilOf(loop, call) === until) return process;
  }
  return null;
}

function untilOf(loop: Loop, call: Call): 'start' | 'end' | null {
  if (!loop.endless) return loop.runsWhile === 'failure' ? 'start' : 'end';
  if (!leaves(loop)) return null;
  const onFailure = /\|\|\s{0,99}[({]?\s{0,99}(?:exit|break|kill|return)|\bif\s+!/.test(loop.text);
  return onFailure || asksForNone(call.text) ? 'end' : 'start';
}

const FINDS =
  /\b(?:pgrep|pidof)\s+((?:-{1,2}[\w-]{1,20}(?:=\S{1,40})?\s+){0,6})["']?([\w./[\]-]{1,100})/;

/** Which process of another container a command looks for: one of its own is none. */
function lookerIn(program: Program): Looks {
  const calls = callsIn(program);
  const own = calls.filter((call) => !FINDS.test(call.text) && !/^(?:grep|ps)$/.test(call.name));
  const text = program.kind === 'shell' ? program.text : '';
  const foreign = (pattern: string | undefined): string | null => {
    const name = pattern?.replace(/[[\]]/g, '').split('/').at(-1) ?? '';
    if (name === '' || /^\d+$/.test(name)) return null;
    return own.some((call) => call.name !== '' && call.text.includes(name)) ? null : name;
  };
  return (call) => {
    const found = FINDS.exec(call.text);
    if (found !== null) return foreign(found[2]);
    const scanned = scannedProcess(call);
    if (scanned !== null) return foreign(scanned);
    if (call.name === 'grep' && call.args.includes('-v')) return null;
    if (call.name === 'grep' && calls.some(({ name }) => name === 'ps'))
      return foreign(call.args.findLast((arg) => !arg.startsWith('-') && !arg.includes('>')));
    if (!/^kill$/.test(call.name) || !/\s-(?:0|s\s+0)\s/.test(call.text)) {
      if (call.name !== 'tail' && !call.text.includes('/proc/')) return null;
    }
    const number = foundBefore(call.text, text);
    // The number in a file is its own process's only where it wrote the file.
    if (number?.startsWith('/') === true) return isWrittenIn(text, number) ? null : number;
    return foreign(number);
  };
}

function isWrittenIn(script: string, path: string): boolean {
  return script
    .split(path)
    .slice(0, -1)
    .some((before) => />\s{0,4}["']?$/.test(before.slice(-8)));
}

/** What the process number in `kill -0 $APP_PID` was found by. */
function foundBefore(asking: string, script: string): string | undefined {
  const variable = /\$\{?(\w{1,60})\}?/.exec(asking)?.[1];
  if (variable === undefined) return undefined;
  const assigned = new RegExp(`\\b${variable}=["']?(?:\\$\\(|\`)([^)\`\\n]{1,200})`).exec(
    script,
  )?.[1];
  if (assigned === undefined) return undefined;
  return (
    FINDS.exec(assigned)?.[2] ??
    // What another one left in a file.
    /^\s{0,4}cat\s{1,4}["']?([\w./-]{1,200})/.exec(assigned)?.[1] ??
    /\bgrep\s+(?:-\w+\s+)?["']?([\w.[\]-]{1,100})/.exec(assigned)?.[1]
  );
}
