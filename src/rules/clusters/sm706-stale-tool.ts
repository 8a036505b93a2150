import type { Pod } from '../../model/pod.js';
import { isMap, listAt, type ValueMap } from '../../model/value.js';
import { rule, warns } from '../define.js';
import { isOlder } from '../version.js';

interface StaleTool {
  readonly name: string;
  /** Key in the environment of the config. */
  readonly tool: string;
  /** The first release that keeps the field, or null where none is known. */
  readonly fixed: string | null;
  readonly source: string;
  /** What in a pod shows that the tool rewrites it, or null. */
  readonly sign: (pod: Pod) => string | null;
}

/** Webhooks that write pods back through a client older than the field (R-7.6). */
const STALE_TOOLS: readonly StaleTool[] = [
  {
    name: 'the Datadog admission controller',
    tool: 'datadog',
    fixed: null,
    source: 'DataDog/datadog-operator#1116',
    sign: (pod) =>
      marker(pod, (key, value) => key === 'admission.datadoghq.com/enabled' && value === 'true'),
  },
  {
    name: 'the AWS App Mesh controller',
    tool: 'appmesh-controller',
    fixed: null,
    source: 'aws/aws-app-mesh-controller-for-k8s#774',
    sign: (pod) =>
      marker(
        pod,
        (key, value) =>
          key === 'appmesh.k8s.aws/sidecarInjectorWebhook' && String(value) === 'enabled',
      ),
  },
  {
    name: 'kube-image-keeper',
    tool: 'kube-image-keeper',
    fixed: '1.12.0',
    source: 'enix/kube-image-keeper#457',
    sign: (pod) =>
      marker(
        pod,
        (key, value) =>
          /^(?:kuik|kube-image-keeper)\.enix\.io\//.test(key) && String(value) !== 'ignore',
      ),
  },
  {
    name: 'the readiness gate of aws-load-balancer-controller',
    tool: 'aws-load-balancer-controller',
    fixed: null,
    source: 'kubernetes-sigs/aws-load-balancer-controller#3649',
    sign: ({ spec }) => {
      const gate = listAt(spec, ['readinessGates'])
        .filter(isMap)
        .map(({ conditionType }) => String(conditionType))
        .find((type) => /^target-health\.(?:elbv2\.k8s\.aws|alb\.ingress\.k8s\.aws)\b/.test(type));
      return gate === undefined ? null : `its readiness gate ${gate}`;
    },
  },
  {
    name: 'berglas',
    tool: 'berglas',
    fixed: null,
    source: 'GoogleCloudPlatform/berglas#264',
    sign: (pod) => secretReference(pod, /^(?:berglas|sm):\/\//),
  },
  {
    name: 'kube-secrets-init',
    tool: 'kube-secrets-init',
    fixed: null,
    source: 'doitintl/kube-secrets-init#53',
    sign: (pod) =>
      secretReference(pod, /^(?:gcp:secretmanager:|arn:aws:(?:secretsmanager|ssm):[^:]*:\d*:)/),
  },
];

/** A webhook that drops restartPolicy: the pod is rejected, or hangs. */
export const staleTool = rule({
  code: 'SM706',
  title: 'a webhook that may strip the field',
  sources: STALE_TOOLS.map(({ source }) => source),
  effects: ['warns', 'note'],
  harm: 'A webhook that was built with old Kubernetes libraries strips the field from every pod that it handles.',
  seen: 'Labels, annotations and images of the tools that are known to do so, and their versions under environment in the config.',
  fix: 'Update the tool; after the rollout, check restartPolicy of the init containers.',
  after: 'environment: {kube-image-keeper: 1.12.0}',
  note: {
    message:
      'after the rollout, check that nothing stripped the field: kubectl get pod NAME -o jsonpath=\'{range .spec.initContainers[*]}{.name}={.restartPolicy}{"\\n"}{end}\'',
  },
  check: ({ pod, container, settings }) =>
    STALE_TOOLS.flatMap(({ name, tool, fixed, sign }) => {
      const seen = sign(pod);
      const known = settings.environment.get(tool);
      if (seen === null || isFixed(known, fixed)) return [];
      return warns(
        `${seen} shows that ${name} handles this pod; ${fixed === null ? 'some of its releases strip' : `releases before ${fixed} strip`} restartPolicy from ${container.name}: the pod is rejected, or hangs`,
        fixed === null
          ? 'try one pod, check that kubectl get pod -o yaml still shows the field, then accept SM706'
          : `update it, then set its version in the config (environment: {${tool}: ${fixed}})`,
      );
    }),
});

function isFixed(known: string | undefined, fixed: string | null): boolean {
  return known !== undefined && fixed !== null && !isOlder(known, fixed);
}

function marker(
  { podLabels, podAnnotations }: Pod,
  fits: (key: string, value: ValueMap[string]) => boolean,
): string | null {
  for (const [what, map] of [
    ['label', podLabels],
    ['annotation', podAnnotations],
  ] as const)
    for (const [key, value] of Object.entries(map))
      if (fits(key, value)) return `its ${what} ${key}`;
  return null;
}

function secretReference({ containers }: Pod, pattern: RegExp): string | null {
  for (const container of containers)
    for (const entry of listAt(container.value, ['env']))
      if (isMap(entry) && typeof entry.value === 'string' && pattern.test(entry.value))
        return `the secret reference in ${String(entry.name)} of ${container.name}`;
  return null;
}
