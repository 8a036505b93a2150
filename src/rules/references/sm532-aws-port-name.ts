import type { Subject } from '../../model/rule.js';
import type { ServiceReference } from '../../model/tree.js';
import { rule, warns } from '../define.js';
import { at } from './at.js';
import { mayShare } from './selector.js';
import { isCalled, numberOf, portNamed, servicesOf } from './selects.js';

/** The AWS Load Balancer Controller looks port names up itself, and up to 2.13 in containers only. */
export const awsPortName = rule({
  code: 'SM532',
  title: 'an AWS load balancer that refers to a port of the sidecar by name',
  sources: [
    'kubernetes-sigs/aws-load-balancer-controller#4239',
    'kubernetes-sigs/aws-load-balancer-controller#4237',
  ],
  effects: ['warns'],
  harm: 'The AWS Load Balancer Controller up to 2.13 looks port names up only in containers, on any Kubernetes version: the target is lost.',
  seen: 'A Service that refers to a port of the sidecar by name, behind an Ingress of class alb or an NLB with target type ip, or a TargetGroupBinding.',
  fix: 'Use the port number.',
  before: 'targetPort: http',
  after: 'targetPort: 8080',
  check: (subject) =>
    servicesOf(subject.pod, subject.tree).flatMap((service) => {
      const balancer = balancerOf(service, subject);
      if (balancer === null) return [];
      return service.ports.flatMap((port) => {
        if (typeof port.targetPort !== 'string') return [];
        const named = portNamed(subject.container, port.targetPort);
        if (named === undefined) return [];
        return warns(
          `${balancer} refers to port ${port.targetPort} of ${subject.container.name} by name and sends to pods directly: the AWS Load Balancer Controller up to 2.13 does not find it on a sidecar, on any Kubernetes version (${at(port.place)})`,
          `set targetPort: ${numberOf(named)} there`,
          { related: [port.place] },
        );
      });
    }),
});

const NLB = 'service.beta.kubernetes.io/aws-load-balancer';
const ALB = 'alb.ingress.kubernetes.io/target-type';

/** Who reaches the pods of a Service by their own addresses (target type `ip`), or null. */
function balancerOf(service: ServiceReference, { tree }: Subject): string | null {
  const type = service.annotations[`${NLB}-type`];
  const isIp = service.annotations[`${NLB}-nlb-target-type`] === 'ip';
  const isOurs = type === 'external' || /^service\.k8s\.aws\/nlb/.test(service.balancerClass);
  if (type === 'nlb-ip' || (isOurs && isIp)) return `the load balancer of Service ${service.name}`;
  const ingress = tree.ingresses.find(
    ({ className, annotations, services, namespace }) =>
      className === 'alb' &&
      (annotations[ALB] ?? service.annotations[ALB]) === 'ip' &&
      services.some((name) => isCalled(service, name)) &&
      mayShare(namespace, service.namespace),
  );
  if (ingress !== undefined) return `Ingress ${ingress.name}`;
  const group = tree.targetGroups.find(
    ({ service: name, namespace }) =>
      isCalled(service, name) && mayShare(namespace, service.namespace),
  );
  return group?.owner ?? null;
}
