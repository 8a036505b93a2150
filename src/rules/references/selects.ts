import type { Container } from '../../model/container.js';
import type { Pod } from '../../model/pod.js';
import type { Namespaces, Scaler } from '../../model/references.js';
import type { PatchReference, ServiceReference, Tree } from '../../model/tree.js';
import { isMap, listAt, type ValueMap } from '../../model/value.js';
import { fitsForeign } from '../../text/foreign-pattern.js';
import { servicesByLabel } from './lookups.js';
import { mayShare, selects } from './selector.js';

/** Whether something for these namespaces may be for the pod's. */
export function reaches(namespaces: Namespaces, { workload }: Pod): boolean {
  return namespaces === null || namespaces.some((name) => mayShare(name, workload.namespace));
}

/** Half a dozen rules ask for the Services of each pod: they are looked for once. */
const FOUND = new WeakMap<Tree, WeakMap<Pod, readonly ServiceReference[]>>();

/**
 * The Services of the tree that send traffic to a pod; one without a selector sends to none. Of Services
 * of one name the nearest count: those farther away are copies for other clusters.
 */
export function servicesOf(pod: Pod, tree: Tree): readonly ServiceReference[] {
  const ofTree = FOUND.get(tree) ?? new WeakMap<Pod, readonly ServiceReference[]>();
  FOUND.set(tree, ofTree);
  const known = ofTree.get(pod);
  if (known !== undefined) return known;
  const found = withoutCopies(selecting(pod, tree), pod, tree);
  ofTree.set(pod, found);
  return found;
}

function selecting(pod: Pod, tree: Tree): readonly ServiceReference[] {
  const index = servicesByLabel(tree);
  const candidates = Object.entries(pod.podLabels).flatMap(
    ([key, value]) => index.get(`${key}=${String(value)}`) ?? [],
  );
  return candidates.filter(
    ({ selector, namespace }) =>
      mayShare(namespace, pod.workload.namespace) &&
      selects({ labels: selector, expressions: [] }, pod.podLabels),
  );
}

/** Of Services that could not stand beside each other in a cluster, those nearest to the pod. */
function withoutCopies(
  found: readonly ServiceReference[],
  pod: Pod,
  tree: Tree,
): readonly ServiceReference[] {
  const named = new Map<string, { readonly service: ServiceReference; readonly away: number }[]>();
  for (const service of found) {
    const name = service.names.at(-1) ?? service.name;
    const own = named.get(name) ?? [];
    const away = tree.own.has(service) ? -1 : distance(service.place.path, pod.place.path);
    named.set(name, own);
    own.push({ service, away });
  }
  return [...named.values()].flatMap((own) => {
    const nearest = Math.min(...own.map(({ away }) => away));
    const here = own.filter(({ away }) => away === nearest).map(({ service }) => service);
    const isCopy = ({ namespace }: ServiceReference): boolean =>
      here.some((near) => mayShare(near.namespace, namespace));
    return own
      .map(({ service }) => service)
      .filter((service) => here.includes(service) || !isCopy(service));
  });
}

/** How far a file is from a pod's: the same one, one beside it, or as many folders up as lead to both. */
function distance(service: string, pod: string): number {
  if (service === pod) return 0;
  const [there, here] = [foldersOf(service), foldersOf(pod)];
  const forked = here.findIndex((name, i) => name !== there[i]);
  const up = forked === -1 ? 0 : here.length - forked;
  return up === 0 && there.length === here.length ? 1 : 2 + up;
}

function foldersOf(path: string): readonly string[] {
  return path.split('/').slice(0, -1);
}

export function portsOf(container: Container): readonly ValueMap[] {
  return listAt(container.value, ['ports']).filter(isMap);
}

/** The port of a container that a Service or a policy means, by name or by number. */
export function portNamed(container: Container, port: string | number): ValueMap | undefined {
  return portsOf(container).find(
    ({ name, containerPort }) => name === port || containerPort === port,
  );
}

/** The number to write for a named port, as a person reads it. */
export function numberOf(port: ValueMap): string {
  return String(port.containerPort ?? 'its number');
}

/** Whether a scaler is for a workload, by a name that it has or had before kustomizations changed it. */
export function scales(scaler: Scaler, { workload, written }: Pod): boolean {
  return (
    scaler.targetKind === workload.kind &&
    scaler.targetName !== '' &&
    (scaler.targetName === workload.name || scaler.targetName === written?.workload.name) &&
    mayShare(scaler.namespace, workload.namespace)
  );
}

/** Whether a name that stands in another object is that of a Service, kustomized or not. */
export function isCalled({ names }: ServiceReference, other: string): boolean {
  return names.includes(other);
}

/**
 * Whether a patch may be for a workload. A kustomization may put a prefix before a name or a suffix
 * behind it, so one name within the other is close enough to hold a move back.
 */
export function targets({ target }: Pick<PatchReference, 'target'>, { workload }: Pod): boolean {
  if (target.patterns)
    return matches(target.kind, workload.kind) && matches(target.name, workload.name);
  if (target.kind !== '' && target.kind !== workload.kind) return false;
  return (
    target.name === '' || target.name.includes(workload.name) || workload.name.includes(target.name)
  );
}

/** kustomize anchors the regular expressions of a selector. */
function matches(pattern: string, text: string): boolean {
  if (pattern === '') return true;
  return (fitsForeign(pattern, text) ?? true) || text.includes(pattern) || pattern.includes(text);
}
