import { rule } from '../define.js';
import { hostPorts } from './host-ports.js';

/** The kubelet wires host ports from `spec.containers` alone. */
export const hostPort = rule({
  code: 'SM112',
  title: 'a host port of a sidecar',
  sources: [
    'kubernetes/kubernetes pkg/kubelet/kuberuntime/kuberuntime_sandbox.go generatePodSandboxConfig',
    'kubernetes/kubernetes#57443',
  ],
  effects: ['blocks'],
  absolute: true,
  harm: 'The kubelet wires host ports of containers only: the port of a sidecar silently stops to be reachable.',
  seen: 'A hostPort on the sidecar of a pod without hostNetwork.',
  fix: 'Reach it through a Service, or leave the container where it is.',
  before: 'ports: [{containerPort: 80, hostPort: 8080}]',
  after: 'ports: [{containerPort: 80}]',
  asked: ['moving', 'native'],
  check: ({ pod, container }) =>
    pod.spec.hostNetwork === true
      ? []
      : hostPorts(container, pod).map(({ port, protocol }) => ({
          severity: 'block' as const,
          message: `host port ${port}/${protocol} of ${container.name} would silently stop being reachable: the kubelet opens host ports of regular containers only`,
          remedy: 'publish the port with a Service, or leave this container where it is',
        })),
});
