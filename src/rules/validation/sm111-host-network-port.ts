import type { Rule } from '../../model/rule.js';
import { hostPorts } from './host-ports.js';

/** With hostNetwork the two numbers have to agree, but only regular containers are checked. */
export const hostNetworkPort: Rule = {
  code: 'SM111',
  title: 'a host port that differs under hostNetwork',
  sources: ['kubernetes/kubernetes pkg/apis/core/validation validatePodHostNetworkDeps'],
  absolute: true,
  check: ({ pod, container }) =>
    pod.spec.hostNetwork !== true
      ? []
      : hostPorts(container, pod)
          .filter(({ port, containerPort }) => port !== containerPort)
          .map(({ port, containerPort }) => ({
            severity: 'warn' as const,
            message: `${container.name} pairs host port ${port} with container port ${containerPort} under hostNetwork; the API server no longer rejects that after the move`,
            remedy: 'make both numbers the same',
          })),
};
