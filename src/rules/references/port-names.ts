import type { Container } from '../../model/container.js';
import { nodeId } from '../../model/node.js';
import type { Operation } from '../../model/operation.js';
import type { Pod } from '../../model/pod.js';
import type { RuleSettings } from '../../model/rule.js';
import type { PortOwner, ServicePort, ServiceReference, Tree } from '../../model/tree.js';
import { at } from './at.js';
import { ownersSelected, servicesById, servicesByName } from './lookups.js';
import { mayShare } from './selector.js';
import { portNamed, servicesOf } from './selects.js';

/** A Service's port that finds a sidecar by a name, which no cluster before 1.33 looks up there. */
export interface NamedPort {
  readonly service: ServiceReference;
  readonly port: ServicePort;
  readonly number: number;
  /** Why the number cannot be written in the place of the name, or null. */
  readonly obstacle: string | null;
}

export interface PortNamesRequest {
  readonly pod: Pod;
  readonly container: Container;
  /** The containers that stay: they are looked at first (kubernetes/endpointslice FindPort). */
  readonly apps: readonly Container[];
  readonly tree: Tree;
  readonly settings: RuleSettings;
}

export function namedPorts(request: PortNamesRequest): readonly NamedPort[] {
  const { pod, container, apps, tree, settings } = request;
  if (settings.kubeMinor >= 33) return [];
  return servicesOf(pod, tree).flatMap((service) =>
    service.ports.flatMap((port): readonly NamedPort[] => {
      if (typeof port.targetPort !== 'string') return [];
      const named = portNamed(container, port.targetPort);
      if (named === undefined || apps.some((app) => portNamed(app, port.targetPort) !== undefined))
        return [];
      const number = Number(named.containerPort);
      return [{ service, port, number, obstacle: obstacleTo({ service, port, number }, request) }];
    }),
  );
}

/** The number serves old and new pods alike, where every pod that the Service selects has it. */
function obstacleTo(
  { service, port, number }: Omit<NamedPort, 'obstacle'>,
  { pod, tree }: PortNamesRequest,
): string | null {
  const { written, targetPort } = port;
  if (!Number.isInteger(number)) return 'its port has no number';
  if (written.readOnly !== null) return `the Service cannot be changed: ${written.readOnly}`;
  const other = disagreeing({ service, port, number }, pod, tree);
  if (other !== undefined)
    return `${other.kind} ${other.name} is selected too, and has no port ${number} of that name (${at(other.place)})`;
  const patch = (servicesByName(tree).get(service.name) ?? []).find(
    (each) =>
      each !== service &&
      Object.keys(each.selector).length === 0 &&
      each.ports.some((own) => own.targetPort === targetPort),
  );
  return patch === undefined
    ? null
    : `a patch of the Service sets the name again (${at(patch.place)})`;
}

/** A workload that the Service selects somewhere, and that means another number by the name, or none. */
function disagreeing(
  { service, port: { targetPort }, number }: Omit<NamedPort, 'obstacle'>,
  pod: Pod,
  tree: Tree,
): PortOwner | undefined {
  const agrees = ({ ports }: PortOwner): boolean =>
    ports.some((own) => own.name === targetPort && own.containerPort === number);
  const here = { ...pod.workload, name: (pod.written ?? pod).workload.name };
  const trees = tree.companies.get(service.id) ?? [];
  if (trees.length === 0)
    return ownersSelected(service, tree).find((owner) => !isVariant(owner, here) && !agrees(owner));
  for (const each of trees)
    for (const rendered of servicesById(each).get(service.id) ?? []) {
      if (!rendered.ports.some((port) => port.targetPort === targetPort)) continue;
      const all = ownersSelected(rendered, each);
      const gathered = all.filter((owner) => each.own.has(owner));
      const other = all.find(
        (owner) =>
          !agrees(owner) &&
          (each.own.has(owner) || ![here, ...gathered].some((one) => isVariant(owner, one))),
      );
      if (other !== undefined) return other;
    }
  return undefined;
}

/** The same workload for another cluster: the two never stand beside each other. */
function isVariant(
  { kind, name, namespace }: PortOwner,
  other: Pick<PortOwner, 'kind' | 'name' | 'namespace'>,
): boolean {
  return kind === other.kind && name === other.name && mayShare(namespace, other.namespace);
}

/** The operations that write numbers for names, by the id of where they are written. */
export function portOperations(
  ports: readonly NamedPort[],
): ReadonlyMap<string, readonly Operation[]> {
  return new Map(
    ports
      .filter(({ obstacle }) => obstacle === null)
      .map(({ port: { written }, number }) => [
        nodeId(written.path, written.at),
        [{ op: 'set-scalar', path: written.path, at: written.at, value: number }],
      ]),
  );
}
