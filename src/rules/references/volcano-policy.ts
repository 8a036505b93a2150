import { groupOf } from '../../manifest/kinds/kinds.js';
import type { Hit, Subject } from '../../model/rule.js';
import type { ValueMap } from '../../model/value.js';
import { isMap, listAt } from '../../model/value.js';

/** Volcano acts on exit codes of a pod's containers: 137 or 143 of a stopped sidecar may be one. */
export function volcanoPolicy({ pod, container }: Subject): readonly Hit<'warn'>[] {
  const { apiVersion, kind, object } = pod.workload;
  if (groupOf(apiVersion) !== 'batch.volcano.sh' || kind !== 'Job') return [];
  const tasks = listAt(object, ['spec', 'tasks']).filter(isMap);
  const task = tasks.find((entry) => isMap(entry.template) && entry.template.spec === pod.spec);
  const policies = [object.spec, task].flatMap((holder) => listAt(holder, ['policies']));
  const codes = policies.filter(isMap).flatMap(exitCode);
  if (codes.length === 0) return [];
  return [
    {
      severity: 'warn',
      message: `a policy of this job acts on exit code ${codes.join(', ')}, and ${container.name} may end with 137 or 143 when it is stopped`,
      remedy: 'see that the policy means the application, then accept SM520',
    },
  ];
}

function exitCode(policy: ValueMap): number[] {
  return typeof policy.exitCode === 'number' ? [policy.exitCode] : [];
}
