import type { Container } from '../../model/container.js';
import type { Hit } from '../../model/rule.js';
import { isMap, type ValueMap } from '../../model/value.js';
import { isHarmless } from '../../pod/facts/commands.js';
import { callsIn, handlerProgram, hookOf } from '../../pod/facts/programs.js';
import { quitByGet, quitOf } from '../../pod/facts/quits.js';
import type { Call } from '../../pod/facts/shell.js';
import { unseenIn } from '../../pod/facts/unseen.js';
import { rule } from '../define.js';

/** Hooks run at the beginning of the termination, while App still works. */
export const preStopQuits = rule({
  code: 'SM304',
  title: 'a preStop hook that ends the sidecar',
  sources: ['KEP-753, failure modes', 'KEP-4438'],
  effects: ['warns', 'informs'],
  harm: 'The preStop hook of a sidecar runs when the pod begins to stop. One that ends the sidecar takes it from the application while that still works. It does so today as well, and what the move would bring is lost.',
  seen: 'kill, nginx -s quit, quitquitquit, shutdown and their like in the hook, or a command that is not known; sleeps and files are fine.',
  fix: 'Take the hook off, as --remove-workarounds does where it does nothing else: a sidecar is stopped after the application without it.',
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
          message: `the preStop hook of ${container.name} ends it (${how}) when the pod begins to stop: the application loses ${container.name} while it still works`,
          remedy: `take the hook off, as --remove-workarounds does where it does nothing else: a sidecar is stopped after the application without it`,
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
  return [
    {
      severity: 'warn',
      message: `the preStop hook of ${container.name} runs when the pod begins to stop, while the application still works; whether ${container.name} serves on after it is not known`,
      remedy: `see that it does not end ${container.name}, then accept SM304; or take it off: a sidecar is stopped after the application`,
    },
  ];
}

function isNoHarm(call: Call): boolean {
  return WAITS.test(call.name) || isHarmless(call);
}
