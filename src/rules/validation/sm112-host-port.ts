import type { Rule } from '../../model/rule.js';
import { hostPorts } from './host-ports.js';

/** The kubelet wires host ports from `spec.containers` alone. */
export const hostPort: Rule = {
  code: 'SM112',
  title: 'a host port of a sidecar',
  sources: [
    'kubernetes/kubernetes pkg/kubelet/kuberuntime/kuberuntime_sandbox.go generatePodSandboxConfig',
    'kubernetes/kubernetes#57443',
  ],
  absolute: true,
  check: ({ pod, container }) =>
    pod.spec.hostNetwork === true
      ? []
      : hostPorts(container, pod).map(({ port, protocol }) => ({
          severity: 'block' as const,
          message: `host port ${port}/${protocol} of ${container.name} would silently stop being reachable: the kubelet opens host ports of regular containers only`,
          remedy: 'publish the port with a Service, or leave this container where it is',
        })),
};
