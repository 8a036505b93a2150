import type { Container } from '../../model/container.js';
import { callsIn, hookOf, programOf } from '../../pod/facts/programs.js';
import { gracePeriod } from '../../pod/facts/times.js';
import { informs, rule, warns } from '../define.js';

/** Kubernetes gives every container two seconds; with no more than that there is no order. */
const FLOOR = 2;

export const noGrace = rule({
  code: 'SM311',
  title: 'a grace period too short for a shutdown order',
  sources: ['kubernetes/kubernetes kuberuntime_termination_order.go'],
  effects: ['warns', 'informs'],
  harm: 'Every container gets at least two seconds; with a grace period of two seconds or less all containers are killed together, as they are today.',
  seen: 'terminationGracePeriodSeconds of 2 or less. It warns if a preStop hook or a trap shows that a container is meant to do something when it stops.',
  fix: 'Raise it, or accept SM311 if nothing is lost.',
  before: 'terminationGracePeriodSeconds: 0',
  after: 'terminationGracePeriodSeconds: 30',
  check: ({ pod, container, apps }) => {
    const grace = gracePeriod(pod);
    if (grace > FLOOR) return [];
    const drained = [container, ...apps].find(drains);
    if (drained === undefined)
      return informs(
        `terminationGracePeriodSeconds is ${grace}: ${container.name} is killed together with the main container, as today`,
        `raise terminationGracePeriodSeconds if the main container needs ${container.name} until it ends`,
      );
    return warns(
      `terminationGracePeriodSeconds is ${grace}, although ${drained.name} does something when it is stopped: ${container.name} is killed together with the main container, not after it`,
      'raise terminationGracePeriodSeconds, or accept SM311 if nothing is lost',
    );
  },
});

/** Whether anybody meant a container to end in its own time. */
function drains(container: Container): boolean {
  return (
    hookOf(container, 'preStop') !== undefined ||
    callsIn(programOf(container)).some(({ name }) => name === 'trap')
  );
}
