import type { Pod } from '../../model/pod.js';
import { mapAt } from '../../model/value.js';
import { informing, rule } from '../define.js';

export const deadline = rule({
  code: 'SM919',
  title: 'a deadline that ended hung Jobs',
  sources: ['kubernetes/kubernetes#25908'],
  effects: ['informs'],
  harm: 'A deadline that used to end Jobs that hung is a deadline for the work alone.',
  seen: 'activeDeadlineSeconds.',
  fix: 'Keep it, or choose it anew.',
  check: informing(({ pod }) =>
    jobSpec(pod)?.activeDeadlineSeconds === undefined
      ? null
      : 'activeDeadlineSeconds is a deadline for the work alone from now on: the Job ends when the application does',
  ),
});

function jobSpec({ workload }: Pod) {
  return mapAt(
    workload.object,
    workload.kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec'] : ['spec'],
  );
}
