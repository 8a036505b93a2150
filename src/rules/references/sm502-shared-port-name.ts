import type { Container } from '../../model/container.js';
import type { ServicePort } from '../../model/tree.js';
import { blocks, rule } from '../define.js';
import { at } from './at.js';
import { portsOf, servicesOf } from './selects.js';

/** Regular containers are searched first: the Service would flip from the sidecar to App. */
export const sharedPortName = rule({
  code: 'SM502',
  title: 'a port name that two containers share',
  sources: ['kubernetes/endpointslice utils.go FindPort'],
  effects: ['blocks'],
  harm: 'Two containers use the same port name; which of them the Service reaches changes with the move.',
  seen: 'A Service refers to a name that the sidecar and another container declare for the same protocol.',
  fix: 'Use the port number in the Service.',
  before: 'targetPort: http',
  after: 'targetPort: 8080',
  check: ({ pod, container, apps, tree }) =>
    servicesOf(pod, tree).flatMap((service) =>
      service.ports.flatMap((port) => {
        if (!names(container, port)) return [];
        // FindPort looks for the name and the protocol: a port for UDP is another one.
        const app = apps.find((entry) => names(entry, port));
        if (app === undefined) return [];
        return blocks(
          `${container.name} and ${app.name} both name a port ${port.targetPort}, and Service ${service.name} refers to that name: after the move it reaches ${app.name} (${at(port.place)})`,
          'give the two ports different names, or use a number in the Service',
          { related: [port.place] },
        );
      }),
    ),
});

function names(container: Container, { targetPort, protocol }: ServicePort): boolean {
  return portsOf(container).some(
    (own) => own.name === targetPort && (own.protocol ?? 'TCP') === protocol,
  );
}
