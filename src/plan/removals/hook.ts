import type { Container } from '../../model/container.js';
import { isMap, listAt, mapAt } from '../../model/value.js';
import { lookUp } from '../../pod/classify/catalogue/index.js';
import { callsIn, handlerProgram, hookOf, loopsIn } from '../../pod/facts/programs.js';
import { quitByGet, quitOf } from '../../pod/facts/quits.js';
import { sleepOf } from '../../pod/facts/times.js';
import type { Removal } from './removal.js';

/** Who only passes on what applications send sleeps for their sake; others may still have to send. */
function isProxy(container: Container): boolean {
  const category = lookUp(container)?.family.category ?? '';
  return /^(?:mesh-proxy|database-proxy|auth-proxy|tunnel)$/.test(category);
}

/**
 * The preStop hook of a sidecar, where it does nothing but sleep past the end of the application
 * (W-15) or end the sidecar. A sleep stays where clients may still come in, unless an
 * application sleeps as long.
 */
export function hookRemoval(container: Container, apps: readonly Container[]): Removal | null {
  const hook = hookOf(container, 'preStop');
  const lifecycle = mapAt(container.value, ['lifecycle']) ?? {};
  if (hook === undefined || Object.keys(hook).length !== 1) return null;
  const program = handlerProgram(container, ['lifecycle', 'preStop']);
  const calls = callsIn(program);
  const sleep = sleepOf(container, 'preStop');
  if (loopsIn(program).length > 0) return null;
  const others = calls.filter(({ name }) => name !== 'sleep');
  // A pause before the end is one for the same reason as a hook that only sleeps.
  const pauses = sleep > 0 && others.length < calls.length && !isProxy(container);
  const quits =
    (others.length > 0 && !pauses && others.every((call) => quitOf(call) !== null)) ||
    (isMap(hook.httpGet) && quitByGet(hook.httpGet) !== null);
  const sleeps = others.length === 0 && sleep > 0 && (hook.sleep !== undefined || calls.length > 0);
  const facesClients = listAt(container.value, ['ports']).length > 0;
  const isOutslept = !facesClients || apps.some((app) => sleepOf(app, 'preStop') >= sleep);
  const isMissed = !isOutslept || !isProxy(container);
  if (!quits && (!sleeps || isMissed)) return null;
  const isOnly = Object.keys(lifecycle).length === 1;
  return {
    code: quits ? 'SM304' : 'SM915',
    sidecar: container,
    message: `the preStop hook of ${container.name} is removed with the move: a sidecar is stopped after the main container without it`,
    words: ['preStop'],
    edits: [{ container, node: isOnly ? ['lifecycle'] : ['lifecycle', 'preStop'], texts: null }],
  };
}
