import { rule } from '../define.js';
import { at } from './at.js';
import { selects } from './selector.js';
import { numberOf, portNamed, reaches } from './selects.js';

/** Each network plugin looks up port names in pods its own way, and not all know init containers. */
export const networkPolicy = rule({
  code: 'SM505',
  title: 'a network policy that names a port of the sidecar',
  sources: ['projectcalico/calico#8881', 'projectcalico/calico#8885'],
  effects: ['warns'],
  harm: 'Each network plugin looks up port names in pods by itself. Calico did not look at init containers before June 2024: traffic to the sidecar is dropped.',
  seen: 'A port of a NetworkPolicy, of Calico or of Cilium is the name of a port of the sidecar, and its selector takes the pod.',
  fix: 'Write the number.',
  before: 'ports: [{port: metrics}]',
  after: 'ports: [{port: 9113}]',
  check: ({ pod, container, tree }) =>
    tree.policyPorts.flatMap(({ owner, port, namespaces, selector, place }) => {
      const named = portNamed(container, port);
      if (named === undefined || !reaches(namespaces, pod)) return [];
      if (selector !== null && !selects(selector, pod.podLabels)) return [];
      return [
        {
          severity: 'warn' as const,
          message: `${owner} gives port ${port} of ${container.name} by name, which a network plugin may not look for in init containers (Calico did not before June 2024): the traffic is dropped (${at(place)})`,
          remedy: `write the number there, ${numberOf(named)}, or accept SM505 if your network plugin knows sidecars`,
          related: [place],
        },
      ];
    }),
});
