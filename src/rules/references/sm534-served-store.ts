import type { Container } from '../../model/container.js';
import type { Subject } from '../../model/rule.js';
import type { ServicePort } from '../../model/tree.js';
import { standingOf } from '../../pod/classify/catalogue/index.js';
import { defaultPorts } from '../../pod/facts/graph/default-ports.js';
import { podGraph } from '../../pod/facts/graph/pod-graph.js';
import { rule, warns } from '../define.js';
import { at } from './at.js';
import { portNamed, servicesOf } from './selects.js';

/** What the containers of its pod ask on localhost is there for them alone only where nobody else asks it. */
export const servedStore = rule({
  code: 'SM534',
  title: 'a Service for what the main container uses on localhost',
  sources: ['kubernetes.io docs, concepts/services-networking/service'],
  effects: ['warns'],
  harm: 'A database or a broker that only its own pod uses is a sidecar. If a Service sends to it, others use it as well, and it may be a main container itself.',
  seen: 'A Service in the tree selects the pod, and its targetPort is a port, by number or by name, of a store or of another server that the main container uses on localhost.',
  fix: 'Keep it, or accept the warning if the Service is only there to inspect it.',
  before: 'targetPort: 6379',
  after: 'targetPort: 8080',
  check: (subject) =>
    isThereForItsPod(subject)
      ? servicesOf(subject.pod, subject.tree).flatMap((service) =>
          service.ports
            .filter((port) => sendsTo(subject.container, port))
            .flatMap((port) =>
              warns(
                `Service ${service.name} sends to port ${port.targetPort} of ${subject.container.name}: others use it too, so it may be a main container itself, like the container that uses it on localhost (${at(port.place)})`,
                `accept SM534 if only its own pod needs ${subject.container.name}; otherwise use --keep`,
                { related: [port.place] },
              ),
            ),
        )
      : [],
});

/** A store, a server of its own right, or what nobody knows, that another container asks. */
function isThereForItsPod({ pod, container }: Subject): boolean {
  const standing = standingOf(container);
  switch (standing?.kind) {
    case 'helper':
    case 'ends':
      return false;
    case 'dual':
      return standing.presence === 'never';
    case 'store':
      return true;
    case undefined:
    case 'other':
      return podGraph(pod)
        .to(container)
        .some(({ kind, occasion }) => kind === 'dials' && occasion === 'run');
  }
}

/** By a port that it declares, or by the number that its image answers on. */
function sendsTo(container: Container, { targetPort }: ServicePort): boolean {
  return (
    portNamed(container, targetPort) !== undefined ||
    defaultPorts(container).includes(Number(targetPort))
  );
}
