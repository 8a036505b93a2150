import type { Rule } from '../../../model/rule.js';
import { at } from './at.js';
import { portsOf, servicesOf } from './selects.js';

/** EndpointSlices resolve a port name of a sidecar only from 1.33 on. */
export const servicePortName: Rule = {
  code: 'SM501',
  title: 'a Service that names a port of the sidecar',
  sources: ['kubernetes/kubernetes#127958', 'kubernetes/endpointslice utils.go FindPort'],
  absolute: false,
  check: ({ pod, container, apps, settings, tree }) => {
    if (settings.kubeMinor >= 33) return [];
    return servicesOf(pod, tree).flatMap((service) =>
      service.ports.flatMap((port) => {
        const named = portsOf(container).find((own) => own.name === port.targetPort);
        const inApp = apps.some((app) => portsOf(app).some((own) => own.name === port.targetPort));
        if (named === undefined || inApp) return [];
        const number = String(named.containerPort ?? 'its number');
        return [
          {
            severity: 'block' as const,
            message: `Service ${service.name} sends to port ${port.targetPort} of ${container.name} by name, which finds no sidecar before 1.33 (${at(port.place)})`,
            remedy: `write targetPort: ${number} there, or say --kube-version 1.33 if every cluster is new enough`,
            related: [port.place],
          },
        ];
      }),
    );
  },
};
