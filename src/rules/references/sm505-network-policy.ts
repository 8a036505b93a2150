import { rule, warns } from '../define.js';
import { at } from './at.js';
import { selects } from './selector.js';
import { numberOf, portNamed, reaches } from './selects.js';

/** Each network plugin looks up port names in pods its own way, and not all know init containers. */
export const networkPolicy = rule({
  code: 'SM505',
  title: 'a network policy that refers to a port of the sidecar by name',
  sources: ['projectcalico/calico#8881', 'projectcalico/calico#8885'],
  effects: ['warns'],
  harm: 'Each network plugin resolves port names itself. Calico did not look at init containers before June 2024, and drops the traffic to the sidecar.',
  seen: 'A port in a NetworkPolicy, or in a policy of Calico or Cilium, is the name of a port of the sidecar, and its selector matches the pod.',
  fix: 'Use the port number.',
  before: 'ports: [{port: metrics}]',
  after: 'ports: [{port: 9113}]',
  check: ({ pod, container, tree }) =>
    tree.policyPorts.flatMap(({ owner, port, namespaces, selector, place }) => {
      const named = portNamed(container, port);
      if (named === undefined || !reaches(namespaces, pod)) return [];
      if (selector !== null && !selects(selector, pod.podLabels)) return [];
      return warns(
        `${owner} refers to port ${port} of ${container.name} by name, which a network plugin may not look up in init containers (Calico did not before June 2024): the traffic would be dropped (${at(place)})`,
        `use the number there, ${numberOf(named)}, or accept SM505 if your network plugin looks at init containers`,
        { related: [place] },
      );
    }),
});
