import type { Rule } from '../../model/rule.js';
import { isMap } from '../../model/value.js';
import { handlersOf } from '../../pod/facts/programs.js';
import { type InfoRow, informing } from '../define.js';

const ROWS: readonly InfoRow[] = [
  [
    'SM105',
    'probes and hooks of a sidecar',
    'kubernetes/kubernetes pkg/apis/core/validation validateInitContainers',
    ({ container }) => {
      const present = handlersOf(container);
      return present.length === 0
        ? null
        : `${present.join(', ')} of ${container.name} stay valid: an init container with restartPolicy: Always may have them`;
    },
  ],
  [
    'SM107',
    'a terminal on a sidecar',
    'kubernetes/kubernetes pkg/apis/core/validation validateContainerCommon',
    ({ container: { name, value } }) =>
      value.stdin === true || value.tty === true
        ? `kubectl attach reaches ${name} by name only: -c ${name}`
        : null,
  ],
  [
    'SM114',
    'a stop signal of its own',
    'kubernetes/website concepts/workloads/pods/pod-lifecycle.md',
    ({ container: { name, value } }) =>
      isMap(value.lifecycle) && value.lifecycle.stopSignal !== undefined
        ? `the stop signal of ${name} still needs spec.os.name`
        : null,
  ],
  [
    'SM116',
    'annotations keyed by container name',
    'kubernetes/kubernetes pkg/apis/core/validation podSpecHasContainer',
    ({ pod, container: { name } }) =>
      Object.hasOwn(pod.podAnnotations, `container.apparmor.security.beta.kubernetes.io/${name}`)
        ? `the AppArmor annotation of ${name} stays valid: init containers are looked up too`
        : null,
  ],
];

/** What only informs in sections 1 and 7. */
export const INFOS: readonly Rule[] = informing(ROWS);
