import type { Container } from '../../model/container.js';
import type { Hit } from '../../model/rule.js';
import { isMap, type ValueMap } from '../../model/value.js';
import { isHarmless } from '../../pod/facts/commands.js';
import { callsIn, handlerProgram, hookOf } from '../../pod/facts/programs.js';
import { quitByGet, quitOf } from '../../pod/facts/quits.js';
import type { Call } from '../../pod/facts/shell.js';
import { unseenIn } from '../../pod/facts/unseen.js';
import { rule, warns } from '../define.js';

/** Hooks run at the beginning of the termination, while App still works. */
export const preStopQuits = rule({
  code: 'SM304',
  title: 'a preStop hook that ends the sidecar',
  sources: ['KEP-753, failure modes', 'KEP-4438'],
  effects: ['warns', 'informs'],
  harm: 'The preStop hook of a sidecar runs when the pod begins to stop. A hook that ends the sidecar takes it away from the main container while that still works. It does so today as well, and it defeats the purpose of the move.',
  seen: 'kill, nginx -s quit, quitquitquit, shutdown and similar calls in the hook, or a command that is not known; sleeps and files pass.',
  fix: 'Remove the hook, as --remove-workarounds does if the hook does nothing else: a sidecar is stopped after the main container without it.',
  before: `lifecycle:
  preStop:
    exec: {command: [nginx, -s, quit]}`,
  asked: ['moving', 'native'],
  check: ({ container }) => {
    const hook = hookOf(container, 'preStop');
    if (hook === undefined) return [];
    const how = howItQuits(container, hook);
    if (how !== null)
      return [
        {
          // Up to 1.36 nothing is started again while its pod stops: the hook does what it does today.
          severity: 'warn',
          message: `the preStop hook of ${container.name} ends it (${how}) when the pod begins to stop: the main container loses ${container.name} while it still works`,
          remedy: `remove the hook, as --remove-workarounds does if the hook does nothing else: a sidecar is stopped after the main container without it`,
        },
      ];
    return unknown(container, hook);
  },
});

function howItQuits(container: Container, hook: ValueMap): string | null {
  if (isMap(hook.httpGet)) return quitByGet(hook.httpGet);
  const program = handlerProgram(container, ['lifecycle', 'preStop']);
  for (const call of callsIn(program)) {
    const quit = quitOf(call);
    if (quit !== null) return quit.what;
  }
  return null;
}

/** Waits that do nothing else: a sleep, or a loop that counts connections (W-15). */
const WAITS = /^(?:sleep|netstat|ss|grep|egrep|wc|awk|seq|expr|let)$/;

function unknown(container: Container, hook: ValueMap): readonly Hit<'warn' | 'info'>[] {
  const program = handlerProgram(container, ['lifecycle', 'preStop']);
  const isKnown =
    program.kind === 'image' ? !isMap(hook.httpGet) : callsIn(program).every(isNoHarm);
  if (isKnown && unseenIn(program, container) === null) return [];
  return warns(
    `the preStop hook of ${container.name} runs when the pod begins to stop, while the main container still works; whether ${container.name} still works after the hook is not known`,
    `check that the hook does not end ${container.name}, then accept SM304; or remove it: a sidecar is stopped after the main container`,
  );
}

function isNoHarm(call: Call): boolean {
  return WAITS.test(call.name) || isHarmless(call);
}
