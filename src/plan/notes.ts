import type { Code, Note } from '../model/finding.js';
import type { PodDecision } from '../model/plan.js';
import type { EffectivePod } from '../model/pod.js';

type Row = readonly [code: Code, message: string, applies: (pod: EffectivePod) => boolean];

const always = (): boolean => true;

/** True of many migrations, and never held against one move (rules.md, "Notes"). */
const ROWS: readonly Row[] = [
  [
    'SM117',
    'a Pod that exists cannot be changed: delete it and create it again',
    (pod) => pod.workload.kind === 'Pod',
  ],
  [
    'SM208',
    'a sidecar that crashes at start now holds its application back; before, both started',
    always,
  ],
  ['SM703', 'every node must run 1.29 or newer too: kubectl get nodes', always],
  [
    'SM706',
    'after the rollout see that nothing stripped the field: kubectl get pod NAME -o jsonpath=\'{range .spec.initContainers[*]}{.name}={.restartPolicy}{"\\n"}{end}\'',
    always,
  ],
  [
    'SM802',
    'the template of a Job cannot be changed: delete the Job before it is applied again',
    (pod) => pod.workload.kind === 'Job',
  ],
];

/** The notes that the moved pods give rise to, each with the number of pods. */
export function notesFor(decisions: readonly PodDecision[]): readonly Note[] {
  const moved = decisions.filter(({ state }) => state === 'moved');
  return ROWS.flatMap(([code, message, applies]) => {
    const pods = moved.filter(({ pod }) => applies(pod)).length;
    return pods === 0 ? [] : [{ code, message, pods }];
  });
}
