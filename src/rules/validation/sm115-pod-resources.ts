import type { Container } from '../../model/container.js';
import { type Pod, podPathOf } from '../../model/pod.js';
import type { Hit, Subject } from '../../model/rule.js';
import { mapAt, type Value, type ValueMap } from '../../model/value.js';
import { initsAfter, runsBesideAnInit } from '../../pod/effective.js';
import { type InitEntry, podRequest } from '../../pod/pod-requests.js';
import { formatQuantity, parseQuantity, type Quantity } from '../../pod/quantity.js';
import { rule } from '../define.js';

/**
 * The pod's own resources bound what its containers add up to. A sidecar placed last leaves the sum
 * as it was; placed earlier it runs beside init containers that used to run alone.
 */
export const podResources = rule({
  code: 'SM115',
  title: 'pod-level resources',
  sources: [
    'kubernetes/kubernetes pkg/apis/core/validation validatePodResourceConsistency',
    'kubernetes/component-helpers resource/helpers.go',
  ],
  effects: ['blocks', 'warns', 'informs'],
  absolute: true,
  harm: 'The resources of the pod limit the sum of those of its containers. A sidecar before an init container makes that sum larger, and the pod may be rejected.',
  seen: 'spec.resources, and the sum as the scheduler computes it.',
  fix: 'Raise the resources of the pod, or place the sidecar last.',
  before: 'resources: {requests: {cpu: 500m}}',
  after: 'resources: {requests: {cpu: 600m}}',
  check: (subject) => {
    const { pod, moving, before } = subject;
    const bounds = boundsOf(pod);
    if (bounds.size === 0) return [];
    const inits = initsAfter(pod, moving, before);
    // The others would be blocked in vain: it is not they that make the sum larger.
    const early = moving.filter((container) => runsBesideAnInit(container, inits));
    if (early.length > 0 && !early.includes(subject.container)) return [];
    return [...bounds].map(([resource, bound]) => hitFor(subject, resource, bound, inits));
  },
});

function hitFor(
  { container, apps }: Subject,
  resource: string,
  bound: Value,
  inits: readonly InitEntry[],
): Hit<'block' | 'warn' | 'info'> {
  const sum = podRequest(resource, apps, inits);
  const limit = parseQuantity(bound);
  if (sum === null || limit === null)
    return {
      severity: 'warn',
      message: `the pod limits ${resource} for all of its containers, and one of the numbers cannot be read: whether they still fit once ${container.name} is an init container is not known`,
      remedy: `add up ${resource} of the containers yourself, then accept SM115`,
    };
  if (sum > limit) return exceeded(container, resource, sum, limit);
  return {
    severity: 'info',
    message: `with ${container.name} as an init container the containers add up to ${formatQuantity(sum)} of ${resource}, within the ${formatQuantity(limit)} of the pod`,
    remedy: 'nothing to do',
  };
}

function exceeded(
  container: Container,
  resource: string,
  sum: Quantity,
  limit: Quantity,
): Hit<'block' | 'warn' | 'info'> {
  return {
    severity: 'block',
    message: `with ${container.name} as an init container the containers add up to ${formatQuantity(sum)} of ${resource}, more than the ${formatQuantity(limit)} that the pod's own resources allow: the API server rejects it`,
    remedy: `raise ${resource} in the resources of the pod to ${formatQuantity(sum)}, or keep the sidecar last with --placement last`,
  };
}

/** A request that the pod does not state comes from its containers, and must fit its limit. */
function boundsOf(pod: Pod): ReadonlyMap<string, Value> {
  if (!isPodSpec(pod)) return new Map();
  const { spec } = pod;
  const stated = (key: string): ValueMap => mapAt(spec, ['resources', key]) ?? {};
  return new Map(Object.entries({ ...stated('limits'), ...stated('requests') }));
}

/** The spec of a Prometheus holds containers and is no pod's: its resources are those of one container. */
function isPodSpec(pod: Pod): boolean {
  const path = podPathOf(pod);
  return pod.workload.kind === 'Pod' || (path.length > 1 && /spec$/i.test(String(path.at(-1))));
}
