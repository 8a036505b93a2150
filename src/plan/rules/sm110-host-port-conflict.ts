import type { Rule } from '../../model/rule.js';
import { type HostPort, hostPorts } from './host-ports.js';

/** Conflicts are checked among regular containers only: after the move they fail at run time. */
export const hostPortConflict: Rule = {
  code: 'SM110',
  title: 'one host port, two containers',
  sources: ['kubernetes/kubernetes pkg/apis/core/validation checkHostPortConflicts'],
  absolute: true,
  check: ({ pod, container }) => {
    const own = hostPorts(container, pod);
    const others = [...pod.containers, ...pod.initContainers].filter((c) => c !== container);
    return others.flatMap((other) =>
      hostPorts(other, pod)
        .filter((port) => own.some((mine) => collide(mine, port)))
        .map(({ port, protocol }) => ({
          severity: 'block' as const,
          message: `${container.name} and ${other.name} both take host port ${port}/${protocol}, and after the move nobody checks that any more`,
          remedy: 'give one of them another port',
        })),
    );
  },
};

function collide(a: HostPort, b: HostPort): boolean {
  const anywhere = (ip: string): boolean => ip === '' || ip === '0.0.0.0' || ip === '::';
  return (
    a.port === b.port &&
    a.protocol === b.protocol &&
    (a.hostIP === b.hostIP || anywhere(a.hostIP) || anywhere(b.hostIP))
  );
}
