import type { Subject } from '../../model/rule.js';
import type { IngressReference, ServicePort, ServiceReference } from '../../model/tree.js';
import { isMap, type Value } from '../../model/value.js';
import { probeOf } from '../../pod/facts/programs.js';
import { blocks, rule } from '../define.js';
import { at } from './at.js';
import { mayShare } from './selector.js';
import { isCalled, portNamed, servicesOf } from './selects.js';

/** ingress-gce takes its health check from readinessProbes of regular containers only. */
export const gkeHealthCheck = rule({
  code: 'SM531',
  title: 'a GKE load balancer in front of the sidecar',
  sources: ['kubernetes/ingress-gce getHTTPProbe'],
  effects: ['blocks'],
  harm: 'ingress-gce derives the health check from the readinessProbe of a regular container: for a sidecar it uses its default, and the backend may become unhealthy.',
  seen: 'An Ingress of class gce, or a NEG annotation, on a Service that targets a port of the sidecar, which has an HTTP readinessProbe.',
  fix: 'Attach a BackendConfig with a healthCheck, in the namespace of the Service.',
  after: `kind: BackendConfig
spec: {healthCheck: {port: 8080, requestPath: /ready}}`,
  check: (subject) =>
    servicesOf(subject.pod, subject.tree)
      .filter((service) => serves(service, subject) && isBalanced(service, subject))
      .filter((service) => !hasHealthCheck(service, subject))
      .flatMap((service) =>
        blocks(
          `a GKE load balancer serves ${subject.container.name} through Service ${service.name}, and reads the readinessProbe only of regular containers: a new health check would use the default (${at(service.place)})`,
          'attach a BackendConfig with a healthCheck to the Service',
          { related: [service.place] },
        ),
      ),
});

/** Without a probe over HTTP there is no health check to lose. */
function serves(service: ServiceReference, { container }: Subject): boolean {
  if (!isMap(probeOf(container, 'readinessProbe')?.httpGet)) return false;
  return service.ports.some((port) => portNamed(container, port.targetPort) !== undefined);
}

function isBalanced(service: ServiceReference, { tree }: Subject): boolean {
  return (
    hasGroups(service.annotations['cloud.google.com/neg'], service.ports) ||
    tree.ingresses.some(
      (ingress) =>
        isGce(ingress) &&
        ingress.services.some((name) => isCalled(service, name)) &&
        mayShare(ingress.namespace, service.namespace),
    )
  );
}

/** `{"ingress": false}` asks for none; what cannot be read asks for some. */
function hasGroups(annotation: Value | undefined, ports: readonly ServicePort[]): boolean {
  if (annotation === undefined) return false;
  const value = parseJson(annotation);
  if (!isMap(value)) return true;
  const exposed = value.exposed_ports;
  return (
    value.ingress === true ||
    (isMap(exposed) && ports.some(({ port }) => Object.hasOwn(exposed, String(port))))
  );
}

/** Of that class by name, or without any and with an annotation that only GKE reads. */
function isGce({ className, annotations }: IngressReference): boolean {
  if (className !== '') return /^gce(?:-internal)?$/.test(className);
  return Object.keys(annotations).some((key) =>
    /^(?:networking\.gke\.io|ingress\.gcp\.kubernetes\.io)\/|global-static-ip-name$/.test(key),
  );
}

function hasHealthCheck(service: ServiceReference, { tree }: Subject): boolean {
  const attached =
    service.annotations['cloud.google.com/backend-config'] ??
    service.annotations['beta.cloud.google.com/backend-config'];
  if (typeof attached !== 'string') return false;
  return [...tree.healthChecks].some((name) => {
    const [namespace = '', own = ''] = name.split('/');
    return attached.includes(`"${own}"`) && mayShare(namespace, service.namespace);
  });
}

/** The JSON in an annotation; null where it is none. */
function parseJson(text: Value): Value {
  try {
    return typeof text === 'string' ? (JSON.parse(text) as Value) : null;
  } catch {
    return null;
  }
}
