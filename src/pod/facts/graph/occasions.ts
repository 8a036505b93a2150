import type { Occasion } from '../../../model/relations.js';
import { endsByItself } from '../commands.js';
import { callsIn, leaves, loopsIn, type Program } from '../programs.js';
import type { Call, Loop } from '../shell.js';

/** Programs that wait for others, and then become what they were given. */
const WAIT_TOOLS =
  /^(?:wait-for(?:-it)?(?:\.sh)?|wait_for(?:_it)?(?:\.sh)?|wait4x|wait4ports|dockerize|wait-on|waitforit|wait-for-port|wait)$/;

function isWaitTool({ name, text }: Call): boolean {
  return WAIT_TOOLS.test(name) || /^\S{0,200}wait[-_]?for[-_\w.]{0,20}\s/.test(text);
}

/** When a command of the program of a container runs, seen from the others. */
export function occasionOf(call: Call, program: Program): Occasion {
  if (call.inTrap) return 'end';
  if (isWaitTool(call) || /--retry-connrefused|--retry-all-errors/.test(call.text)) return 'wait';
  if (loopsIn(program).some((loop) => waitsFor(loop, call))) return 'wait';
  if (call.inLoop || call.background) return 'run';
  if (followsTheWork(call, program)) return 'end';
  return givesUp(call, program) ? 'wait' : 'run';
}

/** A loop that is over once the command succeeds. */
function waitsFor(loop: Loop, call: Call): boolean {
  if (loop.condition.includes(call)) return loop.runsWhile === 'failure';
  return (
    (loop.endless || loop.bounded) &&
    leaves(loop) &&
    loop.body.includes(call) &&
    loop.after.length > 0 &&
    /&&\s*(?:break|exit)|\bif\s+(?!!)[^;\n]{0,300}[;\n]/.test(loop.text)
  );
}

/** Whether what the container is there for came before. */
function followsTheWork(call: Call, program: Program): boolean {
  return callsIn(program).some(
    (before) =>
      before.start < call.start &&
      !before.background &&
      !before.inLoop &&
      !before.inTrap &&
      !isWaitTool(before) &&
      !endsByItself(before),
  );
}

/** Whether the script ends where the command fails, before anything else was done. */
function givesUp(call: Call, program: Program): boolean {
  if (program.kind !== 'shell') return false;
  if (!callsIn(program).some(({ start }) => start > call.start)) return false;
  const behind = program.text.slice(call.start, call.start + 400);
  if (/^[^\n;|&]{1,300}(?:&&|\|\|\s{0,9}[({]?\s{0,9}(?:exit|return)\b)/.test(behind)) return true;
  const before = program.text.slice(Math.max(0, call.start - 40), call.start);
  if (
    /\bif\s+!\s*$/.test(before) &&
    /^[^\n;]{1,300}[;\n]\s*then\b[^\n]{0,80}\s(?:exit|return)\b/.test(behind)
  )
    return true;
  return /^-[a-z]*e/.test(program.flag) || /^\s*set -[a-z]*e/.test(program.text);
}
