import { gracePeriod, sleepOf } from '../../pod/facts/times.js';
import { rule } from '../define.js';

/** Seconds that a sidecar should find left of the grace period when its turn comes. */
const LEFT = 5;

/** The grace period is one for all, and now used one after the other. */
export const appDrains = rule({
  code: 'SM302',
  title: 'an application that uses up the grace period',
  sources: ['KEP-753, Termination of containers', 'kubernetes/kubernetes kuberuntime_container.go'],
  effects: ['warns', 'note'],
  harm: 'The grace period is one for all, and used one after the other. An application that uses it up leaves the sidecar two seconds.',
  seen: 'A preStop sleep of the application that leaves less than five seconds of terminationGracePeriodSeconds.',
  fix: 'Raise terminationGracePeriodSeconds.',
  before: `terminationGracePeriodSeconds: 30
# app: preStop sleep 30`,
  after: 'terminationGracePeriodSeconds: 60',
  note: {
    message:
      'the grace period is one for all: what an application uses of it a sidecar no longer has',
    applies: ({ apps }) => apps.some((each) => sleepOf(each, 'preStop') > 0),
  },
  check: ({ pod, container, apps }) => {
    const grace = gracePeriod(pod);
    const slow = apps.find((app) => {
      const sleep = sleepOf(app, 'preStop');
      return sleep > 0 && sleep >= grace - LEFT;
    });
    if (slow === undefined) return [];
    const sleep = sleepOf(slow, 'preStop');
    return [
      {
        severity: 'warn',
        message: `the preStop hook of ${slow.name} sleeps ${sleep} of the ${grace} seconds that the pod has to stop; ${container.name} stops after it and is left ${Math.max(grace - sleep, 2)}`,
        remedy: `raise terminationGracePeriodSeconds above ${sleep + LEFT}, and by what ${container.name} needs to finish`,
      },
    ];
  },
});
