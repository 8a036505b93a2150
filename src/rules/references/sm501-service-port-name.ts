import type { Container } from '../../model/container.js';
import type { Hit, Subject } from '../../model/rule.js';
import { runsToCompletion } from '../../pod/facts/lifetime.js';
import { caveatHits } from '../caveats.js';
import { rule, warns } from '../define.js';
import { isProxy } from '../start/sm219-proxied-probe.js';
import { at } from './at.js';
import { type NamedPort, namedPorts } from './port-names.js';
import { numberOf, portsOf, servicesOf } from './selects.js';

/** EndpointSlices resolve a port name of a sidecar only from 1.33 on. */
export const servicePortName = rule({
  code: 'SM501',
  title: 'a Service that refers to a port of the sidecar by name',
  sources: ['kubernetes/kubernetes#127958', 'kubernetes/endpointslice utils.go FindPort'],
  effects: ['blocks', 'warns'],
  harm: 'Before 1.33 endpoints are built from the ports of regular containers only: a Service that refers to a port of the sidecar by name loses it.',
  seen: 'targetPort of a Service that selects the pod is the name of a port of the sidecar. It warns where the number can replace the name in the same change: every pod that the Service selects has that number under the name. It blocks where the pods differ, or where the Service cannot be edited. If no Service in the tree selects the pod, a proxy with a named port warns, as its Service may be elsewhere.',
  fix: 'Accept the warning: the number replaces the name together with the move. Or target 1.33 and newer.',
  before: 'targetPort: metrics',
  after: 'targetPort: 9113',
  check: (subject) => {
    const { pod, settings, tree } = subject;
    if (settings.kubeMinor >= 33) return [];
    const hits = servicesOf(pod, tree).length === 0 ? unseen(subject) : seen(subject);
    // A Service that is seen says more than that others may not be.
    return hits.length > 0 ? hits : caveatHits(subject, 'SM501');
  },
});

function seen(subject: Subject): readonly Hit<'block' | 'warn'>[] {
  const { container } = subject;
  const alike = new Map<string, { readonly first: NamedPort; copies: number }>();
  for (const named of namedPorts(subject)) {
    const { service, port, number, obstacle } = named;
    // Copies of a Service for other clusters say the same: once is enough.
    const key = [service.name, port.port, port.targetPort, number, obstacle].join(' ');
    const known = alike.get(key);
    if (known === undefined) alike.set(key, { first: named, copies: 0 });
    else known.copies++;
  }
  return [...alike.values()].map(({ first, copies }) => said(first, copies, container));
}

function said(
  { service, port, number, obstacle }: NamedPort,
  copies: number,
  { name }: Container,
): Hit<'block' | 'warn'> {
  const more = copies === 0 ? '' : `, and ${copies} more of that name`;
  const where = `${at(port.place)}${more}`;
  const lost = `Service ${service.name} refers to port ${port.targetPort} of ${name} by name, and before 1.33 it does not find it on a sidecar`;
  return obstacle === null
    ? {
        severity: 'warn' as const,
        message: `${lost}: the move also sets its targetPort to ${number} (${where})`,
        remedy:
          'check that nothing outside this tree needs the name, then accept SM501; or set --kube-version 1.33 if every cluster runs it',
        related: [port.place],
      }
    : {
        severity: 'block' as const,
        message: `${lost} (${where}), and the number cannot replace the name: ${obstacle}`,
        remedy: `set targetPort: ${number} there by hand once all of its pods agree, or set --kube-version 1.33 if every cluster runs it`,
        related: [port.place],
      };
}

/** A proxy is there for somebody's traffic: its Service may stand in another repository. */
function unseen({ pod, container }: Subject): readonly Hit<'block' | 'warn'>[] {
  const named = portsOf(container).find(
    ({ name }) => typeof name === 'string' && !/prom$|metrics|admin/.test(name),
  );
  // A patch shows no labels to select by; a Job serves nobody.
  const isServed = Object.keys(pod.podLabels).length > 0 && !runsToCompletion(pod);
  if (named === undefined || !isProxy(container) || !isServed) return [];
  return warns(
    `${container.name} names a port ${String(named.name)}, and no Service in this tree selects the pod: a Service elsewhere that uses the name loses ${container.name} before 1.33`,
    `check that the Service has targetPort: ${numberOf(named)}, then accept SM501; or set --kube-version 1.33 if every cluster runs it`,
  );
}
