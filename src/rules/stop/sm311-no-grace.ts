import type { Container } from '../../model/container.js';
import type { Rule } from '../../model/rule.js';
import { callsIn, hookOf, programOf } from '../../pod/facts/programs.js';
import { gracePeriod } from '../../pod/facts/times.js';

/** Kubernetes gives every container two seconds; with no more than that there is no order. */
const FLOOR = 2;

export const noGrace: Rule = {
  code: 'SM311',
  title: 'a grace period too short for an order',
  sources: ['kubernetes/kubernetes kuberuntime_termination_order.go'],
  absolute: false,
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
};

/** Whether anybody meant a container to end in its own time. */
function drains(container: Container): boolean {
  return (
    hookOf(container, 'preStop') !== undefined ||
    callsIn(programOf(container)).some(({ name }) => name === 'trap')
  );
}
