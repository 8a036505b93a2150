import type { PodLife } from '../../model/plan.js';
import { lifeCourse } from '../../pod/life/course.js';
import { moved } from '../../pod/life/live.js';
import type { Ending, Living, LivingPod } from '../../pod/life/model.js';

const SIDECAR = 'sidecar';

/** How any pod with a sidecar lives: told of one whose containers nobody sees whole, such as one of Helm values. */
export function anyLife(ends: boolean): PodLife {
  const today: LivingPod = {
    inits: [],
    apps: [
      living('application', ends ? { kind: 'by-itself' } : { kind: 'never' }),
      living(SIDECAR, { kind: 'never' }),
    ],
    restartPolicy: ends ? 'Never' : 'Always',
    grace: 30,
  };
  const runOn = new Set([SIDECAR]);
  const before = lifeCourse(today, 'Job', runOn);
  const after = lifeCourse(moved(today, [SIDECAR], new Map()), 'Job', runOn);
  return {
    before: before.steps.join(', then '),
    after: after.steps.join(', then '),
    steps: { before: before.steps, after: after.steps },
    bars: { before: before.bars, after: after.bars },
  };
}

function living(name: string, ending: Ending): Living {
  return {
    name,
    kind: 'app',
    waitsFor: [],
    fedBy: [],
    probes: null,
    hooks: null,
    works: [],
    ending,
    lastWork: false,
    turns: false,
    preStop: 0,
    quits: false,
    drain: 1,
  };
}
