import { type Container, isNative } from '../../model/container.js';
import type { Subject } from '../../model/rule.js';
import { blocks, rule } from '../define.js';
import { type HostPort, hostPorts } from './host-ports.js';

/** Conflicts are checked among regular containers only: after the move they fail at run time. */
export const hostPortConflict = rule({
  code: 'SM110',
  title: 'two containers with the same host port',
  sources: ['kubernetes/kubernetes pkg/apis/core/validation checkHostPortConflicts'],
  effects: ['blocks'],
  absolute: true,
  harm: 'The API server compares the host ports of regular containers, but not those of init containers: a conflict that used to be rejected becomes a bind error on the node.',
  seen: 'The sidecar and another container have the same protocol, address and host port.',
  fix: 'Give one of them another port.',
  before: `containers:
- name: app
  ports: [{containerPort: 80, hostPort: 80}]
- name: proxy
  ports: [{containerPort: 80, hostPort: 80}]`,
  after: `containers:
- name: app
  ports: [{containerPort: 80, hostPort: 80}]
- name: proxy
  ports: [{containerPort: 81}]`,
  check: (subject) => {
    const { pod, container } = subject;
    const own = hostPorts(container, pod);
    if (own.length === 0) return [];
    return runningBeside(subject).flatMap((other) =>
      hostPorts(other, pod)
        .filter((port) => own.some((mine) => collide(mine, port)))
        .flatMap(({ port, protocol }) =>
          blocks(
            `${container.name} and ${other.name} both use host port ${port}/${protocol}, and after the move the API server no longer checks that`,
            'give one of them another port',
            { related: [other.place] },
          ),
        ),
    );
  },
});

/** An ordinary init container in front of the sidecar is gone before the sidecar starts. */
function runningBeside({ pod, container, before }: Subject): readonly Container[] {
  const inits = pod.initContainers;
  const next = before.get(container) ?? null;
  const index = next === null ? inits.length : inits.findIndex(({ name }) => name === next);
  return [
    ...pod.containers.filter((other) => other !== container),
    ...inits.filter((init, i) => isNative(init) || i >= index),
  ];
}

function collide(a: HostPort, b: HostPort): boolean {
  return a.port === b.port && a.protocol === b.protocol && a.hostIP === b.hostIP;
}
