import type { Rule } from '../../../model/rule.js';
import { isMap, listAt, valueAt } from '../../../model/value.js';

/** Keel writes objects back through a client that does not know the field. */
export const keel: Rule = {
  code: 'SM516',
  title: 'an updater that strips the field',
  sources: ['keel-hq/keel#772'],
  absolute: false,
  check: ({ pod, container }) => {
    const { annotations, labels } = pod.workload;
    if (!Object.hasOwn(annotations, 'keel.sh/policy') && !Object.hasOwn(labels, 'keel.sh/policy'))
      return [];
    return [
      {
        severity: 'warn',
        message: `Keel updates this workload and strips restartPolicy from ${container.name} when it does: the pod is rejected, or hangs`,
        remedy: 'update images another way before the move',
      },
    ];
  },
};

/** Exit codes of init containers count too: 137 or 143 of a sidecar may pick the wrong action. */
export const podFailurePolicy: Rule = {
  code: 'SM520',
  title: 'a failure policy that can see the sidecar',
  sources: ['kubernetes/api batch/v1 types.go', 'kubernetes/kubernetes#111113'],
  absolute: false,
  check: ({ pod, container, apps }) => {
    const spec =
      valueAt(pod.workload.object, ['spec', 'jobTemplate']) === undefined
        ? ['spec']
        : ['spec', 'jobTemplate', 'spec'];
    const rules = listAt(pod.workload.object, [...spec, 'podFailurePolicy', 'rules']).filter(isMap);
    const seen = rules.some(({ onExitCodes }) => {
      if (!isMap(onExitCodes)) return false;
      return (
        onExitCodes.containerName === undefined || onExitCodes.containerName === container.name
      );
    });
    if (!seen) return [];
    return [
      {
        severity: 'warn',
        message: `a rule of podFailurePolicy can match the exit code of ${container.name} when it is stopped (137, 143)`,
        remedy: `name the application in onExitCodes: containerName: ${apps[0]?.name ?? '<application>'}`,
      },
    ];
  },
};

/** Annotations that carry the container's name in their key: their readers may know `containers` only. */
export const keyedAnnotation: Rule = {
  code: 'SM523',
  title: 'an annotation keyed by the container',
  sources: ['DataDog/datadog-agent#8687', 'open-telemetry/opentelemetry-collector-contrib#29713'],
  absolute: false,
  check: ({ pod, container }) => {
    const key = Object.keys(pod.podAnnotations).find((annotation) =>
      isKeyed(annotation, container.name),
    );
    if (key === undefined || container.name === '') return [];
    return [
      {
        severity: 'warn',
        message: `the annotation ${key} is meant for ${container.name}; whether its reader looks at init containers is not known`,
        remedy: 'look it up in the documentation of the agent that reads it, then accept SM523',
      },
    ];
  },
};

/** The validated AppArmor and seccomp keys are known to work. */
function isKeyed(annotation: string, name: string): boolean {
  if (/^container\.(?:apparmor|seccomp)\./.test(annotation)) return false;
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return (
    /^(?:ad\.datadoghq\.com|co\.elastic\.|fluentbit\.io|logging\.)/.test(annotation) &&
    new RegExp(`[./_-]${escaped}(?:[./_-]|$)`).test(annotation)
  );
}
