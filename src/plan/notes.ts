import type { Code, Note } from '../model/finding.js';
import type { PodDecision } from '../model/plan.js';
import type { EffectivePod } from '../model/pod.js';

type Row = readonly [code: Code, message: string, applies: (pod: EffectivePod) => boolean];

const always = (): boolean => true;

/** True of many migrations, and never held against one move. */
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
    'SM704',
    'a node of 1.27 or older does not know the field: the sidecar holds its pod back for ever there, whatever probes it has',
    always,
  ],
  ['SM705', 'a scheduler without the gate SidecarContainers leaves the pods pending', always],
  [
    'SM706',
    'after the rollout see that nothing stripped the field: kubectl get pod NAME -o jsonpath=\'{range .spec.initContainers[*]}{.name}={.restartPolicy}{"\\n"}{end}\'',
    always,
  ],
  [
    'SM709',
    'policies and webhooks that reject unknown fields may reject restartPolicy in initContainers',
    always,
  ],
  [
    'SM710',
    'to go back, revert the files and leave the gate on; a downgrade below 1.29 means deleting the pods and creating them again',
    always,
  ],
  [
    'SM802',
    'the template of a Job cannot be changed: delete the Job before it is applied again',
    ({ workload }) => workload.kind === 'Job' && workload.apiVersion.startsWith('batch/'),
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
