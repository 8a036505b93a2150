import type { LifeBar, PodLife } from '../model/plan.js';

type Told = Pick<PodLife, 'steps' | 'bars'>;

function bar(name: string, kind: LifeBar['kind'], from: number, to: LifeBar['to']): LifeBar {
  return { name, kind, from, to, remarks: [] };
}

/** How any pod lives: of one whose containers nobody sees whole, such as one of Helm values. */
export const ANY_LIFE: Readonly<Record<'ends' | 'runs', Told>> = {
  ends: {
    steps: {
      before: [
        'application and sidecar start together',
        'application ends',
        'sidecar runs on: the Job never completes',
      ],
      after: [
        'sidecar starts',
        'application starts',
        'application ends',
        'sidecar stops',
        'the Job completes',
      ],
    },
    bars: {
      before: [bar('application', 'app', 0, 1), bar('sidecar', 'app', 0, null)],
      after: [bar('sidecar', 'sidecar', 0, 3), bar('application', 'app', 1, 2)],
    },
  },
  runs: {
    steps: {
      before: [
        'application and sidecar start together',
        'the pod is deleted: application and sidecar stop together',
      ],
      after: [
        'sidecar starts',
        'application starts',
        'the pod is deleted: application stops',
        'sidecar stops',
      ],
    },
    bars: {
      before: [bar('application', 'app', 0, 1), bar('sidecar', 'app', 0, 1)],
      after: [bar('sidecar', 'sidecar', 0, 3), bar('application', 'app', 1, 2)],
    },
  },
};
