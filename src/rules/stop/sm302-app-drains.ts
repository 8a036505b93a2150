import { gracePeriod, sleepOf } from '../../pod/facts/times.js';
import { rule, warns } from '../define.js';

/** Seconds that a sidecar should find left of the grace period when its turn comes. */
const LEFT = 5;

/** The grace period is one for all, and now used one after the other. */
export const appDrains = rule({
  code: 'SM302',
  title: 'a main container that uses up the grace period',
  sources: ['KEP-753, Termination of containers', 'kubernetes/kubernetes kuberuntime_container.go'],
  effects: ['warns', 'note'],
  harm: 'All containers share one grace period, and use it one after the other. If the main container uses it up, the sidecar is left two seconds.',
  seen: 'A preStop sleep of the main container that leaves less than five seconds of terminationGracePeriodSeconds.',
  fix: 'Raise terminationGracePeriodSeconds.',
  before: `terminationGracePeriodSeconds: 30
# web: preStop sleep 30`,
  after: 'terminationGracePeriodSeconds: 60',
  note: {
    message:
      'all containers share one grace period: what a main container uses of it is not left for its sidecars',
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
    return warns(
      `the preStop hook of ${slow.name} sleeps for ${sleep} of the ${grace} seconds that the pod has to stop; ${container.name} stops after it and is left ${Math.max(grace - sleep, 2)} seconds`,
      `raise terminationGracePeriodSeconds above ${sleep + LEFT}, plus the time that ${container.name} needs to finish`,
    );
  },
});
