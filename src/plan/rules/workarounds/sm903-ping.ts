import { foreignPortIn, ownPorts } from '../../../facts/ports.js';
import { loopsIn, programOf } from '../../../facts/programs.js';
import type { Loop } from '../../../facts/shell.js';
import type { Rule } from '../../../model/rule.js';
import { leaves } from '../start/waits.js';

/** "App does not answer" is true before App has started, which is when a sidecar runs now. */
export const ping: Rule = {
  code: 'SM903',
  title: 'a loop that ends when the application no longer answers',
  sources: ['KEP-753', 'kubernetes/kubernetes#25908'],
  absolute: false,
  check: ({ container, moving }) => {
    const own = new Set(moving.flatMap((each) => [...ownPorts(each)]));
    for (const loop of loopsIn(programOf(container))) {
      if (!endsWhenGone(loop)) continue;
      const asks = [...loop.condition, ...(loop.endless ? loop.body : [])]
        .filter(({ name }) =>
          /^(?:curl|wget|nc|ncat|netcat|telnet|grpc_health_probe|\[|\[\[|timeout|bash|)$/.test(
            name,
          ),
        )
        .map(({ text }) => foreignPortIn(text, own))
        .find((port) => port !== null);
      if (asks === undefined || asks === null) continue;
      return [
        {
          severity: 'block',
          message: `${container.name} ends when nothing answers on port ${asks} any more: as a sidecar it starts before the application, finds nobody there, ends at once and is started again for ever`,
          remedy: `take the loop out of ${container.name}: a sidecar is stopped after the application`,
        },
      ];
    }
    return [];
  },
};

/** `while ask`, `until ! ask`, or an endless loop that leaves when asking fails. */
function endsWhenGone(loop: Loop): boolean {
  if (!loop.endless) return loop.runsWhile === 'success';
  if (!leaves(loop)) return false;
  if (
    /\|\|\s*[({]?\s*(?:exit|break|kill|return)|\bif\s+!|\$\?\s*-ne\s+0|\$\?"?\s*!=/.test(loop.text)
  )
    return true;
  // Which answer it leaves on cannot be told; with nothing behind the loop it is there to end.
  return (
    loop.body.some(({ name }) => name === 'exit' || name === 'kill') &&
    loop.after.length === 0 &&
    !/\bif\s+(?:curl|wget|nc)\b/.test(loop.text)
  );
}
