import type { Rule } from '../../model/rule.js';
import { callsIn, handlerProgram, loopsIn } from '../../pod/facts/programs.js';
import { sleepOf } from '../../pod/facts/times.js';

/** Hooks that only kept the sidecar alive until the application had ended. */
export const waitForConnections: Rule = {
  code: 'SM915',
  title: 'a preStop hook that waits for the application',
  sources: ['kubernetes/website tutorials/configuration/pod-sidecar-containers.md'],
  absolute: false,
  check: ({ container }) => {
    const program = handlerProgram(container, ['lifecycle', 'preStop']);
    const counts = callsIn(program).some(({ name }) => name === 'netstat' || name === 'ss');
    if (counts && loopsIn(program).length > 0)
      return [
        {
          severity: 'warn',
          message: `the preStop hook of ${container.name} waits until no connection is left: a sidecar is stopped after the application anyway, and the wait uses up its time`,
          remedy: 'take the hook off with the move, or accept SM915',
        },
      ];
    const sleep = sleepOf(container, 'preStop');
    const isAlone = callsIn(program).every(({ name }) => name === 'sleep');
    if (sleep === 0 || !isAlone) return [];
    return [
      {
        severity: 'info',
        message: `the preStop hook of ${container.name} sleeps ${sleep} seconds to outlive the application, which a sidecar does without it`,
        remedy:
          'take the hook off; should clients still come in then, the application is who needs the sleep',
      },
    ];
  },
};
