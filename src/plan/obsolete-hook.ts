import { callsIn, handlerProgram, hookOf, loopsIn } from '../facts/programs.js';
import { quitOf } from '../facts/quits.js';
import { sleepOf } from '../facts/times.js';
import type { Container } from '../model/pod.js';
import type { Settings } from '../model/settings.js';
import { listAt, mapAt } from '../model/value.js';

/**
 * Whether the preStop hook of a sidecar goes with its move: when the user asks for it, and when it
 * does nothing but sleep past the end of the application (W-15), or end the sidecar.
 * A sleep stays where clients may still come in, unless an application sleeps as long.
 */
export function losesPreStop(
  container: Container,
  apps: readonly Container[],
  { removeWorkarounds }: Settings,
): boolean {
  const hook = hookOf(container, 'preStop');
  const lifecycle = mapAt(container.value, ['lifecycle']) ?? {};
  // Nothing is written of a sidecar that is native already.
  if (!removeWorkarounds || container.kind === 'init' || hook === undefined) return false;
  if (Object.keys(lifecycle).length !== 1) return false;
  if (Object.keys(hook).length !== 1) return false;
  const program = handlerProgram(container, ['lifecycle', 'preStop']);
  const calls = callsIn(program);
  const sleep = sleepOf(container, 'preStop');
  if (loopsIn(program).length > 0) return false;
  const others = calls.filter(({ name }) => name !== 'sleep');
  if (others.length > 0) return others.every((call) => quitOf(call) !== null);
  const isPure = sleep > 0 && (hook.sleep !== undefined || calls.length > 0);
  const facesClients = listAt(container.value, ['ports']).length > 0;
  return isPure && (!facesClients || apps.some((app) => sleepOf(app, 'preStop') >= sleep));
}
