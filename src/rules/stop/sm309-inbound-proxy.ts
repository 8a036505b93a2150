import type { Container } from '../../model/container.js';
import type { Subject } from '../../model/rule.js';
import { baseOf } from '../../pod/classify/catalogue/image.js';
import { sleepOf } from '../../pod/facts/times.js';
import { rule, warns } from '../define.js';
import { portsOf, servicesOf } from '../references/selects.js';
import { isProxy } from '../start/sm219-proxied-probe.js';

/** The application goes first now, and its proxy answers for it until the endpoint is gone. */
export const inboundProxy = rule({
  code: 'SM309',
  title: 'a proxy that outlives its main container',
  sources: [
    'KEP-753, Termination of containers',
    'kubernetes/website concepts/workloads/pods/pod-lifecycle.md',
  ],
  effects: ['warns', 'note'],
  harm: 'The main container ends before the proxy in front of it, and the proxy answers 502 until the endpoint is removed.',
  seen: 'A Service that targets a port of a proxy, and no preStop sleep on the main container. If no Service is found, it is a note.',
  fix: 'Give the main container, not the proxy, a preStop sleep of a few seconds.',
  before: '# the application has no preStop hook',
  after: 'lifecycle: {preStop: {sleep: {seconds: 10}}} # of web',
  note: {
    message:
      'a proxy now outlives its main container: without a preStop sleep on the main container, clients may see 502 for a moment',
    applies: ({ apps, moving }) =>
      moving.some(facesInbound) && apps.every((each) => sleepOf(each, 'preStop') === 0),
  },
  check: (subject) => {
    const { container, apps } = subject;
    const service = servedBy(subject);
    if (service === null || apps.some((app) => sleepOf(app, 'preStop') > 0)) return [];
    const app = apps[0]?.name ?? 'the application';
    return warns(
      `the Service ${service.name} sends traffic to port ${service.port} of ${container.name}, which now outlives ${app}: until the endpoint is removed, clients may see 502`,
      `give ${app} (not ${container.name}) a preStop sleep of a few seconds, or accept SM309`,
    );
  },
});

/** A proxy in front of App; kube-rbac-proxy guards metrics, which nobody misses for a second. */
function facesInbound(container: Container): boolean {
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
