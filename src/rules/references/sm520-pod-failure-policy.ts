import { groupOf } from '../../manifest/kinds/kinds.js';
import type { Hit, Subject } from '../../model/rule.js';
import { isMap, listAt, type ValueMap, valueAt } from '../../model/value.js';
import { rule, warns } from '../define.js';

/** Exit codes of init containers count too: 137 or 143 of a sidecar may pick the wrong action. */
export const podFailurePolicy = rule({
  code: 'SM520',
  title: 'a failure policy that can match the sidecar',
  sources: [
    'kubernetes/api batch/v1 types.go',
    'kubernetes/kubernetes#111113',
    'volcano-sh/volcano pkg/controllers/job, lifecycle policies by exit code',
  ],
  effects: ['blocks', 'warns'],
  harm: 'Failure policies also see the exit codes of init containers: 137 or 143 of the stopped sidecar may trigger the wrong action.',
  seen: 'A rule of podFailurePolicy without containerName warns, one that names the sidecar blocks; task policies of Volcano warn.',
  fix: 'Name the main container in onExitCodes.',
  before: 'onExitCodes: {operator: In, values: [137]}',
  after: 'onExitCodes: {containerName: app, operator: In, values: [137]}',
  check: (subject) => [...ofJob(subject), ...volcanoPolicy(subject)],
});

function ofJob({ pod, container, apps }: Subject): readonly Hit<'block' | 'warn'>[] {
  const spec =
    valueAt(pod.workload.object, ['spec', 'jobTemplate']) === undefined
      ? ['spec']
      : ['spec', 'jobTemplate', 'spec'];
  const conditions = listAt(pod.workload.object, [...spec, 'podFailurePolicy', 'rules'])
    .filter(isMap)
    .map(({ onExitCodes }) => onExitCodes)
    .filter(isMap);
  const app = apps[0]?.name ?? '<application>';
  const remedy = `name the main container in onExitCodes: containerName: ${app}`;
  const hits: Hit<'block' | 'warn'>[] = [];
  if (conditions.some(({ containerName }) => containerName === container.name))
    hits.push({
      severity: 'block',
      message: `a rule of podFailurePolicy refers to ${container.name}: as it is stopped after the main container, its exit code (137, 143) does not tell whether the work failed`,
      remedy,
    });
  if (conditions.some(({ containerName }) => containerName === undefined))
    hits.push({
      severity: 'warn',
      message: `a rule of podFailurePolicy can match the exit code of ${container.name} when it is stopped (137, 143)`,
      remedy,
    });
  return hits;
}

/** Volcano acts on exit codes of a pod's containers: 137 or 143 of a stopped sidecar may be one. */
function volcanoPolicy({ pod, container }: Subject): readonly Hit<'warn'>[] {
  const { apiVersion, kind, object } = pod.workload;
  if (groupOf(apiVersion) !== 'batch.volcano.sh' || kind !== 'Job') return [];
  const tasks = listAt(object, ['spec', 'tasks']).filter(isMap);
  const task = tasks.find((entry) => isMap(entry.template) && entry.template.spec === pod.spec);
  const policies = [object.spec, task].flatMap((holder) => listAt(holder, ['policies']));
  const codes = policies.filter(isMap).flatMap(exitCode);
  if (codes.length === 0) return [];
  return warns(
    `a policy of this job acts on exit code ${codes.join(', ')}, and ${container.name} may end with 137 or 143 when it is stopped`,
    'check that the policy is about the main container, then accept SM520',
  );
}

function exitCode(policy: ValueMap): number[] {
  return typeof policy.exitCode === 'number' ? [policy.exitCode] : [];
}
