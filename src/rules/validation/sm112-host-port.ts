import { blocks, rule } from '../define.js';
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
  harm: 'The kubelet opens host ports only for regular containers: the host port of a sidecar silently stops working.',
  seen: 'The sidecar has a hostPort, in a pod without hostNetwork.',
  fix: 'Publish the port with a Service, or leave the container where it is.',
  before: 'ports: [{containerPort: 80, hostPort: 8080}]',
  after: 'ports: [{containerPort: 80}]',
  asked: ['moving', 'native'],
  check: ({ pod, container }) =>
    pod.spec.hostNetwork === true
      ? []
      : hostPorts(container, pod).flatMap(({ port, protocol }) =>
          blocks(
            `host port ${port}/${protocol} of ${container.name} would silently stop working: the kubelet opens host ports only for regular containers`,
            'publish the port with a Service, or leave this container where it is',
          ),
        ),
});
