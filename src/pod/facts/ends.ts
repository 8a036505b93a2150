import { signalOf } from './quits.js';
import type { Call, Loop } from './shell.js';

/** A program behind a loop: then the loop waited for a start. */
export function startsSomething({ after }: Loop): boolean {
  return after.some((call) => !isTail(call));
}

/** Only ends, waits, or says something. */
export function isTail({ name }: Call): boolean {
  return TAIL.test(name);
}

const TAIL =
  /^(?:exit|kill|pkill|killall|echo|printf|wait|sleep|return|rm|true|:|\[|\[\[|test|set|)$/;

/** Conditions that hold for as long as the container itself works: its child, a stream of events. */
const OWN = /^(?:read|inotifywait|inotifyd|fswatch|tail|wait|jobs|ps|kill)$/;

/** Outermost loops at the end of a script, after which it is over. */
export function endingLoops(loops: readonly Loop[]): readonly Loop[] {
  const isInside = (inner: Loop): boolean =>
    loops.some(
      (outer) =>
        outer !== inner &&
        outer.start <= inner.start &&
        inner.start < outer.start + outer.text.length &&
        outer.text.length > inner.text.length,
    );
  return loops.filter((loop) => !isInside(loop) && mayEnd(loop) && !startsSomething(loop));
}

/** Waits for one thing, and is over: a file, a process, a line, a connection. */
function waitsOnce({ name, args }: Call): boolean {
  switch (name) {
    case 'inotifywait':
      return !args.some((arg) => /^(?:-[a-z]*m|--monitor)/.test(arg));
    case 'tail':
      return args.some((arg) => arg.startsWith('--pid'));
    case 'nc':
    case 'ncat':
      return (
        args.some((arg) => /^-[a-z]*l/.test(arg)) && !args.some((arg) => /^-[a-z]*k/.test(arg))
      );
    case 'read':
      return true;
    default:
      return false;
  }
}

const KILLS = /^(?:exit|kill|pkill|killall)$/;

/** Whether a script without such loops ends with what ends the program beside it, or after one wait. */
export function endsAfterAWait(calls: readonly Call[], loops: readonly Loop[]): boolean {
  if (loops.some((loop) => !loop.bounded && !mayEnd(loop))) return false;
  const own = calls.filter(({ background, inTrap, inLoop }) => !background && !inTrap && !inLoop);
  const last = own.at(-1);
  if (last === undefined) return false;
  if (waitsOnce(last)) return true;
  return KILLS.test(last.name) && calls.some(({ background }) => background);
}

function mayEnd(loop: Loop): boolean {
  if (loop.bounded) return true;
  // `while sleep 60` goes on for ever as well.
  if (loop.endless || loop.condition.every(({ name }) => name === 'sleep'))
    return loop.body.some(leavesWell);
  if (readsAPipe(loop)) return true;
  return !loop.condition.some((call) => OWN.test(call.name) && !givesUpWaiting(call));
}

/** `read -t 300`: a stream of events is over for it once nothing has come for a while. */
function givesUpWaiting({ name, args }: Call): boolean {
  return /^(?:read|inotifywait)$/.test(name) && args.some((arg) => /^(?:-t|--timeout)/.test(arg));
}

/** `while read -r line < /pipes/events`: once the writer has closed a pipe there is no line left. */
function readsAPipe({ condition }: Loop): boolean {
  return condition.some(
    ({ name, text }) => name === 'read' && /<\s?["']?\/(?!dev\/)[\w./-]{1,200}/.test(text),
  );
}

/** Leaves the loop, and not for an error after which the container is started again anyway. */
function leavesWell(call: Call): boolean {
  const { name, args } = call;
  if (name === 'exit' || name === 'return') return !/^[1-9]\d*$/.test(args[0] ?? '');
  if (name === 'break') return true;
  return signalOf(call)?.ends === true;
}
