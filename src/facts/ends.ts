import { signalOf } from './quits.js';
import type { Call, Loop } from './shell.js';

/** A program behind a loop: then the loop waited for a start. */
export function startsSomething({ after }: Loop): boolean {
  return after.some(({ name }) => !TAIL.test(name));
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

function mayEnd(loop: Loop): boolean {
  if (loop.bounded) return true;
  if (loop.endless) return loop.body.some(leavesWell);
  return !loop.condition.some(({ name }) => OWN.test(name));
}

/** Leaves the loop, and not for an error after which the container is started again anyway. */
function leavesWell(call: Call): boolean {
  const { name, args } = call;
  if (name === 'exit' || name === 'return') return !/^[1-9]\d*$/.test(args[0] ?? '');
  if (name === 'break') return true;
  return signalOf(call)?.ends === true;
}
