import { gracePeriod } from '../../../facts/times.js';
import type { Rule } from '../../../model/rule.js';

/** Kubernetes gives every container two seconds; with no more than that there is no order. */
const FLOOR = 2;

export const noGrace: Rule = {
  code: 'SM311',
  title: 'a grace period too short for an order',
  sources: ['kubernetes/kubernetes kuberuntime_termination_order.go'],
  absolute: false,
  check: ({ pod, container }) => {
    const grace = gracePeriod(pod);
    if (grace > FLOOR) return [];
    return [
      {
        severity: 'warn',
        message: `terminationGracePeriodSeconds is ${grace}: ${container.name} is killed together with the application, not after it`,
        remedy: 'raise terminationGracePeriodSeconds, or accept SM311 if nothing is lost',
      },
    ];
  },
};
