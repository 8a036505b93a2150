import { runsToCompletion } from '../../../facts/lifetime.js';
import type { Hit, Rule, Subject } from '../../../model/rule.js';
import { isProxy } from '../start/sm219-proxied-probe.js';
import { at } from './at.js';
import { numberOf, portNamed, portsOf, servicesOf } from './selects.js';

/** EndpointSlices resolve a port name of a sidecar only from 1.33 on. */
export const servicePortName: Rule = {
  code: 'SM501',
  title: 'a Service that names a port of the sidecar',
  sources: ['kubernetes/kubernetes#127958', 'kubernetes/endpointslice utils.go FindPort'],
  absolute: false,
  check: (subject) => {
    const { pod, settings, tree } = subject;
    if (settings.kubeMinor >= 33) return [];
    return servicesOf(pod, tree).length === 0 ? unseen(subject) : seen(subject);
  },
};

function seen({ pod, container, apps, tree }: Subject): readonly Hit[] {
  return servicesOf(pod, tree).flatMap((service) =>
    service.ports.flatMap((port): readonly Hit[] => {
      if (typeof port.targetPort !== 'string') return [];
      const named = portNamed(container, port.targetPort);
      const inApp = apps.some((app) => portNamed(app, port.targetPort) !== undefined);
      if (named === undefined || inApp) return [];
      return [
        {
          severity: 'block',
          message: `Service ${service.name} sends to port ${port.targetPort} of ${container.name} by name, which finds no sidecar before 1.33 (${at(port.place)})`,
          remedy: `write targetPort: ${numberOf(named)} there, or say --kube-version 1.33 if every cluster is new enough`,
          related: [port.place],
        },
      ];
    }),
  );
}

/** A proxy is there for somebody's traffic: its Service may stand in another repository. */
function unseen({ pod, container }: Subject): readonly Hit[] {
  const named = portsOf(container).find(
    ({ name }) => typeof name === 'string' && !/prom$|metrics|admin/.test(name),
  );
  // A patch shows no labels to select by; a Job serves nobody.
  const isServed = Object.keys(pod.podLabels).length > 0 && !runsToCompletion(pod);
  if (named === undefined || !isProxy(container) || !isServed) return [];
  return [
    {
      severity: 'warn',
      message: `${container.name} names a port ${String(named.name)}, and no Service of this tree selects the pod: one elsewhere that uses the name loses ${container.name} before 1.33`,
      remedy: `see that the Service says targetPort: ${numberOf(named)}, then accept SM501, or say --kube-version 1.33 if every cluster is new enough`,
    },
  ];
}
