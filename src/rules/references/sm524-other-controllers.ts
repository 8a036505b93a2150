import { groupOf } from '../../manifest/kinds/kinds.js';
import type { Hit, Subject } from '../../model/rule.js';
import { listAt, mapAt, textAt } from '../../model/value.js';
import { blocks, rule } from '../define.js';

/** Who takes the exit code or the waiting of any init container for a start that failed. */
const CONTROLLERS: readonly (readonly [
  name: string,
  mark: RegExp,
  severity: 'warn' | 'info',
  source: string,
])[] = [
  ['Buildkite', /(?:^|\.)buildkite\.com$/, 'warn', 'buildkite/agent-stack-k8s#862'],
  ['Argo Workflows', /^workflows\.argoproj\.io$/, 'info', 'argo-workflows operator.go'],
  ['the Locust operator', /^locust\.(?:io|cloud)$/, 'info', 'locust-k8s-operator'],
  ['Airflow', /^airflow\.apache\.org$/, 'info', 'KubernetesPodOperator'],
];

/** A controller that waits for a pod's end reads its statuses in a way of its own. */
export const otherControllers = rule({
  code: 'SM524',
  title: 'a controller that reads the status of init containers',
  sources: [
    'buildkite/agent-stack-k8s#862',
    'argoproj/argo-workflows workflow/controller/operator.go inferFailedReason',
    'openshift/oc lifecycle hooks: createHookPodManifest looks at spec.containers',
  ],
  effects: ['blocks', 'warns', 'informs'],
  harm: 'Some controllers take the exit code or the waiting status of an init container for a failed start: Buildkite warns, the others inform. A hook of a DeploymentConfig that names the sidecar looks only at containers, and blocks. Image triggers of a DeploymentConfig find init containers too.',
  seen: 'The API group of the kind; labels and annotations of Buildkite, Argo Workflows, the Locust operator and Airflow; execNewPod and tagImages in the strategy of a DeploymentConfig.',
  fix: 'Try one run in which the sidecar is killed at the end, then accept SM524; for a hook, name another container.',
  before: 'buildkite.com/job-uuid: 0190c3e5',
  check: (subject) => [
    ...deploymentHooks(subject),
    ...CONTROLLERS.filter(([, mark]) => domainsOf(subject).some((domain) => mark.test(domain))).map(
      ([name, , severity, source]) => ({
        severity,
        message: `${name} runs this pod, and may take the status of ${subject.container.name} (waiting, or ended with 137 or 143) for a failed start (${source})`,
        remedy:
          severity === 'info'
            ? 'nothing to do'
            : 'try one run in which the sidecar is killed at the end, then accept SM524',
      }),
    ),
  ],
});

/** Hooks of a DeploymentConfig take image and environment from a container that they name. */
function deploymentHooks({
  pod: { workload },
  container: { name },
}: Subject): readonly Hit<'block' | 'warn' | 'info'>[] {
  if (workload.kind !== 'DeploymentConfig') return [];
  const hooks = ['rollingParams', 'recreateParams'].flatMap((params) =>
    ['pre', 'mid', 'post'].map((when) => ({
      path: `spec.strategy.${params}.${when}`,
      hook: mapAt(workload.object, ['spec', 'strategy', params, when]),
    })),
  );
  return hooks.flatMap(({ path, hook }): readonly Hit<'block' | 'warn' | 'info'>[] => {
    const names = [
      textAt(hook, ['execNewPod', 'containerName']),
      ...listAt(hook, ['tagImages']).map((tag) => textAt(tag, ['containerName'])),
    ];
    if (hook === undefined || !names.includes(name)) return [];
    return blocks(
      `the hook ${path} of the DeploymentConfig names ${name}, and looks only at containers: the rollout would fail`,
      'name another container in the hook, or leave this one where it is',
    );
  });
}

/** The group of the kind, and the prefixes of labels and annotations. */
function domainsOf({ pod }: Subject): readonly string[] {
  const { apiVersion, labels, annotations } = pod.workload;
  const keys = [labels, annotations, pod.podLabels, pod.podAnnotations].flatMap(Object.keys);
  return [
    groupOf(apiVersion),
    ...keys.flatMap((key) => (key.includes('/') ? [key.slice(0, key.indexOf('/'))] : [])),
  ];
}
