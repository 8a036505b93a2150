import type { Container } from '../../model/container.js';
import type { Pod } from '../../model/pod.js';
import { mapAt } from '../../model/value.js';
import { callsIn, type Hook, handlerProgram } from './programs.js';
import type { Call } from './shell.js';

/** Seconds that Kubernetes waits where a pod says nothing. */
const DEFAULT_GRACE = 30;

/** Seconds between the first signal to a pod and the last. */
export function gracePeriod({ spec }: Pod): number {
  const value = spec.terminationGracePeriodSeconds;
  return typeof value === 'number' ? value : DEFAULT_GRACE;
}

/** Seconds that a hook sleeps for sure: its own action, or what its command adds up to. */
export function sleepOf(container: Container, hook: Hook): number {
  const seconds = mapAt(container.value, ['lifecycle', hook, 'sleep'])?.seconds;
  if (typeof seconds === 'number') return seconds;
  const calls = callsIn(handlerProgram(container, ['lifecycle', hook]));
  return calls
    .filter((call) => !call.inLoop && !call.background)
    .reduce((sum, call) => sum + sleptBy(call), 0);
}

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86400 };

/** Seconds of one `sleep`; Infinity for `sleep infinity`, 0 for anything else. */
export function sleptBy({ name, args }: Call): number {
  if (name !== 'sleep') return 0;
  return args.reduce((sum, arg) => {
    if (/^inf/i.test(arg)) return Number.POSITIVE_INFINITY;
    const groups = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(arg);
    return groups === null ? sum : sum + Number(groups[1]) * (UNITS[groups[2] ?? ''] ?? 1);
  }, 0);
}
