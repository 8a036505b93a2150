import type { Rule, Subject } from '../../../model/rule.js';
import type { ServiceReference } from '../../../model/tree.js';
import { at } from './at.js';
import { portsOf, servicesOf } from './selects.js';

/** ingress-gce takes its health check from readinessProbes of regular containers only. */
export const gkeHealthCheck: Rule = {
  code: 'SM531',
  title: 'a GKE load balancer that serves the sidecar',
  sources: ['kubernetes/ingress-gce getHTTPProbe'],
  absolute: false,
  check: (subject) =>
    servicesOf(subject.pod, subject.tree)
      .filter((service) => serves(service, subject) && isBalanced(service, subject))
      .filter((service) => !hasHealthCheck(service, subject))
      .map((service) => ({
        severity: 'block' as const,
        message: `a GKE load balancer serves ${subject.container.name} through Service ${service.name}, and reads its readinessProbe from regular containers only: a new health check would fall back to its default (${at(service.place)})`,
        remedy: 'attach a BackendConfig with a healthCheck to the Service',
        related: [service.place],
      })),
};

function serves(service: ServiceReference, { container }: Subject): boolean {
  return service.ports.some(({ targetPort }) =>
    portsOf(container).some((own) => own.name === targetPort || own.containerPort === targetPort),
  );
}

function isBalanced(service: ServiceReference, { tree }: Subject): boolean {
  if (Object.hasOwn(service.annotations, 'cloud.google.com/neg')) return true;
  return tree.ingresses.some(
    (ingress) =>
      /^gce(?:-internal)?$/.test(ingress.className) &&
      ingress.services.includes(service.name) &&
      (ingress.namespace === '' ||
        service.namespace === '' ||
        ingress.namespace === service.namespace),
  );
}

function hasHealthCheck(service: ServiceReference, { tree }: Subject): boolean {
  const attached =
    service.annotations['cloud.google.com/backend-config'] ??
    service.annotations['beta.cloud.google.com/backend-config'];
  if (typeof attached !== 'string') return false;
  return [...tree.healthChecks].some((name) => attached.includes(`"${name.split('/')[1] ?? ''}"`));
}
