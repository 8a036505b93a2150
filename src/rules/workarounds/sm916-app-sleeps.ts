import { sleepOf } from '../../pod/facts/times.js';
import { informing, rule } from '../define.js';

export const appSleeps = rule({
  code: 'SM916',
  title: 'a main container that waits for its endpoint to be removed',
  sources: ['kubernetes/website concepts/workloads/pods/pod-lifecycle.md'],
  effects: ['informs'],
  harm: 'Nothing goes wrong: the main container still has to wait until its endpoint is removed.',
  seen: 'A preStop sleep of the main container.',
  fix: 'Keep it.',
  check: informing(({ apps }) => {
    const app = apps.find((each) => sleepOf(each, 'preStop') > 0);
    return app === undefined
      ? null
      : `the preStop sleep of ${app.name} is still needed while its endpoint is removed`;
  }),
});
