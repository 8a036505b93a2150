import { groupOf } from '../../../compose/kinds.js';
import type { Rule, Subject } from '../../../model/rule.js';

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
export const otherControllers: Rule = {
  code: 'SM524',
  title: 'a controller that reads the states of init containers',
  sources: [
    'buildkite/agent-stack-k8s#862',
    'argoproj/argo-workflows workflow/controller/operator.go inferFailedReason',
  ],
  absolute: false,
  check: (subject) =>
    CONTROLLERS.filter(([, mark]) => domainsOf(subject).some((domain) => mark.test(domain))).map(
      ([name, , severity, source]) => ({
        severity,
        message: `${name} runs this pod, and may take what ${subject.container.name} says of itself (waiting, 137, 143) for a failed start (${source})`,
        remedy:
          severity === 'info'
            ? 'nothing to do'
            : 'try one run with a sidecar that is killed at the end, then accept SM524',
      }),
    ),
};

/** The group of the kind, and the prefixes of labels and annotations. */
function domainsOf({ pod }: Subject): readonly string[] {
  const { apiVersion, labels, annotations } = pod.workload;
  const keys = [labels, annotations, pod.podLabels, pod.podAnnotations].flatMap(Object.keys);
  return [
    groupOf(apiVersion),
    ...keys.flatMap((key) => (key.includes('/') ? [key.slice(0, key.indexOf('/'))] : [])),
  ];
}
