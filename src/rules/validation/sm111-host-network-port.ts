import { rule, warns } from '../define.js';
import { hostPorts } from './host-ports.js';

/** With hostNetwork the two numbers have to agree, but only regular containers are checked. */
export const hostNetworkPort = rule({
  code: 'SM111',
  title: 'a host port that differs under hostNetwork',
  sources: ['kubernetes/kubernetes pkg/apis/core/validation validatePodHostNetworkDeps'],
  effects: ['warns'],
  absolute: true,
  harm: 'With hostNetwork the host port has to equal the container port; for init containers the API server does not check that.',
  seen: 'hostNetwork, and a port of the sidecar whose two numbers differ.',
  fix: 'Make both numbers the same.',
  before: 'ports: [{containerPort: 80, hostPort: 8080}]',
  after: 'ports: [{containerPort: 8080, hostPort: 8080}]',
  check: ({ pod, container }) =>
    pod.spec.hostNetwork !== true
      ? []
      : hostPorts(container, pod)
          .filter(({ port, containerPort }) => port !== containerPort)
          .flatMap(({ port, containerPort }) =>
            warns(
              `${container.name} has host port ${port} and container port ${containerPort} with hostNetwork; after the move the API server no longer rejects that`,
              'make both numbers the same',
            ),
          ),
});
