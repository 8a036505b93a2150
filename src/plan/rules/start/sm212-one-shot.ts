import { endsByItself, shortText } from '../../../facts/commands.js';
import { callsIn, loopsIn, programOf } from '../../../facts/programs.js';
import type { Rule } from '../../../model/rule.js';

/** `restartPolicy: Always` starts what has finished again, exit code 0 or not. */
export const oneShot: Rule = {
  code: 'SM212',
  title: 'a container that is meant to finish',
  sources: ['kubernetes/api core/v1 types.go, Container.restartPolicy', 'KEP-753'],
  absolute: false,
  check: ({ container }) => {
    const program = programOf(container);
    const calls = callsIn(program).filter(({ inTrap }) => !inTrap);
    if (calls.length === 0 || loopsIn(program).length > 0) return [];
    const last = calls.at(-1);
    // Assignments alone run nothing, and whatever else is not known may well be a server.
    if (!calls.every(endsByItself) || calls.every((call) => call.name === '')) return [];
    return [
      {
        severity: 'block',
        message: `${container.name} ends by itself (${last === undefined ? '' : shortText(last)}): as a sidecar it would be started again for ever`,
        remedy: 'leave it in containers, or make it an ordinary init container if it may run first',
      },
    ];
  },
};
