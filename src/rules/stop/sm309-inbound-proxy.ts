import type { Container } from '../../model/pod.js';
import type { Rule, Subject } from '../../model/rule.js';
import { baseOf } from '../../pod/classify/catalogue/image.js';
import { sleepOf } from '../../pod/facts/times.js';
import { portsOf, servicesOf } from '../references/selects.js';
import { isProxy } from '../start/sm219-proxied-probe.js';

/** The application goes first now, and its proxy answers for it until the endpoint is gone. */
export const inboundProxy: Rule = {
  code: 'SM309',
  title: 'a proxy that outlives its application',
  sources: [
    'KEP-753, Termination of containers',
    'kubernetes/website concepts/workloads/pods/pod-lifecycle.md',
  ],
  absolute: false,
  check: (subject) => {
    const { container, apps } = subject;
    const service = servedBy(subject);
    if (service === null || apps.some((app) => sleepOf(app, 'preStop') > 0)) return [];
    const app = apps[0]?.name ?? 'the application';
    return [
      {
        severity: 'warn',
        message: `the Service ${service.name} sends traffic to port ${service.port} of ${container.name}, which now outlives ${app}: until the endpoint is gone it answers 502`,
        remedy: `give ${app} (not ${container.name}) a preStop sleep of some seconds, or accept SM309`,
      },
    ];
  },
};

/** A proxy in front of App; kube-rbac-proxy guards metrics, which nobody misses for a second. */
export function facesInbound(container: Container): boolean {
  return isProxy(container) && !/kube-rbac-proxy/.test(baseOf(container.image ?? ''));
}

function servedBy({
  pod,
  container,
  tree,
}: Subject): { name: string; port: number | string } | null {
  if (!facesInbound(container)) return null;
  const ports = portsOf(container);
  for (const service of servicesOf(pod, tree))
    for (const { targetPort } of service.ports)
      if (
        ports.some((port) => port.name === targetPort || port.containerPort === Number(targetPort))
      )
        return { name: service.name, port: targetPort };
  return null;
}
