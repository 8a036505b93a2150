import type { Pod } from '../../model/pod.js';
import { mapAt } from '../../model/value.js';
import { informing, rule } from '../define.js';

export const deadline = rule({
  code: 'SM919',
  title: 'a deadline that ended Jobs that never completed',
  sources: ['kubernetes/kubernetes#25908'],
  effects: ['informs'],
  harm: 'A deadline that used to end Jobs that never completed now limits only the work.',
  seen: 'activeDeadlineSeconds.',
  fix: 'Keep it, or choose a new value.',
  check: informing(({ pod }) =>
    jobSpec(pod)?.activeDeadlineSeconds === undefined
      ? null
      : 'activeDeadlineSeconds now limits only the work: the Job completes when the main container ends',
  ),
});

function jobSpec({ workload }: Pod) {
  return mapAt(
    workload.object,
    workload.kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec'] : ['spec'],
  );
}
