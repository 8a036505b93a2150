import type { Container } from '../../model/container.js';
import { callsIn, hookOf, programOf } from '../../pod/facts/programs.js';
import { gracePeriod } from '../../pod/facts/times.js';
import { rule } from '../define.js';

/** Kubernetes gives every container two seconds; with no more than that there is no order. */
const FLOOR = 2;

export const noGrace = rule({
  code: 'SM311',
  title: 'a grace period too short for an order',
  sources: ['kubernetes/kubernetes kuberuntime_termination_order.go'],
  effects: ['warns', 'informs'],
  harm: 'Every container has two seconds at least; with a grace period of no more than that all are killed together, as they are today.',
  seen: 'terminationGracePeriodSeconds of 2 or less. It warns where a preStop hook or a trap shows that somebody meant a container to stop in its own time.',
  fix: 'Raise it, or accept SM311 if nothing is lost.',
  before: 'terminationGracePeriodSeconds: 0',
  after: 'terminationGracePeriodSeconds: 30',
  check: ({ pod, container, apps }) => {
    const grace = gracePeriod(pod);
    if (grace > FLOOR) return [];
    const drained = [container, ...apps].find(drains);
    if (drained === undefined)
      return [
        {
          severity: 'info',
          message: `terminationGracePeriodSeconds is ${grace}: ${container.name} is killed together with the application, as today`,
          remedy: `raise terminationGracePeriodSeconds if the application needs ${container.name} to the end`,
        },
      ];
    return [
      {
        severity: 'warn',
        message: `terminationGracePeriodSeconds is ${grace}, though ${drained.name} does something when it is stopped: ${container.name} is killed together with the application, not after it`,
        remedy: 'raise terminationGracePeriodSeconds, or accept SM311 if nothing is lost',
      },
    ];
  },
});

/** Whether anybody meant a container to end in its own time. */
function drains(container: Container): boolean {
  return (
    hookOf(container, 'preStop') !== undefined ||
    callsIn(programOf(container)).some(({ name }) => name === 'trap')
  );
}
