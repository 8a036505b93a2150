import { rule } from '../define.js';
import { hostPorts } from './host-ports.js';

/** Until 1.34 the scheduler did not see host ports of sidecars, and put two pods on one node. */
export const schedulerHostPort = rule({
  code: 'SM113',
  title: 'host ports that the scheduler does not see',
  sources: ['kubernetes/kubernetes#132037', 'kubernetes/kubernetes#133390'],
  effects: ['warns', 'informs'],
  absolute: true,
  harm: 'Schedulers before 1.34 do not see host ports of init containers: two such pods may be placed on one node and conflict.',
  seen: 'A host port of the sidecar, or hostNetwork with a declared port, and clusters before 1.34 among the target.',
  fix: 'Target 1.34 and newer, or spread the pods with anti-affinity and accept SM113.',
  before: '--kube-version 1.29',
  after: '--kube-version 1.34',
  check: ({ pod, container, settings }) => {
    const ports = hostPorts(container, pod).map(({ port }) => port);
    if (ports.length === 0 || settings.kubeMinor >= 34) return [];
    return [
      {
        // A DaemonSet has one pod a node anyway.
        severity: pod.workload.kind === 'DaemonSet' ? 'info' : 'warn',
        message: `before 1.34 the scheduler ignores host port ${ports.join(', ')} of ${container.name}: two such pods can be placed on one node`,
        remedy: 'set --kube-version 1.34, or spread the pods with anti-affinity',
      },
    ];
  },
});
