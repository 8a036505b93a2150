import { gracePeriod, sleepOf } from '../../pod/facts/times.js';
import { rule, warns } from '../define.js';

/** Share of the grace period after which a hook leaves the order of termination no time. */
const SHARE = 0.8;

/** All hooks start at once; one that lasts to the end of the grace period skips the waiting for App. */
export const longPreStop = rule({
  code: 'SM303',
  title: 'a preStop hook that takes most of the grace period',
  sources: [
    'kubernetes/kubernetes kuberuntime_container.go, killContainer',
    'kubernetes/website concepts/workloads/pods/pod-lifecycle.md',
  ],
  effects: ['warns'],
  harm: 'All preStop hooks start at once. If the hook of the sidecar uses up the grace period, the kubelet no longer waits for the main container: the sidecar is stopped while the main container still runs.',
  seen: 'A preStop sleep of the sidecar of at least four fifths of the grace period.',
  fix: 'Remove the sleep: a sidecar is stopped after the main container without it.',
  before: 'lifecycle: {preStop: {sleep: {seconds: 30}}}',
  asked: ['moving', 'native'],
  check: ({ pod, container }) => {
    const grace = gracePeriod(pod);
    const sleep = sleepOf(container, 'preStop');
    if (sleep === 0 || sleep < grace * SHARE) return [];
    return warns(
      `the preStop hook of ${container.name} sleeps for ${sleep} of the ${grace} seconds that the pod has to stop: ${container.name} is then stopped while the main container still runs`,
      `remove the sleep: a sidecar is stopped after the main container without it`,
    );
  },
});
