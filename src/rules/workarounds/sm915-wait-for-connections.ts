import { callsIn, handlerProgram, loopsIn } from '../../pod/facts/programs.js';
import { sleepOf } from '../../pod/facts/times.js';
import { informs, rule, warns } from '../define.js';

/** Hooks that only kept the sidecar alive until the application had ended. */
export const waitForConnections = rule({
  code: 'SM915',
  title: 'a preStop hook that waits for the main container',
  sources: ['kubernetes/website tutorials/configuration/pod-sidecar-containers.md'],
  effects: ['warns', 'informs'],
  harm: 'A hook that waits until no connection is left uses up the time that the sidecar has to stop; it is stopped after the main container anyway. A plain sleep only informs.',
  seen: 'netstat or ss in a loop, or a sleep, in the preStop hook of the sidecar.',
  fix: 'Remove the hook; see SM702 if it was the last one.',
  before: 'lifecycle: {preStop: {exec: {command: [sleep, "10"]}}}',
  asked: ['moving', 'native'],
  check: ({ container }) => {
    const program = handlerProgram(container, ['lifecycle', 'preStop']);
    const counts = callsIn(program).some(({ name }) => name === 'netstat' || name === 'ss');
    if (counts && loopsIn(program).length > 0)
      return warns(
        `the preStop hook of ${container.name} waits until no connection is left: a sidecar is stopped after the main container anyway, and the wait uses up its time to stop`,
        'remove the hook with the move, or accept SM915',
      );
    const sleep = sleepOf(container, 'preStop');
    const isAlone = callsIn(program).every(({ name }) => name === 'sleep');
    if (sleep === 0 || !isAlone) return [];
    return informs(
      `the preStop hook of ${container.name} sleeps for ${sleep} seconds to outlive the main container, which a sidecar does without it`,
      'remove the hook; if clients still connect at that time, the main container is the one that needs the sleep',
    );
  },
});
