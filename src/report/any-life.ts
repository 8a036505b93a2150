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
        'main container and sidecar start together',
        'main container ends',
        'sidecar keeps running: the Job never completes',
      ],
      after: [
        'sidecar starts',
        'main container starts',
        'main container ends',
        'sidecar stops',
        'the Job completes',
      ],
    },
    bars: {
      before: [bar('main container', 'app', 0, 1), bar('sidecar', 'app', 0, null)],
      after: [bar('sidecar', 'sidecar', 0, 3), bar('main container', 'app', 1, 2)],
    },
  },
  runs: {
    steps: {
      before: [
        'main container and sidecar start together',
        'the pod is deleted: main container and sidecar stop together',
      ],
      after: [
        'sidecar starts',
        'main container starts',
        'the pod is deleted: main container stops',
        'sidecar stops',
      ],
    },
    bars: {
      before: [bar('main container', 'app', 0, 1), bar('sidecar', 'app', 0, 1)],
      after: [bar('sidecar', 'sidecar', 0, 3), bar('main container', 'app', 1, 2)],
    },
  },
};
